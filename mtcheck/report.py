"""What a run found, what it could not check, and what it ran with."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from mtcheck.model import Finding, Problem, Severity


class Look(NamedTuple):
    """How a report meant for a person is drawn: width in columns, with colour or without."""

    width: int = 100
    colour: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with its place in the file: its span counts in the file's text (or the segment's target)."""

    finding: Finding
    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class TextReport:
    """The findings of one text; ``text`` is kept only where there are any."""

    file: str
    segment: str | None
    text: str
    words: int
    findings: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a run; ``signature`` says what could change its figures."""

    texts: tuple[TextReport, ...]
    problems: tuple[Problem, ...]
    signature: str

    @property
    def words(self) -> int:
        """How many words, split at white space, were checked."""
        return sum(text.words for text in self.texts)

    @property
    def files(self) -> int:
        """How many files were checked."""
        return len({text.file for text in self.texts})

    def by_severity(self) -> Counter[Severity]:
        """Count the findings of each severity."""
        return Counter(placed.finding.severity for text in self.texts for placed in text.findings)

    def per_thousand(self) -> float:
        """Return findings per 1,000 words."""
        return 1000 * sum(self.by_severity().values()) / max(1, self.words)

    def exit_code(self, fail_on: Severity) -> int:
        """Return 2 if something could not be checked, 1 if a finding is grave enough, else 0."""
        if self.problems:
            return 2
        return int(any(severity >= fail_on for severity in self.by_severity()))
