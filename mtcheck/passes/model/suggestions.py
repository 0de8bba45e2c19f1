"""The suggestions of a finding: the edit that is reported, and the best others at its place, of whatever family."""

from collections.abc import Sequence

from mtcheck.core.model import Span
from mtcheck.passes.model.candidate import Candidate

MOST = 5
_NEARLY = 0.5
"""The share of the best edit's gain that a further suggestion must reach."""


def suggested(prose: str, best: Candidate, found: Sequence[Candidate]) -> tuple[str, ...]:
    """Return what to put in the place of the edit that is reported, best first.

    Others count if they lie within its place: where it leaves a word out, that holds a space more than the place of
    an edit that exchanges the word.
    """
    place, least = best.span, _NEARLY * best.judged.gain
    others = [one for one in found if one is not best and one.judged.gain > least and _within(one.span, place)]
    others.sort(key=lambda one: (-one.judged.gain, one.span, one.judged.edit.text))
    return tuple(dict.fromkeys(_over(prose, place, one) for one in [best, *others]))[:MOST]


def _within(one: Span, place: Span) -> bool:
    return one == place or (place.start <= one.start < place.end and place.start < one.end <= place.end)


def _over(prose: str, place: Span, one: Candidate) -> str:
    """Return the edit as a replacement of a place that holds it."""
    return prose[place.start : one.span.start] + one.judged.edit.text + prose[one.span.end : place.end]
