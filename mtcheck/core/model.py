"""The values that everything else passes around: spans, severities, findings, problems."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

CATEGORIES = (
    "accuracy/addition",
    "accuracy/hallucination",
    "accuracy/mistranslation",
    "accuracy/omission",
    "accuracy/untranslated",
    "design/markup",
    "fluency/character-encoding",
    "fluency/duplication",
    "fluency/grammar",
    "fluency/inconsistency",
    "fluency/punctuation",
    "fluency/spelling",
    "fluency/typography",
    "locale",
    "style/unnatural",
    "terminology",
    "terminology/inconsistent",
)
"""The MQM categories a rule may carry (MQM core typology, https://themqm.org)."""


class Severity(IntEnum):
    """How much a defect costs the reader; the value is the MQM penalty weight."""

    NEUTRAL = 0
    MINOR = 1
    MAJOR = 5
    CRITICAL = 25

    @property
    def label(self) -> str:
        """Return the name that configuration, rules and reports use."""
        return self.name.lower()


SEVERITIES = {severity.label: severity for severity in Severity}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of Unicode code points.

    Raises:
        ValueError: the bounds are negative or in the wrong order.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a range that no text can have."""
        if not 0 <= self.start <= self.end:
            message = f"not a span: {self.start}..{self.end}"
            raise ValueError(message)

    def __len__(self) -> int:
        """Return the number of code points covered."""
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Tell whether both cover a code point in common, or one is an insertion point inside or at the other."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """Return the part of the text that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect, placed, explained and, where a rule knows how, corrected.

    Every fix replaces exactly the span, best first: an insertion is an empty span, a deletion an empty
    string, anything wider widens the span. ``safe`` says that the first fix may be applied unasked. ``source_span``
    places the finding in the source text too, where there is one and it shows there; with an empty ``span`` and no
    fix it stands for something of the source that the text lacks.
    """

    span: Span
    rule: str
    found_by: str
    message: str
    severity: Severity
    category: str
    fixes: tuple[str, ...] = ()
    safe: bool = False
    confidence: float = 0.9
    also: tuple[str, ...] = ()
    source_span: Span | None = None

    @property
    def placeless(self) -> bool:
        """Tell whether the finding is about something that is not in the text, and proposes nothing to put there."""
        return len(self.span) == 0 and not self.fixes


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be checked, in words that say what to do.

    ``passed_over`` says that nobody named it: it was met with in a folder, is not for mtcheck, and is no failure.
    """

    message: str
    file: str | None = None
    segment: str | None = None
    line: int | None = None
    passed_over: bool = False

    @property
    def where(self) -> str:
        """Return the file and line as far as they are known, as in ``a.txt:3``."""
        return ":".join(str(part) for part in (self.file, self.line) if part is not None)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check saw, before its rule card adds reason, severity and category.

    ``safe`` is False where the first fix is not to be applied unasked, though the card calls such fixes safe.
    ``kind`` is which of its kinds a check with several found.
    """

    span: Span
    fixes: tuple[str, ...] = ()
    slots: dict[str, str] = field(default_factory=dict)
    source_span: Span | None = None
    safe: bool = True
    kind: str = ""


Hits = Iterator[Hit]


@dataclass(frozen=True, slots=True)
class Term:
    """A source term (empty: whatever the source says), the English terms it may become, those it must not."""

    source: str
    targets: tuple[str, ...]
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms of all glossary files of a run."""

    terms: tuple[Term, ...]
