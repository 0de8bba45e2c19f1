"""Puts both texts beside each other and cuts what differs into stretches."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtcheck.roundtrip.match import Match, Step
from mtcheck.roundtrip.words import Sentence, Word


@dataclass(frozen=True, slots=True)
class Pair:
    """The words of a sentence (or some) and those of the original that they render, with how they match."""

    text: Sentence
    original: Sentence
    match: Match


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that differ, as half-open ranges of a pair's words; ``moved`` where they are the same in another order."""

    text: tuple[int, int]
    original: tuple[int, int]
    moved: bool = False


def stretches(pair: Pair) -> list[Stretch]:
    """Return what differs, in order; stretches that a moved word ties together are one."""
    plain = _plain(pair.match.steps)
    regions = [_moved_region(pair.match.steps, i, j) for i, j in pair.match.moved]
    return _joined(plain, regions)


def _plain(steps: Sequence[Step]) -> list[Stretch]:
    found: list[Stretch] = []
    i = j = 0
    start: tuple[int, int] | None = None
    for step in (*steps, Step(-1, -1, True)):
        if step.same:
            if start is not None:
                found.append(Stretch((start[0], i), (start[1], j)))
            start = None
        elif start is None:
            start = (i, j)
        i += step.text is not None
        j += step.original is not None
    return found


def _moved_region(steps: Sequence[Step], i: int, j: int) -> Stretch:
    """Return the stretch from where a word stands to where it belongs, on both sides."""
    at, belongs = _facing(steps)
    p, q = belongs[j], at[i]
    return Stretch((min(i, p), max(i + 1, p)), (min(j, q), max(j + 1, q)), moved=True)


def _facing(steps: Sequence[Step]) -> tuple[dict[int, int], dict[int, int]]:
    """Return for each word the place on the other side that it faces."""
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


def _joined(plain: list[Stretch], regions: list[Stretch]) -> list[Stretch]:
    """Join each moved region with what it overlaps."""
    done = list(plain)
    for region in regions:
        while touching := [one for one in done if _overlap(one, region)]:
            for one in touching:
                done.remove(one)
                region = _union(region, one)
        done.append(region)
    return sorted(done, key=lambda one: (one.text, one.original))


def _overlap(one: Stretch, other: Stretch) -> bool:
    return _meet(one.text, other.text) or _meet(one.original, other.original)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _union(one: Stretch, other: Stretch) -> Stretch:
    text = (min(one.text[0], other.text[0]), max(one.text[1], other.text[1]))
    original = (min(one.original[0], other.original[0]), max(one.original[1], other.original[1]))
    return Stretch(text, original, moved=True)
