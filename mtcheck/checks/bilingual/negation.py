"""A negation on one side only. Words are counted, not understood, so the finding asks for a look."""

from collections.abc import Iterator
from dataclasses import replace

import regex

from mtcheck.checks.bilingual.pair import Pair, paired
from mtcheck.checks.check import Check
from mtcheck.core.model import Hit, Span
from mtcheck.document.bilingual.negation import ENGLISH, ENGLISH_NONE, ENGLISH_SURE, LANGUAGES

_LONGEST = 240
"""In longer texts both sides deny something."""


def changed(pair: Pair) -> Iterator[Hit]:
    """Yield a sure negation of one side where nothing on the other may stand for it."""
    denial = LANGUAGES.get(pair.language or "")
    if denial is None or len(pair.target) > _LONGEST:
        return
    lost = None if ENGLISH.search(pair.target) else _sure(denial.sure, denial.none, pair.source)
    if lost is not None:
        yield replace(pair.lost(lost), kind="lost")
    added = None if denial.may.search(pair.source) else _sure(ENGLISH_SURE, ENGLISH_NONE, pair.target)
    if added is not None:
        yield Hit(added, kind="added")


def _sure(sure: "regex.Pattern[str]", none: "regex.Pattern[str]", text: str) -> Span | None:
    """Return the first sure negation, if no set phrase of the text makes them doubtful."""
    match = sure.search(text)
    return Span(*match.span()) if match and not none.search(text) else None


NEGATION = {
    "negation": Check("it weighs the negations of two languages against each other", paired(changed), ("added", "lost"))
}
