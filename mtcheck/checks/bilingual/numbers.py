"""Numbers of the source that the target changed, lost or added."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from difflib import SequenceMatcher
from typing import NamedTuple

import regex

from mtcheck.checks.bilingual.pair import Pair, masked, pair_of
from mtcheck.checks.bilingual.placeholders import mask
from mtcheck.checks.check import Check
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.document.bilingual.figures import Number, figures, possible
from mtcheck.document.bilingual.number_words import may_hold_number_words


class Difference(NamedTuple):
    """The numbers that have no counterpart: pairs that belong together, then those of one side alone."""

    changed: list[tuple[Number, Number]]
    missing: list[Number]
    added: list[Number]


_NOON = 12
_AFTERNOON = STORE.pattern(r"(?i)\bp\.?m\b|\bin the (?:afternoon|evening)|\btonight|\bat night")
_DECADE = STORE.pattern(r"\b(?:1[5-9]|20)(\d0)['’]?s\b|(?<!\d)['’](\d0)s\b")
_CLOCK = STORE.pattern(r"(?<![\d.,:])([01]?\d|2[0-4])(?:[:hH时時点點]|\.(?=\d\d(?!\d)))")
_CENTURIES = (1700, 1800, 1900, 2000)
"""What the years of a decade may leave out."""
_ALIKE = 0.5
_MOST = 2_000
"""Comparisons at the most; where more numbers differ, none is told to have become another."""
_LEAST_ADDED = 13
"""A smaller number may come from a word that no list knows."""


def difference(pair: Pair) -> Difference:
    """Compare the numbers of a text with those of its source."""
    source, target = mask(masked(pair.source)), mask(masked(pair.target))
    ours, theirs = list(figures(target, "en")), list(figures(source, pair.language))
    known = _all(ours) | possible(target, "en") | _shifted(target) | _runs(target)
    wanted = _all(theirs) | possible(source, pair.language) | _afternoon(source) | _runs(source)
    wanted |= {century + value for value in wanted if 10 <= value <= 90 and not value % 10 for century in _CENTURIES}
    missing = [number for number in theirs if not _found(number, known)]
    added = [number for number in ours if not _found(number, wanted)]
    changed = _matched(pair, missing, added)
    for one, other in changed:
        missing.remove(one)
        added.remove(other)
    if may_hold_number_words(source, pair.language):
        added = []
    return Difference(changed, missing, added)


def _all(numbers: list[Number]) -> set[Decimal]:
    return {value for number in numbers for value in (*number.values, *number.parts)}


def _runs(text: str) -> set[Decimal]:
    """Return the runs of digits that stand in words and behind hyphens, where no number is read."""
    return {Decimal(run) for run in regex.findall(r"(?<=\p{L}|\p{L}[-‑])\d+(?:\.\d+)?", text)}


def _found(number: Number, others: set[Decimal]) -> bool:
    if not number.values and not number.parts:
        return True  # not to be read at all
    if number.values & others or number.values <= {Decimal(0), Decimal(1)}:
        return True
    return bool(number.parts) and all(part in others or part == 0 for part in number.parts)


def _shifted(target: str) -> set[Decimal]:
    """Return what the target's hours stand for in a clock of 24 hours, and its decades without their century."""
    found = {Decimal(match[1] or match[2]) for match in _DECADE.finditer(target)}
    if _AFTERNOON.search(target):
        hours = {value for number in figures(target, "en") for value in (*number.values, *number.parts[:1])}
        hours |= possible(target, "en")
        found |= {hour + _NOON for hour in hours if 0 < hour < _NOON}
    return found


def _afternoon(source: str) -> set[Decimal]:
    """Return the hours of the source's clock as one of 12 hours has them."""
    hours = {int(match[1]) for match in _CLOCK.finditer(source)}
    hours |= {int(value) for number in figures(source, None) for value in number.values if value in range(13, 25)}
    return {Decimal(hour - _NOON) for hour in hours if hour > _NOON} | ({Decimal(12)} if hours & {0, 24} else set())


def _matched(pair: Pair, missing: list[Number], added: list[Number]) -> list[tuple[Number, Number]]:
    """Return which missing number became which added one: where digits are alike, or only one is left on each side."""
    if len(missing) == len(added) == 1:
        return [(missing[0], added[0])]
    found: list[tuple[Number, Number]] = []
    if len(missing) * len(added) > _MOST:
        return found
    free = list(added)
    for number in missing:
        digits = _digits(number, pair.source)
        best = max(free, key=lambda one: SequenceMatcher(None, digits, _digits(one, pair.target)).ratio(), default=None)
        if best is not None and SequenceMatcher(None, digits, _digits(best, pair.target)).ratio() >= _ALIKE:
            found.append((number, best))
            free.remove(best)
    return found


def _digits(number: Number, text: str) -> str:
    return "".join(char for char in number.span.of(text) if char.isdigit())


def compared(document: Document) -> Iterator[Hit]:
    """Yield numbers that stand where the source has another, those it lacks, and those that only it has.

    Of the last only what the source has neither in figures nor, as far as is known, in words.
    """
    pair = pair_of(document)
    if pair is None:
        return
    found = difference(pair)
    yield from (Hit(ours.span, source_span=theirs.span, kind="changed") for theirs, ours in found.changed)
    yield from (replace(pair.lost(number.span), kind="missing") for number in found.missing)
    for number in found.added:
        if all(value >= _LEAST_ADDED or value % 1 for value in number.values) and not _in_brackets(pair, number.span):
            yield Hit(number.span, kind="added")


def _in_brackets(pair: Pair, span: Span) -> bool:
    """Tell whether a number stands in brackets, as a conversion of units does."""
    before = pair.target[: span.start]
    return before.rfind("(") > before.rfind(")")


NUMBERS = {
    "numbers": Check("it pairs the numbers of two texts by their value", compared, ("added", "changed", "missing"))
}
