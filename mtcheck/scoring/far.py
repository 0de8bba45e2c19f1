"""Findings for segments that are far from the reference, measured by what is usual in the same text."""

from collections.abc import Iterator, Sequence
from statistics import median

from mtcheck.core.model import Finding, Severity, Span
from mtcheck.core.report import Placed, TextReport
from mtcheck.document import Document
from mtcheck.document.fingerprint import fingerprint
from mtcheck.scoring import references as scores
from mtcheck.scoring.segments import Segment, Segments

RULE = "reference.far"
SPREADS = 2.5
"""How many scaled deviations below the median is far (the usual choice of Leys et al. 2013, Detecting outliers)."""
SCALE = 1.4826
"""Makes the median absolute deviation that of a normal distribution's standard deviation."""
CEILING = 40.0
"""chrF from which on no segment is far, however near all others are."""
LEAST_SEGMENTS = 8
"""Fewer segments have no level of their own."""
LEAST_WORDS = 4
"""Words of the longest reference; in a shorter one a single synonym decides."""

SIGNATURE = f"far {SPREADS:g} deviations, at most {CEILING:g}"


def threshold(levels: Sequence[float]) -> float | None:
    """Return the chrF below which a segment of a text is far, or None for too few segments.

    It is the median less SPREADS times the scaled median absolute deviation, and never more than CEILING. Both
    resist outliers, so a few ruined segments do not hide each other.
    """
    if len(levels) < LEAST_SEGMENTS:
        return None
    middle = median(levels)
    spread = SCALE * median(abs(level - middle) for level in levels)
    return min(middle - SPREADS * spread, CEILING)


def text_reports(system: Segments, references: Sequence[Sequence[str]]) -> list[TextReport]:
    """Return a system's output as checked texts: one for a text file, one a record for JSONL."""
    levels = scores.chrf(system.texts, references)
    judged = [
        index for index in range(len(levels)) if max(len(one[index].split()) for one in references) >= LEAST_WORDS
    ]
    known = [levels[index] for index in judged]
    least = threshold(known)
    middle = median(known) if known else 0.0
    far = {index: (levels[index], middle) for index in judged if least is not None and levels[index] < least}
    found = {index: _placed(system.items[index], level) for index, level in far.items()}
    return list(_texts(system, found))


def _texts(system: Segments, found: dict[int, Placed]) -> Iterator[TextReport]:
    if system.whole is not None:
        placed = tuple(found[index] for index in sorted(found))
        yield TextReport(system.file, None, system.whole, len(system.whole.split()), placed)
        return
    for index, item in enumerate(system.items):
        placed = (found[index],) if index in found else ()
        yield TextReport(system.file, item.id, item.text, len(item.text.split()), placed)


def _placed(item: Segment, level: tuple[float, float]) -> Placed:
    message = (
        f"chrF {level[0]:.1f} against the reference, where half of this text has {level[1]:.1f} or more: "
        "it may say something else, or leave something out."
    )
    text = item.text.rstrip()
    document = Document.of(text)
    whole = Finding(
        Span(0, len(document.prose)),
        RULE,
        "reference",
        message,
        Severity.MAJOR,
        "accuracy/mistranslation",
        confidence=0.5,
    )
    key = fingerprint(document, whole)
    span = Span(item.start, item.start + len(text))
    finding = Finding(span, RULE, whole.found_by, message, whole.severity, whole.category, confidence=whole.confidence)
    return Placed(finding, item.line, 1, text, key)
