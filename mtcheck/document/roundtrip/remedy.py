"""Turns damage into places and replacements: the original's words, put where they are missing or wrong."""

from dataclasses import dataclass

from mtcheck.core.model import Hit, Span
from mtcheck.document.roundtrip.damage import Damage
from mtcheck.document.roundtrip.match import facing
from mtcheck.document.roundtrip.stretches import Pair, Range, Stretch, stretches
from mtcheck.document.roundtrip.synonyms import AMOUNTS
from mtcheck.document.roundtrip.words import Sentence, Word


@dataclass(frozen=True, slots=True)
class Texts:
    """The prose of the text and of the original."""

    text: str
    original: str


def hit(damage: Damage, pair: Pair, texts: Texts) -> Hit:
    """Return the place in the text's prose that the damage concerns, with the original's words as its fix."""
    low, high = damage.stretch.text
    if damage.kind == "number":
        whole = _sum(damage.stretch, pair)
        return _replacement(whole.text, whole.original, pair, texts)
    if low == high:
        wide = _widened(damage.stretch, pair)
        return _replacement(wide.text, wide.original, pair, texts)
    if damage.stretch.original[0] == damage.stretch.original[1]:
        return _deletion((low, high), pair, texts)
    return _replacement(damage.stretch.text, damage.stretch.original, pair, texts)


def _widened(stretch: Stretch, pair: Pair) -> Stretch:
    """Return a stretch for something lost that takes in a neighbour, so that there is something to replace."""
    for region in stretches(pair):
        if region.moved and (region.text[0], region.original[0]) == (stretch.text[1], stretch.original[1]):
            return Stretch(region.text, (stretch.original[0], region.original[1]))
    at, place = stretch.text[0], stretch.original
    if at and place[0] and pair.original[place[0]].start == pair.original[place[0] - 1].end:
        glued = place[1] < len(pair.original) and pair.original[place[1]].start == pair.original[place[1] - 1].end
        return Stretch((at - 1, at + glued), (place[0] - 1, place[1] + glued))
    follows = at < len(pair.text) and place[1] < len(pair.original)
    if follows and (pair.text[at].is_word or at == 0):
        return Stretch((at, at + 1), (place[0], place[1] + 1))
    if at and place[0]:
        return Stretch((at - 1, at), (place[0] - 1, place[1]))
    return stretch


def _sum(stretch: Stretch, pair: Pair) -> Stretch:
    """Return the whole sum of money or measure that a stretch is part of: figure, scale and unit."""
    at, belongs = facing(pair.match.steps)
    low, high = stretch.text
    while low and _figure(pair.text[low - 1]):
        low -= 1
    while high < len(pair.text) and _figure(pair.text[high]):
        high += 1
    first, last = min(stretch.original[0], at.get(low, stretch.original[0])), stretch.original[1]
    while first and _figure(pair.original[first - 1]):
        first -= 1
    while last < len(pair.original) and _figure(pair.original[last]):
        last += 1
    text = (min([low, *(belongs[j] for j in range(first, last))]), high)
    return Stretch(text, (first, last))


def _figure(word: Word) -> bool:
    return word.is_number or bool(word.lemmas & AMOUNTS)


def _replacement(text: Range, original: Range, pair: Pair, texts: Texts) -> Hit:
    span = _span(pair.text, text)
    new = _span(pair.original, original).of(texts.original) if original[0] < original[1] else ""
    first = pair.original[original[0]] if original[0] < original[1] else None
    if first is not None and original[0] == 0 and text[0] > 0 and first.text.istitle() and first.tag not in _NAMES:
        new = new[:1].lower() + new[1:]
    if text[0] == 0 and pair.text[0].capital:
        new = new[:1].upper() + new[1:]
    return Hit(span, (new,), {"original": f"“{new}”" if new else "nothing"})


_NAMES = frozenset({"NNP", "NNPS"})


def _deletion(text: Range, pair: Pair, texts: Texts) -> Hit:
    """Return the removal of words with the space after them, or before them at the end."""
    span = _span(pair.text, text)
    end, start = span.end, span.start
    while end < len(texts.text) and texts.text[end] == " ":
        end += 1
    if end == span.end:
        while start and texts.text[start - 1] == " ":
            start -= 1
    if text[0] == 0 and pair.text[0].capital and text[1] < len(pair.text):
        word = pair.text[text[1]]
        return Hit(Span(start, word.end), (word.text[:1].upper() + word.text[1:],), {"original": "nothing"})
    return Hit(Span(start, end), ("",), {"original": "nothing"})


def _span(words: Sentence, part: Range) -> Span:
    if part[0] == part[1]:
        at = words[part[0]].start if part[0] < len(words) else words[-1].end
        return Span(at, at)
    return Span(words[part[0]].start, words[part[1] - 1].end)
