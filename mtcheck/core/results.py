"""The figures that a report may carry: an MQM score, scores against references, hints of a source language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cost:
    """What the findings of one rule add to a penalty, in points per 1,000 words, and where the gravest one is."""

    rule: str
    findings: int
    penalty: float
    file: str
    segment: str | None
    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Score:
    """An MQM score.

    ``penalty`` counts points per 1,000 words judged, ``quality`` runs from 0 to 100. ``interval`` holds the bounds
    between which 95% of the bootstrap's penalties lie, or None if there are too few ``units`` (paragraphs, segments)
    to draw from. ``not_judged`` is the share, from 0 to 1, of the words read that no finding could touch;
    ``unread`` counts the files and records that could not be read at all.
    """

    preset: str
    penalty: float
    quality: float
    interval: tuple[float, float] | None
    words: int
    units: int
    not_judged: float
    unread: int
    costs: tuple[Cost, ...]


@dataclass(frozen=True, slots=True)
class SegmentScore:
    """The estimated quality of a segment or paragraph, known from its findings and from how it reads to a model.

    ``line`` and the half-open range of code points ``start``, ``end`` are its place, as in a finding. ``score`` runs
    from 0 to 100, ``fluency`` from 0 to 1; that is None where no language model read the segment.
    """

    file: str
    segment: str | None
    line: int
    start: int
    end: int
    words: int
    findings: int
    score: float
    fluency: float | None


@dataclass(frozen=True, slots=True)
class Kind:
    """The findings of one pack: how many, and how many per 1,000 words."""

    name: str
    findings: int
    per_thousand: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A language that findings suggest, by its code, and the rules that speak for it.

    ``share`` is its part of the evidence, from 0 to 1, ``expected`` the part that it would have if every rule that
    names a language had fired alike. Each rule comes with the number of its findings, the most specific first.
    """

    language: str
    share: float
    expected: float
    findings: int
    rules: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """Which kinds of findings cluster, and which source languages they suggest: a hint, never a verdict.

    ``pointing`` counts the findings whose rules name a language, ``rules`` those rules. ``languages`` is empty when
    that is too little evidence.
    """

    findings: int
    pointing: int
    rules: int
    kinds: tuple[Kind, ...]
    languages: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """One metric over one system, as sacrebleu computes it, with sacrebleu's signature.

    ``p_value`` compares with the first system; ``mean`` and ``margin`` (half of the 95% interval) come from the
    bootstrap; ``segments`` holds the scores of the single segments, in order, if they were asked for.
    """

    name: str
    score: float
    signature: str
    p_value: float | None = None
    mean: float | None = None
    margin: float | None = None
    segments: tuple[float, ...] = ()
    segment_signature: str = ""


@dataclass(frozen=True, slots=True)
class System:
    """The scores of one system's output."""

    name: str
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Against:
    """Scores against references; ``segments`` names the segments in order, ``test`` the significance test."""

    references: int
    segments: tuple[str, ...]
    systems: tuple[System, ...]
    test: str | None = None
