"""Matches the words of two renderings of one sentence: in order by edit distance, and out of order where they moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from mtcheck.document.roundtrip.words import Word

_LONGEST = 400
"""Words of a sentence beyond which it is not compared: the work grows with the square."""

_NEVER = 9.0

_FARTHEST = 14
"""How many words a content word may have moved; beyond that, two places of one word are mere chance."""

_NEAR = 2
"""How many words a function word may have moved."""


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
    """Return what it costs that a word stands for another: nothing if they are the same, more the less they share."""
    if same(one, other):
        return 0.0 if one.is_word else 0.05
    if not (one.is_word and other.is_word):
        return _NEVER if one.is_word or other.is_word else 1.2
    if akin(one, other):
        return 0.3 if one.lemmas & other.lemmas else 0.6
    return _exchange(one, other)


def _exchange(one: Word, other: Word) -> float:
    if one.content != other.content:
        return 1.9
    if one.content:
        return 1.3 if one.tag[:1] == other.tag[:1] else 1.6
    return 1.1 if _class(one) == _class(other) else 1.8


_CLASSES = {"IN": "P", "TO": "P", "RP": "P", "PRP$": "PRP", "WP": "W", "WDT": "W", "WRB": "W"}


def _class(word: Word) -> str:
    return _CLASSES.get(word.tag, word.tag[:2])


def match(text: Sequence[Word], original: Sequence[Word]) -> Match | None:
    """Return how the words of a sentence match those of the original; None where it is too long to compare."""
    if len(text) > _LONGEST or len(original) > _LONGEST:
        return None
    steps = _path(text, original)
    return Match(tuple(steps), tuple(_moved(steps, text, original)))


def _path(text: Sequence[Word], original: Sequence[Word]) -> list[Step]:
    costs = [[0.0] * (len(original) + 1) for _ in range(len(text) + 1)]
    for i in range(1, len(text) + 1):
        costs[i][0] = costs[i - 1][0] + _drop(text[i - 1])
    for j in range(1, len(original) + 1):
        costs[0][j] = costs[0][j - 1] + _drop(original[j - 1])
    for i, one in enumerate(text):
        for j, other in enumerate(original):
            facing = costs[i][j] + _cost(one, other)
            costs[i + 1][j + 1] = min(facing, costs[i][j + 1] + _drop(one), costs[i + 1][j] + _drop(other))
    return _back(costs, text, original)


def _drop(word: Word) -> float:
    return 1.0 if word.content else 0.8


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


def facing(steps: Sequence[Step]) -> tuple[dict[int, int], dict[int, int]]:
    """Return for each word of the text the place in the original that it faces, and the reverse."""
    at: dict[int, int] = {}
    belongs: dict[int, int] = {}
    i = j = 0
    for step in steps:
        if step.text is not None:
            at[step.text] = j
        if step.original is not None:
            belongs[step.original] = i
        i += step.text is not None
        j += step.original is not None
    return at, belongs


def _moved(steps: Sequence[Step], text: Sequence[Word], original: Sequence[Word]) -> list[tuple[int, int]]:
    """Pair the words left over on both sides that are the same or, failing that, forms of one; nearest first."""
    _, belongs = facing(steps)
    loose = [step for step in steps if not _held(step, text, original)]
    settled = {(side, at) for step in loose for side, at in _settled(step, text, original)}
    pairs = []
    for i in (step.text for step in loose if step.text is not None):
        for j in (step.original for step in loose if step.original is not None):
            distance = abs(i - belongs[j])
            fixed = ("text", i) in settled or ("original", j) in settled
            if _may_move(text[i], original[j], distance, fixed=fixed):
                pairs.append((not same(text[i], original[j]), distance, i, j))
    taken: list[tuple[int, int]] = []
    for _, _, i, j in sorted(pairs):
        if all(i != one and j != other for one, other in taken):
            taken.append((i, j))
    return sorted(taken)


def _may_move(one: Word, other: Word, distance: int, *, fixed: bool) -> bool:
    if not one.is_word:
        return False
    if same(one, other):
        if one.content:
            return distance <= _FARTHEST
        return distance <= _NEAR and one.tag[:2] in {"PR", "MD", "VB"}
    return not fixed and one.content and bool(one.lemmas & other.lemmas) and distance <= _FARTHEST


def _held(step: Step, text: Sequence[Word], original: Sequence[Word]) -> bool:
    """Tell whether the words of a step belong together."""
    return step.text is not None and step.original is not None and akin(text[step.text], original[step.original])


def _settled(step: Step, text: Sequence[Word], original: Sequence[Word]) -> list[tuple[str, int]]:
    """Return both words of a step that replaces a content word by one of the same class."""
    if step.text is None or step.original is None:
        return []
    one, other = text[step.text], original[step.original]
    if one.content and other.content and one.tag[:1] == other.tag[:1]:
        return [("text", step.text), ("original", step.original)]
    return []
