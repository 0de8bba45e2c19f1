"""Scores files against references and gathers what came of it in a report."""

from collections.abc import Sequence

from mtcheck.core.report import Report
from mtcheck.core.results import Against
from mtcheck.core.version import __version__
from mtcheck.scoring import far, references, segments
from mtcheck.scoring.references import Wanted
from mtcheck.scoring.segments import SegmentError, Segments

WHY = "A segment that shares far less with its reference than its neighbours do was often mistranslated or cut."


def scored(paths: Sequence[str], reference_paths: Sequence[str], wanted: Wanted) -> Report:
    """Return the scores of systems, and a finding for each of their segments that is far from the references.

    Without references, the records of JSONL systems must carry their own.

    Raises:
        SegmentError: a file cannot be read, or files do not run side by side.
    """
    systems, texts = _read(paths, reference_paths)
    against = references.measure(systems, texts, wanted)
    notes = () if len(texts[0]) >= far.LEAST_SEGMENTS else (_few(len(texts[0])),)
    checked = [one for system in systems for one in far.text_reports(system, texts)]
    return Report(tuple(checked), (), _signature(against), {far.RULE: WHY}, notes, against=against)


def pair_scores(a: str, b: str, reference_paths: Sequence[str], wanted: Wanted) -> Against:
    """Return the scores of two systems with a test of their difference.

    Raises:
        SegmentError: a file cannot be read, or files do not run side by side.
    """
    return references.measure(*_read((a, b), reference_paths), wanted)


def _read(paths: Sequence[str], reference_paths: Sequence[str]) -> tuple[list[Segments], list[list[str]]]:
    """Read everything in the order of the first system, so that segments with the same index belong together."""
    first, *others = [segments.read(path) for path in paths]
    systems = [first, *(_reordered(first, other) for other in others)]
    if not reference_paths:
        return systems, [segments.own_references(first)]
    return systems, [segments.matched(first, segments.read(path)) for path in reference_paths]


def _reordered(first: Segments, other: Segments) -> Segments:
    segments.matched(first, other)
    if first.whole is not None or other.whole is not None:
        return other
    known = {item.id: item for item in other.items}
    return Segments(other.file, tuple(known[item.id] for item in first.items), None)


def _signature(against: Against) -> str:
    metrics = "; ".join(f"{one.name}|{one.signature}" for one in against.systems[0].measures)
    return f"mtcheck {__version__}|{references.version()}|{far.SIGNATURE}|metrics {metrics}"


def _few(size: int) -> str:
    return f"no segment is called far from the reference: {size} segments are too few to have a level of their own"


__all__ = ["SegmentError", "Wanted", "pair_scores", "scored"]
