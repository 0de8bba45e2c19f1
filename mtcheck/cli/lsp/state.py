"""What is known of a text that is open in an editor: its findings, and what is needed to check only what changes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from mtcheck.core.model import Finding, Problem, Span
from mtcheck.document import Document


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding placed in the whole file; its fixes are written as they must stand there."""

    finding: Finding
    text: str

    @property
    def span(self) -> Span:
        """Its place in the file."""
        return self.finding.span


@dataclass(frozen=True, slots=True)
class State:
    """A version of a text with its findings.

    ``whole`` says that all of it was checked together, so that nothing is better known. ``document`` is there for a
    file of one text, ``units`` for a file of many: what was found in each, by its content.
    """

    text: str
    version: int
    kind: str
    shown: tuple[Shown, ...] = ()
    problems: tuple[Problem, ...] = ()
    whole: bool = True
    document: Document | None = None
    units: dict[object, Sequence[Finding]] = field(default_factory=dict)
