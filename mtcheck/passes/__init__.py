"""The passes: each reads a document and yields findings; one module each, one line in mtcheck.run.engine."""

from collections.abc import Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from mtcheck.core.model import Finding
    from mtcheck.document import Document


class Unavailable(Exception):
    """A pass that cannot run; the message says what to do."""


class Unfinished(Exception):
    """A pass that gave all the findings it could but left part of its work undone; the message says which."""


class Pass(Protocol):
    """What the engine asks of a pass. It is entered once per run and starts what it needs on first use."""

    name: str

    def __enter__(self) -> Self:
        """Make ready."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop what was started."""

    def check(self, document: "Document") -> "Iterable[Finding]":
        """Yield findings placed in ``document.prose``.

        Raises:
            Unavailable: the pass cannot run at all.
            Unfinished: after its findings, when some could not be looked for.
        """
