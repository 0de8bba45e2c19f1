"""The MQM score of a report: penalty points per 1,000 words, and the quality score that follows from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import fsum

from mtcheck.core.model import Finding, Problem, Severity
from mtcheck.core.report import Placed, Report, TextReport
from mtcheck.core.results import Cost, Score
from mtcheck.scoring import bootstrap
from mtcheck.scoring.units import Unit, cut, troubled

MOST_COSTS = 5
"""Rules shown among those that cost most."""


@dataclass(frozen=True, slots=True)
class Preset:
    """Penalty points: by severity, for a whole unit that is one critical error, for a category at a severity."""

    name: str
    points: Mapping[Severity, float]
    whole: float
    special: Mapping[tuple[str, Severity], float] = field(default_factory=dict)

    def weight(self, finding: Finding, *, whole: bool) -> float:
        """Return the points of a finding; ``whole`` says that it covers its segment or paragraph."""
        if whole and finding.severity is Severity.CRITICAL:
            return self.whole
        return self.special.get((finding.category, finding.severity), self.points[finding.severity])

    @property
    def signature(self) -> str:
        """The name with all the points."""
        points = "/".join(f"{self.points[severity]:g}" for severity in Severity)
        special = "".join(f"+{category} {s.label} {points:g}" for (category, s), points in self.special.items())
        return f"score {self.name} {points}+whole {self.whole:g}{special}"


PRESETS = {
    "mqm": Preset("mqm", {severity: float(severity) for severity in Severity}, 25),
    "wmt": Preset(
        "wmt",
        {Severity.NEUTRAL: 0, Severity.MINOR: 1, Severity.MAJOR: 5, Severity.CRITICAL: 5},
        25,
        {("fluency/punctuation", Severity.MINOR): 0.1},
    ),
}
"""Named weights.

``mqm``: neutral 0, minor 1, major 5, critical 25, every category alike, as the MQM scoring model recommends
(https://themqm.org/error-types-2/the-mqm-scoring-models/).

``wmt``: the weights of Freitag et al. 2021 (Experts, Errors, and Context, TACL 9): major 5, minor 1, minor
fluency/punctuation 0.1, non-translation 25, neutral 0. That scheme knows no critical errors, so ours count as major;
a critical finding that covers a whole segment or paragraph stands for its non-translation.
"""


@dataclass(slots=True)
class _Tally:
    findings: int = 0
    points: list[float] = field(default_factory=list)
    gravest: tuple[float, TextReport, Placed] | None = None


def scored(report: Report, preset: Preset) -> Report:
    """Return the report with its score, and with a problem if no text was there to score.

    Penalty: the points of all findings, divided by the words judged, times 1,000. Quality: the raw linear score of
    the MQM scoring model, 100 × (1 - points / words), no less than 0. Texts that could not be checked in full count
    neither with their findings nor with their words; they are part of what was not judged, as are words where no
    pass looks. Findings that a baseline knows are left out, as from all other counts.
    """
    partly, unread = troubled(report)
    units: list[tuple[float, int]] = []
    tallies: dict[str, _Tally] = {}
    unjudged = 0
    for text in report.texts:
        if (text.file, text.segment) in partly:
            unjudged += text.words
            continue
        parts = cut(text)
        unjudged += parts.unjudged
        units += [(_tally(text, unit, preset, tallies), unit.words) for unit in parts.units]
    words = sum(unit[1] for unit in units)
    signature = f"{report.signature}|{preset.signature}|{bootstrap.SIGNATURE}"
    if not words:
        problem = Problem("no score: there are no words that were judged in full")
        return replace(report, problems=(*report.problems, problem), signature=signature)
    score = _score(preset, units, tallies, (unjudged, unread))
    return replace(report, score=score, signature=signature)


def _score(
    preset: Preset, units: list[tuple[float, int]], tallies: Mapping[str, _Tally], lost: tuple[int, int]
) -> Score:
    points, words = fsum(unit[0] for unit in units), sum(unit[1] for unit in units)
    penalty = bootstrap.per_thousand(points, words)
    costs = sorted((_cost(rule, tally, words) for rule, tally in tallies.items()), key=lambda one: -one.penalty)
    unjudged, unread = lost
    return Score(
        preset=preset.name,
        penalty=penalty,
        quality=quality(penalty),
        interval=bootstrap.interval([unit[0] for unit in units], [unit[1] for unit in units]),
        words=words,
        units=len(units),
        not_judged=unjudged / (words + unjudged),
        unread=unread,
        costs=tuple(cost for cost in costs if cost.penalty)[:MOST_COSTS],
    )


def quality(penalty: float) -> float:
    """Return the raw linear quality score, 0 to 100, for a penalty per 1,000 words."""
    return max(0.0, 100 * (1 - penalty / 1000))


def _tally(text: TextReport, unit: Unit, preset: Preset, tallies: dict[str, _Tally]) -> float:
    """Add a unit's findings to the tallies of their rules; return their points."""
    points = []
    for placed in unit.findings:
        weight = weigh(placed, text, unit, preset)
        points.append(weight)
        tally = tallies.setdefault(placed.finding.rule, _Tally())
        tally.findings += 1
        tally.points.append(weight)
        if tally.gravest is None or weight > tally.gravest[0]:
            tally.gravest = weight, text, placed
    return fsum(points)


def weigh(placed: Placed, text: TextReport, unit: Unit, preset: Preset) -> float:
    """Return the points of a finding in a unit of a text."""
    whole = placed.text.strip() == unit.span.of(text.text).strip()
    return preset.weight(placed.finding, whole=whole)


def _cost(rule: str, tally: _Tally, words: int) -> Cost:
    assert tally.gravest is not None
    _, text, placed = tally.gravest
    penalty = bootstrap.per_thousand(fsum(tally.points), words)
    place = (text.file, text.segment, placed.line, placed.column, placed.text)
    return Cost(rule, tally.findings, penalty, *place)
