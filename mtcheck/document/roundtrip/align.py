"""Aligns the sentences of two texts by what their words have in common and by length.

The method is dynamic programming over beads of one or two sentences as in Gale and Church (1993), with shared words
in place of most of their length model, since both texts are in one language.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from mtcheck.document.roundtrip.words import Sentence

_BEADS = ((1, 1, 0.0), (1, 0, 0.9), (0, 1, 0.9), (2, 1, 0.25), (1, 2, 0.25), (2, 2, 0.6), (3, 1, 0.6), (1, 3, 0.6))
"""How many sentences of each side make a bead, and what such a bead costs beside its unlikeness (0 to 1 a sentence)."""

_BEAM = 25
"""How far, in sentences of the original, a path may leave the best one so far."""

ALIKE = 0.25
"""The least likeness of two sentences that are compared word for word."""


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences of the text and those of the original that they render, and how alike they are, from 0 to 1."""

    text: tuple[int, int]
    original: tuple[int, int]
    likeness: float


class _Likeness:
    """How much two runs of sentences have in common: the weighted share of their words, rare ones counting more."""

    def __init__(self, text: Sequence[Sentence], original: Sequence[Sentence]) -> None:
        self._bags = [[_bag(sentence) for sentence in side] for side in (text, original)]
        frequency = Counter(key for side in self._bags for bag in side for key in bag)
        total = max(1, sum(len(side) for side in self._bags))
        self._weight = {key: 0.2 + log(1 + total / count) for key, count in frequency.items()}
        self._runs: dict[tuple[int, tuple[int, int]], tuple[Counter[str], float]] = {}

    def of(self, text: tuple[int, int], original: tuple[int, int]) -> float:
        """Return the likeness of two runs, from 0 to 1."""
        (one, size), (other, more) = self._run(0, text), self._run(1, original)
        if size + more == 0:
            return 1.0
        if len(other) < len(one):
            one, other = other, one
        shared = sum(self._weight[key] * min(count, other[key]) for key, count in one.items() if key in other)
        return 2 * shared / (size + more)

    def _run(self, side: int, part: tuple[int, int]) -> tuple[Counter[str], float]:
        """Return the words of a run of sentences and their weight together."""
        if (side, part) not in self._runs:
            words = sum(self._bags[side][slice(*part)], Counter[str]())
            self._runs[side, part] = words, sum(self._weight[key] * count for key, count in words.items())
        return self._runs[side, part]


def _bag(sentence: Sentence) -> Counter[str]:
    return Counter(min(word.lemmas, key=lambda form: (len(form), form)) for word in sentence if word.is_word)


def align(text: Sequence[Sentence], original: Sequence[Sentence]) -> list[Bead]:
    """Return the beads of the cheapest path through both texts, in order; the work grows with the text's length."""
    likeness = _Likeness(text, original)
    best: _Best = {(0, 0): (0.0, None)}
    middle = 0
    for i in range(len(text) + 1):
        last = i == len(text)
        high = len(original) if last else min(len(original), middle + _BEAM)
        row = range(max(0, middle - _BEAM), high + 1)
        for j in row:
            _extend(best, (i, j), likeness)
        middle = min((j for j in row if (i, j) in best), key=lambda j: (best[i, j][0], j), default=middle)
    return _path(best, (len(text), len(original)))


_Best = dict[tuple[int, int], tuple[float, Bead | None]]


def _extend(best: _Best, at: tuple[int, int], likeness: _Likeness) -> None:
    for many, other, extra in _BEADS:
        before = (at[0] - many, at[1] - other)
        if before not in best:
            continue
        alike = likeness.of((before[0], at[0]), (before[1], at[1])) if many and other else 0.0
        cost = best[before][0] + extra + (max(many, other) * (1 - alike) if many and other else 0.0)
        if at not in best or cost < best[at][0]:
            best[at] = (cost, Bead((before[0], at[0]), (before[1], at[1]), alike))


def _path(best: _Best, at: tuple[int, int]) -> list[Bead]:
    path: list[Bead] = []
    while at in best and (bead := best[at][1]) is not None:
        path.append(bead)
        at = (bead.text[0], bead.original[0])
    return path[::-1]
