"""What a check is: a function from a document to hits, with the reason why it is one and no pattern."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from mtcheck.core.model import Hit
from mtcheck.document import Document

Find = Callable[[Document], Iterable[Hit]]


@dataclass(frozen=True, slots=True, eq=False)
class Check:
    """What no pattern reaches: how to find it, and in one line why no pattern does.

    With ``kinds`` one computation finds several things: each hit says its kind, and a rule names the check and a kind.
    """

    why: str
    find: Find
    kinds: tuple[str, ...] = ()

    def hits(self, document: Document, kind: str | None = None) -> Iterable[Hit]:
        """Return what it finds in a document, of one kind if it has kinds; all kinds are worked out at once."""
        return self.find(document) if kind is None else document.memo(self._by_kind).get(kind, ())

    def _by_kind(self, document: Document) -> dict[str, list[Hit]]:
        found: dict[str, list[Hit]] = {}
        for hit in self.find(document):
            found.setdefault(hit.kind, []).append(hit)
        return found

    def fault(self, kind: str | None) -> str:
        """Return what is wrong with naming it with a kind, or without one; nothing if that is right."""
        known = f"known: {', '.join(sorted(self.kinds))}"
        if kind is None:
            return f"the check finds several kinds of thing; name one ({known})" if self.kinds else ""
        if not self.kinds:
            return f"the check has no kinds, so {kind!r} is none"
        return "" if kind in self.kinds else f"unknown kind {kind!r} ({known})"


def of_kinds(why: str, finds: Mapping[str, Find]) -> Check:
    """Return a check whose kinds are found by several functions that look at one and the same reading of a document."""

    def find(document: Document) -> Iterator[Hit]:
        for kind, one in finds.items():
            for hit in one(document):
                yield replace(hit, kind=kind)

    return Check(why, find, tuple(finds))
