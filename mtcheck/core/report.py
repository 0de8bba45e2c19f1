"""What a run found, what it could not check, and what it ran with."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from mtcheck.core.model import Finding, Problem, Severity, Span

if TYPE_CHECKING:  # few runs have such figures
    from mtcheck.core.results import Against, Profile, Score, SegmentScore


class Look(NamedTuple):
    """How a report meant for a person is drawn.

    ``width`` counts columns, ``encoding`` is what the terminal reads, ``order`` whether the gravest or the first in
    the text comes first, ``part`` what of the report is shown.
    """

    width: int = 100
    colour: bool = False
    encoding: str = "utf-8"
    order: Literal["worst", "place"] = "worst"
    part: Literal["all", "findings", "summary", "statistics", "problems"] = "all"


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with its place in the file: its span counts in the file's text (or the segment's target).

    ``key`` names it by content, and ``baselined`` says that a baseline file knows it already.
    """

    finding: Finding
    line: int
    column: int
    text: str
    key: str = ""
    baselined: bool = False


class Heard(NamedTuple):
    """How a sentence reads to a language model: its place in the text, its words that count, its fluency.

    ``fluency`` is the share, from 0 to 1, of sentences of good English as long that read at least as strangely.
    """

    span: Span
    words: int
    fluency: float


@dataclass(frozen=True, slots=True)
class TextReport:
    """The findings of one text.

    Its source and a reference, where they are known, are in the same format; ``line`` is that in a file of many texts.
    ``heard`` has the sentences that a language model read, in order; nothing where none is on.
    """

    file: str
    segment: str | None
    text: str
    words: int
    findings: tuple[Placed, ...]
    format: str = "plain"
    source: str | None = None
    reference: str | None = None
    line: int | None = None
    heard: tuple[Heard, ...] = ()

    def key(self, placed: Placed) -> str:
        """Return what names a finding by content within the whole file."""
        return placed.key if self.segment is None else f"{self.segment}:{placed.key}"


@dataclass(frozen=True, slots=True)
class Form:
    """A file of many texts as it stands: its kind, its decoded text, the place of each target in it.

    ``places`` follow the order of the file's texts in the report; None where a target has no place of its own.
    """

    kind: str
    text: str
    places: tuple[Span | None, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a run.

    ``signature`` says what could change its figures, ``reasons`` why a rule's finding is wrong, ``origins`` which
    languages a rule betrays, ``notes`` what the reader should know though it is no problem. Scores and profile are
    there when they were asked for, ``segments`` with a score or where a language model read the texts, ``forms`` of
    files of many texts when a reporter writes such files back.
    """

    texts: tuple[TextReport, ...]
    problems: tuple[Problem, ...]
    signature: str
    reasons: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    origins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    score: "Score | None" = None
    profile: "Profile | None" = None
    against: "Against | None" = None
    segments: "tuple[SegmentScore, ...]" = ()
    forms: Mapping[str, Form] = field(default_factory=dict)

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
        return Counter(placed.finding.severity for placed in self.fresh())

    def fresh(self) -> Iterator[Placed]:
        """Yield the findings that no baseline knows."""
        return (placed for text in self.texts for placed in text.findings if not placed.baselined)

    def baselined(self) -> int:
        """Count the findings that a baseline knows."""
        return sum(placed.baselined for text in self.texts for placed in text.findings)

    def per_thousand(self) -> float:
        """Return findings per 1,000 words."""
        return 1000 * sum(self.by_severity().values()) / max(1, self.words)

    def exit_code(self, fail_on: Severity) -> int:
        """Return 2 if something could not be checked, 1 if a finding is grave enough, else 0."""
        if self.problems:
            return 2
        return int(any(severity >= fail_on for severity in self.by_severity()))
