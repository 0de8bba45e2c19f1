"""Cuts what differs between a sentence and its original into stretches."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtcheck.document.roundtrip.match import Match, Step, facing
from mtcheck.document.roundtrip.words import Sentence

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """The words of a sentence (or some) and those of the original that they render, with how they match."""

    text: Sentence
    original: Sentence
    match: Match
    heading: bool = False

    @property
    def title_case(self) -> bool:
        """Tell whether the original has a capital on most of its words."""
        words = [word for word in self.original if word.is_word and not word.is_number]
        return len(words) > 3 and sum(word.capital for word in words) * 3 >= len(words) * 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that differ, as half-open ranges of a pair's words; ``moved`` where some are the same in another order."""

    text: Range
    original: Range
    moved: bool = False

    def words(self, pair: Pair) -> tuple[Sentence, Sentence]:
        """Return the words on both sides."""
        return pair.text[slice(*self.text)], pair.original[slice(*self.original)]


def stretches(pair: Pair) -> list[Stretch]:
    """Return what differs, in order; what moved words tie together is one stretch, and so are neighbours."""
    regions = _regions(pair.match.steps, pair.match.moved)
    units = [unit for unit in _units(pair.match.steps) if not any(_within(unit, region) for region in regions)]
    return sorted([*_neighbours(units), *regions], key=lambda one: (one.text, one.original))


def _units(steps: Sequence[Step]) -> Iterator[Stretch]:
    i = j = 0
    for step in steps:
        after = (i + (step.text is not None), j + (step.original is not None))
        if not step.same:
            yield Stretch((i, after[0]), (j, after[1]))
        i, j = after


def _neighbours(units: Sequence[Stretch]) -> Iterator[Stretch]:
    """Join units that nothing stands between."""
    waiting: Stretch | None = None
    for unit in units:
        if waiting and (waiting.text[1], waiting.original[1]) == (unit.text[0], unit.original[0]):
            waiting = Stretch((waiting.text[0], unit.text[1]), (waiting.original[0], unit.original[1]))
            continue
        if waiting:
            yield waiting
        waiting = unit
    if waiting:
        yield waiting


def _regions(steps: Sequence[Step], moved: Sequence[tuple[int, int]]) -> list[Stretch]:
    """Return for each moved word the stretch from where it stands to where it belongs; those that meet are one."""
    at, belongs = facing(steps)
    done: list[Stretch] = []
    for i, j in moved:
        p, q = belongs[j], at[i]
        region = Stretch((min(i, p), max(i + 1, p)), (min(j, q), max(j + 1, q)), moved=True)
        while touching := [one for one in done if _meet(one.text, region.text) or _meet(one.original, region.original)]:
            for one in touching:
                done.remove(one)
                region = _union(region, one)
        done.append(region)
    return done


def _meet(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _within(unit: Stretch, region: Stretch) -> bool:
    return _inside(unit.text, region.text) and _inside(unit.original, region.original)


def _inside(one: Range, other: Range) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _union(one: Stretch, other: Stretch) -> Stretch:
    text = (min(one.text[0], other.text[0]), max(one.text[1], other.text[1]))
    original = (min(one.original[0], other.original[0]), max(one.original[1], other.original[1]))
    return Stretch(text, original, moved=True)
