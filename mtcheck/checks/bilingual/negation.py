"""A negation on one side only. Words are counted, not understood, so the finding asks for a look."""

from collections.abc import Iterator

import regex

from mtcheck.checks.bilingual.pair import Pair
from mtcheck.core.model import Hit, Span
from mtcheck.document.bilingual.negation import ENGLISH, ENGLISH_NONE, ENGLISH_SURE, LANGUAGES

_LONGEST = 240
"""In longer texts both sides deny something."""


def lost(pair: Pair) -> Iterator[Hit]:
    """Yield a sure negation of the source where nothing in the target may stand for it."""
    denial = LANGUAGES.get(pair.language or "")
    if denial is None or len(pair.target) > _LONGEST or ENGLISH.search(pair.target):
        return
    found = _sure(denial.sure, denial.none, pair.source)
    if found is not None:
        yield pair.lost(found)


def added(pair: Pair) -> Iterator[Hit]:
    """Yield a sure negation of the target where nothing in the source may stand for it."""
    denial = LANGUAGES.get(pair.language or "")
    if denial is None or len(pair.target) > _LONGEST or denial.may.search(pair.source):
        return
    found = _sure(ENGLISH_SURE, ENGLISH_NONE, pair.target)
    if found is not None:
        yield Hit(found)


def _sure(sure: "regex.Pattern[str]", none: "regex.Pattern[str]", text: str) -> Span | None:
    """Return the first sure negation, if no set phrase of the text makes them doubtful."""
    match = sure.search(text)
    return Span(*match.span()) if match and not none.search(text) else None


NEGATION = {"negation-added": added, "negation-lost": lost}
