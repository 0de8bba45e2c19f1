"""Aligns the sentences of two texts by what their words have in common and by length.

The method is dynamic programming over beads of one or two sentences as in Gale and Church (1993), with shared words
in place of most of their length model, since both texts are in one language.
"""

from collections import Counter
from dataclasses import dataclass
from math import log

from mtcheck.roundtrip.words import Sentence

_BEADS = ((1, 1, 0.0), (1, 0, 0.9), (0, 1, 0.9), (2, 1, 0.25), (1, 2, 0.25), (2, 2, 0.6), (3, 1, 0.6), (1, 3, 0.6))
"""How many sentences of each side make a bead, and what such a bead costs beside its unlikeness (0 to 1 a sentence)."""

_BAND = 40
"""How far, in sentences, the path may leave the diagonal beyond a tenth of the longer text."""

ALIKE = 0.25
"""The least likeness of two sentences that are compared word for word."""


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences of the text and those of the original that they render, and how alike they are, from 0 to 1."""

    text: tuple[int, int]
    original: tuple[int, int]
    likeness: float


class _Likeness:
    """How much two runs of sentences have in common: weighted share of words, rare ones counting more."""

    def __init__(self, text: tuple[Sentence, ...], original: tuple[Sentence, ...]) -> None:
        self._bags = [[_bag(sentence) for sentence in side] for side in (text, original)]
        frequency = Counter(key for side in self._bags for bag in side for key in bag)
        total = max(1, sum(len(side) for side in self._bags))
        self._weight = {key: 0.2 + log(1 + total / count) for key, count in frequency.items()}

    def of(self, text: tuple[int, int], original: tuple[int, int]) -> float:
        one, other = (sum(side[low:high], Counter()) for side, (low, high) in zip(self._bags, (text, original), strict=True))
        shared = sum(self._weight[key] * count for key, count in (one & other).items())
        size = sum(self._weight[key] * count for key, count in (one + other).items())
        return 2 * shared / size if size else 1.0


def _bag(sentence: Sentence) -> Counter[str]:
    return Counter(min(word.lemmas, key=lambda form: (len(form), form)) for word in sentence if word.is_word)


def align(text: tuple[Sentence, ...], original: tuple[Sentence, ...]) -> list[Bead]:
    """Return the beads of the cheapest path through both texts, in order."""
    likeness = _Likeness(text, original)
    best: dict[tuple[int, int], tuple[float, Bead | None]] = {(0, 0): (0.0, None)}
    band = _BAND + max(len(text), len(original)) // 10
    for i in range(len(text) + 1):
        middle = i * len(original) // max(1, len(text))
        for j in range(max(0, middle - band), min(len(original), middle + band) + 1):
            _extend(best, (i, j), likeness)
    return _path(best, (len(text), len(original)))


def _extend(best: dict[tuple[int, int], tuple[float, Bead | None]], at: tuple[int, int], likeness: _Likeness) -> None:
    for many, other, extra in _BEADS:
        before = (at[0] - many, at[1] - other)
        if before not in best:
            continue
        bead = Bead((before[0], at[0]), (before[1], at[1]), 0.0)
        if many and other:
            bead = Bead(bead.text, bead.original, likeness.of(bead.text, bead.original))
        cost = best[before][0] + extra + (max(many, other) * (1 - bead.likeness) if many and other else 0.0)
        if at not in best or cost < best[at][0]:
            best[at] = (cost, bead)


def _path(best: dict[tuple[int, int], tuple[float, Bead | None]], at: tuple[int, int]) -> list[Bead]:
    path: list[Bead] = []
    while at in best and (bead := best[at][1]) is not None:
        path.append(bead)
        at = (bead.text[0], bead.original[0])
    return path[::-1]
