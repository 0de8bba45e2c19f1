"""The quality of a segment, estimated without source or reference from its findings and from how it reads to a model.

The score is 100 less the share of its words, in per cent, that speaks for an edit: the words under findings, weighed
by severity, and a part for how strangely it reads. The weights are few and plain; ``benchmarks/agreement.py`` fits them
to post-edits and prints how little they explain. Good English without findings scores 90 in the middle, so only
differences between segments count.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import fsum

from mtcheck.core.model import Severity
from mtcheck.core.report import Heard, Placed, Report, TextReport
from mtcheck.core.results import SegmentScore
from mtcheck.scoring.units import Unit, cut, troubled

FOUND = {Severity.NEUTRAL: 0.0, Severity.MINOR: 0.7, Severity.MAJOR: 0.7, Severity.CRITICAL: 1.0}
"""How many words an editor changes for a word under a finding; post-edits do not tell minor from major ones."""
FREE = frozenset({"locale"})
"""Categories whose findings tell nothing about how much editors change."""
STRANGE = 20.0
"""Points that a segment loses whose fluency is 0; one of fluency 1 loses none."""
MIDDLE = 0.5
"""The fluency of the middle of good English, which is taken where no language model read the segment."""

SIGNATURE = f"estimate {FOUND[Severity.MINOR]:g}/{FOUND[Severity.MAJOR]:g}/{FOUND[Severity.CRITICAL]:g}+{STRANGE:g}"


def estimated(report: Report) -> Report:
    """Return the report with a score for each segment or paragraph that has words; ``signature`` says by what weights.

    Texts that could not be checked in full have none.
    """
    partly, _ = troubled(report)
    whole = (text for text in report.texts if (text.file, text.segment) not in partly)
    segments = tuple(one for text in whole for one in _segments(text))
    return replace(report, segments=segments, signature=f"{report.signature}|{SIGNATURE}")


def fluency(heard: Sequence[Heard]) -> float | None:
    """Return the fluency of a text, its sentences weighed by their words; None if a model read none of them."""
    words = sum(one.words for one in heard)
    return round(fsum(one.words * one.fluency for one in heard) / words, 3) if words else None


def under(found: Iterable[Placed]) -> Counter[Severity]:
    """Count the words under findings by severity, those of free categories left out; an insertion counts as one."""
    counts: Counter[Severity] = Counter()
    for one in found:
        if one.finding.category not in FREE:
            counts[one.finding.severity] += max(1, len(one.text.split()))
    return counts


def score(wrong: Mapping[Severity, int], words: int, fluent: float | None) -> float:
    """Return the score, 0 to 100, of a segment with so many words, so many under findings, and its fluency."""
    changed = fsum(FOUND[severity] * count for severity, count in wrong.items())
    lost = STRANGE * (1 - (MIDDLE if fluent is None else fluent))
    return round(max(0.0, 100 - 100 * changed / max(1, words) - lost), 1)


def _segments(text: TextReport) -> Iterator[SegmentScore]:
    units = [unit for unit in cut(text).units if unit.words]
    line, counted = text.line or 1, 0
    for unit, heard in zip(units, _heard(units, text.heard), strict=True):
        if text.line is None:
            line, counted = line + text.text.count("\n", counted, unit.span.start), unit.span.start
        fluent = fluency(heard)
        yield SegmentScore(
            file=text.file,
            segment=text.segment,
            line=line,
            start=unit.span.start,
            end=unit.span.end,
            words=unit.words,
            findings=len(unit.findings),
            score=score(under(unit.findings), unit.words, fluent),
            fluency=fluent,
        )


def _heard(units: Sequence[Unit], heard: Sequence[Heard]) -> list[list[Heard]]:
    """Return the sentences of each unit."""
    starts = [unit.span.start for unit in units]
    parts: list[list[Heard]] = [[] for _ in units]
    for one in heard:
        if parts:
            parts[max(0, bisect_right(starts, one.span.start) - 1)].append(one)
    return parts
