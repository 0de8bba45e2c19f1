"""A judged edit of a document with the numbers that decide about it."""

from dataclasses import dataclass

from mtcheck.core.model import Span
from mtcheck.passes.model.features import Features
from mtcheck.passes.model.judge import Judged


@dataclass(frozen=True, slots=True)
class Candidate:
    """A judged edit with the numbers that decide about it."""

    judged: Judged
    rule: str
    features: Features

    @property
    def span(self) -> Span:
        """Return the place of the edit in the prose."""
        return Span(self.judged.edit.start, self.judged.edit.end)
