"""Matches the words of two renderings of one sentence: in order by edit distance, and out of order where they moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from mtcheck.roundtrip.words import Word

_LONGEST = 400
"""Words of a sentence beyond which it is not compared: the work grows with the square."""

_INSERT = 1.0
_NEVER = 9.0


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the path through both sentences: indexes of the words that face each other, None for nothing."""

    text: int | None
    original: int | None
    same: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A path through both sentences, and the words that stand in both though not in the same order."""

    steps: tuple[Step, ...]
    moved: tuple[tuple[int, int], ...]


def same(one: Word, other: Word) -> bool:
    """Tell whether two words are the same but for spelling."""
    return one.key == other.key


def akin(one: Word, other: Word) -> bool:
    """Tell whether two words are forms of one word, or share most of their letters from the start."""
    return bool(one.lemmas & other.lemmas) or _stem(one.key, other.key)


@lru_cache(maxsize=100_000)
def _stem(one: str, other: str) -> bool:
    if not (one.isalpha() and other.isalpha()):
        return False
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return shared >= 4 and shared >= 0.6 * max(len(one), len(other))


def _cost(one: Word, other: Word) -> float:
    if same(one, other):
        return 0.0 if one.is_word else 0.05
    if one.is_word != other.is_word:
        return _NEVER
    if not one.is_word:
        return 1.2
    if one.lemmas & other.lemmas:
        return 0.3
    if akin(one, other):
        return 0.6
    if one.content != other.content:
        return 1.9
    if one.content:
        return 1.3 if one.tag[:1] == other.tag[:1] else 1.6
    return 1.1 if _class(one) == _class(other) else 1.8


def _class(word: Word) -> str:
    return {"IN": "P", "TO": "P", "RP": "P", "PRP$": "PRP", "WP": "W", "WDT": "W", "WRB": "W"}.get(word.tag, word.tag[:2])


def match(text: Sequence[Word], original: Sequence[Word]) -> Match | None:
    """Return how the words of a sentence match those of the original; None where it is too long to compare."""
    if len(text) > _LONGEST or len(original) > _LONGEST:
        return None
    steps = _path(text, original)
    return Match(tuple(steps), tuple(_moved(steps, text, original)))


def _path(text: Sequence[Word], original: Sequence[Word]) -> list[Step]:
    rows, columns = len(text) + 1, len(original) + 1
    costs = [[0.0] * columns for _ in range(rows)]
    for i in range(rows):
        for j in range(columns):
            ways = []
            if i and j:
                ways.append(costs[i - 1][j - 1] + _cost(text[i - 1], original[j - 1]))
            if i:
                ways.append(costs[i - 1][j] + _drop(text[i - 1]))
            if j:
                ways.append(costs[i][j - 1] + _drop(original[j - 1]))
            costs[i][j] = min(ways, default=0.0)
    return _back(costs, text, original)


def _drop(word: Word) -> float:
    return _INSERT if word.content else 0.8


def _back(costs: list[list[float]], text: Sequence[Word], original: Sequence[Word]) -> list[Step]:
    i, j = len(text), len(original)
    steps: list[Step] = []
    while i or j:
        here = costs[i][j]
        if i and j and abs(here - costs[i - 1][j - 1] - _cost(text[i - 1], original[j - 1])) < 1e-9:
            i, j = i - 1, j - 1
            steps.append(Step(i, j, same(text[i], original[j])))
        elif i and abs(here - costs[i - 1][j] - _drop(text[i - 1])) < 1e-9:
            i -= 1
            steps.append(Step(i, None))
        else:
            j -= 1
            steps.append(Step(None, j))
    return steps[::-1]


def _moved(steps: Sequence[Step], text: Sequence[Word], original: Sequence[Word]) -> list[tuple[int, int]]:
    """Pair the words left over on both sides that are the same or, failing that, akin; nearest first."""
    kept = {step.text for step in steps if step.original is not None and _holds(step, text, original)}
    held = {step.original for step in steps if step.text is not None and _holds(step, text, original)}
    free = [i for i, word in enumerate(text) if i not in kept and word.content]
    open_ = [j for j, word in enumerate(original) if j not in held and word.content]
    pairs = [
        (0 if same(text[i], original[j]) else 1, abs(i - j), i, j)
        for i in free
        for j in open_
        if same(text[i], original[j]) or akin(text[i], original[j])
    ]
    taken: list[tuple[int, int]] = []
    for _, _, i, j in sorted(pairs):
        if all(i != one and j != other for one, other in taken):
            taken.append((i, j))
    return sorted(taken)


def _holds(step: Step, text: Sequence[Word], original: Sequence[Word]) -> bool:
    """Tell whether the words that face each other belong together."""
    return step.text is not None and step.original is not None and akin(text[step.text], original[step.original])
