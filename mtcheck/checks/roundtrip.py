"""What a machine's round trip damaged, by the English original that stands as the document's reference."""

from collections.abc import Callable, Iterator
from functools import partial

from mtcheck.core.model import Hit
from mtcheck.document import Document
from mtcheck.document.roundtrip.damage import KINDS
from mtcheck.document.roundtrip.trip import LOST, UNLIKE, compared


def _of_kind(document: Document, kind: str) -> Iterator[Hit]:
    yield from document.memo(compared).get(kind, ())


ROUNDTRIP: dict[str, Callable[[Document], Iterator[Hit]]] = {
    f"roundtrip-{kind}": partial(_of_kind, kind=kind) for kind in (*KINDS, LOST, UNLIKE)
}
