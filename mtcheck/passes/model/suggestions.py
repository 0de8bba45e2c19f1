"""The suggestions of a finding: the edit that is reported, and the best others at its place, of whatever family."""

from collections.abc import Sequence

from mtcheck.core.model import Span
from mtcheck.passes.model.candidate import Candidate

MOST = 5
_NEARLY = 0.5
"""The share of the best edit's gain that a further suggestion must reach."""
_WIDER = 12
"""By how many characters a further suggestion may widen the place."""


def suggested(prose: str, best: Candidate, found: Sequence[Candidate]) -> tuple[Span, tuple[str, ...]]:
    """Return the place that all suggestions replace, and what each puts there, best first.

    Where an edit leaves a word out, its place has a space more than that of an edit that exchanges the word: each is
    written over the place that holds both.
    """
    others = [
        one
        for one in found
        if one is not best and one.judged.gain > _NEARLY * best.judged.gain and _same_place(best.span, one.span)
    ]
    others.sort(key=lambda one: (-one.judged.gain, one.span, one.judged.edit.text))
    shown = [best, *others[: MOST - 1]]
    span = Span(min(one.span.start for one in shown), max(one.span.end for one in shown))
    return span, tuple(dict.fromkeys(_over(prose, span, one) for one in shown))


def _same_place(place: Span, other: Span) -> bool:
    """Tell whether an edit is about the words of another: it lies within them, or is little wider."""
    if _within(other, place):
        return place.start < other.end and other.start < place.end
    wider = max(0, place.start - other.start) + max(0, other.end - place.end)
    return _within(place, other) and wider <= _WIDER


def _within(one: Span, other: Span) -> bool:
    return other.start <= one.start and one.end <= other.end


def _over(prose: str, span: Span, one: Candidate) -> str:
    """Return the edit as a replacement of a place that holds it."""
    return prose[span.start : one.span.start] + one.judged.edit.text + prose[one.span.end : span.end]
