"""Matches sequences of elements against tagged words.

A sequence is tried only where the rarest word stands that it cannot match without, and of those places only where
what surrounds them has the shape that it asks for: words and tags are known as sets of all tokens that have them, so
that a few operations on whole numbers leave of a thousand places the one or two at which the sequence is matched, from
there to both sides.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from mtcheck.core.errors import TooSlow
from mtcheck.document.positions import Kind, Positions, numbers_of
from mtcheck.document.tagged import TaggedWords
from mtcheck.rulelang.token_shapes import Shape
from mtcheck.rulelang.token_tests import TokenTest

SECONDS = 2.0
"""How long one sequence may be tried on one document of up to PER_TOKENS tokens; a longer one gets as much more."""
PER_TOKENS = 40_000
_TICKS = 1024

Range = tuple[int, int]
"""The numbers of the first token and of the one behind the last."""


@dataclass(frozen=True, eq=False)
class Element:
    """A step made ready: how many tokens of which kind, and what becomes of them."""

    test: TokenTest
    least: int
    most: int
    name: str | None
    marked: bool
    literals: frozenset[str] | None
    shape: Shape
    breadth: int = 0
    """0 for what names a word, a pattern or a feature, 1 for a tag, 2 for any token at all."""


class Clock:
    """Counts the work of one sequence on one document and stops it in the end."""

    def __init__(self, tokens: int) -> None:
        """Start."""
        self._count = 0
        self._until = time.perf_counter() + SECONDS * max(1.0, tokens / PER_TOKENS)

    def tick(self) -> None:
        """Count one trial.

        Raises:
            TooSlow: the time is up.
        """
        self._count += 1
        if self._count % _TICKS == 0 and time.perf_counter() > self._until:
            raise TooSlow


class Look(NamedTuple):
    """A direction to look in: 1 is ahead, -1 is back."""

    kinds: list[Kind]
    way: int
    clock: Clock


@dataclass(frozen=True, eq=False)
class Anchor:
    """The element at which a search begins, and those at a fixed distance from it, nearest first.

    ``before`` and ``after`` are all elements on either side, from the anchor on outwards.
    """

    element: Element
    near: tuple[tuple[int, Element], ...]
    before: tuple[Element, ...]
    after: tuple[Element, ...]

    @cached_property
    def literals(self) -> frozenset[str]:
        """The words of which the anchor is one."""
        return self.element.literals or frozenset()

    @cached_property
    def tests(self) -> tuple[tuple[int, TokenTest], ...]:
        """What the tokens at a fixed distance are asked."""
        return tuple((offset, element.test) for offset, element in self.near)

    def shaped(self, places: int, positions: Positions) -> int:
        """Return those of a set of places around which the text has the shape of the sequence."""
        for offset, element in self.near:
            if not places:
                return 0
            shape = positions.found[element.shape]
            places &= shape >> offset if offset >= 0 else shape << -offset
        if places and self._ahead is not None:
            places &= _reaching((self.element, *self.after)[self._ahead :], positions) >> self._ahead
        if places and self._back is not None:
            places &= _reached(self.before[self._back :], positions) << self._back
        return places

    @cached_property
    def _ahead(self) -> int | None:
        """The distance of the first element ahead whose place is not fixed, the anchor counted."""
        fixed = 1 + sum(offset > 0 for offset, _ in self.near) if self.element.most == 1 else 0
        return fixed if fixed <= len(self.after) else None

    @cached_property
    def _back(self) -> int | None:
        """The number of the elements before the anchor whose place is fixed, if there are others."""
        fixed = sum(offset < 0 for offset, _ in self.near)
        return fixed if fixed < len(self.before) else None


@dataclass(frozen=True)
class Match:
    """Where a sequence matched: the reported tokens, and the captured ones by name."""

    marked: Range
    named: dict[str, Range]


@dataclass(frozen=True, eq=False)
class Context:
    """Elements that stand before and behind the reported tokens; together they are an exception."""

    before: tuple[Element, ...]
    after: tuple[Element, ...]

    def holds(self, words: TaggedWords, marked: Range, clock: Clock) -> bool:
        """Tell whether both sides are there."""
        ahead, back = Look(words.kinds, 1, clock), Look(words.kinds, -1, clock)
        sides = ((self.before[::-1], marked[0] - 1, back), (self.after, marked[1], ahead))
        return all(next(_counts(side, 0, at, look), None) is not None for side, at, look in sides if side)


def exempt(contexts: Iterable[Context], words: TaggedWords, match: Match) -> bool:
    """Tell whether the reported tokens stand in one of the contexts.

    Raises:
        TooSlow: the time limit ran out.
    """
    clock = Clock(len(words.starts))
    return any(context.holds(words, match.marked, clock) for context in contexts)


class TokenPattern:
    """One sequence without choices between steps, ready to be matched."""

    def __init__(self, elements: Sequence[Element]) -> None:
        """Take the elements in order.

        Raises:
            ValueError: nothing is marked, the marked steps do not stand together, or every step may be absent.
        """
        self.elements = tuple(elements)
        marked = [index for index, element in enumerate(elements) if element.marked]
        if not marked or marked != list(range(marked[0], marked[-1] + 1)):
            raise ValueError("the marked steps must stand together, and there must be one")
        self._marked = (marked[0], marked[-1])
        self.names = {element.name for element in elements if element.name}
        if not any(element.least for element in elements):
            raise ValueError("a sequence needs a step that must be there")

    @property
    def demands(self) -> list[frozenset[str]]:
        """The sets of words in small letters of each of which the text must hold one."""
        return [anchor.literals for anchor in self._anchors[0]]

    @cached_property
    def _anchors(self) -> tuple[list[Anchor], Anchor]:
        """The anchors that are plain words, and the one to use if there is none."""
        needed = [index for index, element in enumerate(self.elements) if element.least]
        worded = [index for index in needed if self.elements[index].literals is not None]
        narrowest = min(needed, key=lambda index: self.elements[index].breadth)
        return [self._anchor(index) for index in worded], self._anchor(narrowest)

    def _anchor(self, index: int) -> Anchor:
        before, after = self.elements[:index][::-1], self.elements[index + 1 :]
        near = [(0, self.elements[index])]
        for side, way in ((after, 1), (before, -1)):
            for distance, element in enumerate(side, start=1):
                if (element.least, element.most) != (1, 1) or self.elements[index].most > 1:
                    break
                near.append((way * distance, element))
        near.sort(key=lambda one: abs(one[0]))
        return Anchor(self.elements[index], tuple(near), before, after)

    def matches(self, words: TaggedWords) -> Iterator[Iterator[Match]]:
        """Yield for each place the matches there, the longest first; one of them at most is meant.

        Raises:
            TooSlow: the time limit ran out.
        """
        anchor, places = self._places(words)
        if not places:
            return
        clock = Clock(len(words.starts))
        kinds = words.kinds
        for place in places:
            for offset, test in anchor.tests:
                if not test[kinds[place + offset]]:
                    break
            else:
                yield self._around(anchor, place, words, clock)

    def _places(self, words: TaggedWords) -> tuple[Anchor, list[int]]:
        """Return where the rarest of the words stands, or whatever the sequence begins its search with."""
        anchor, places = self._shaped(words.positions)
        return anchor, numbers_of(places)

    def may_match(self, positions: Positions) -> int:
        """Return tokens in the midst of all places where the sequence matches, and of some where it does not."""
        return self._shaped(positions)[1]

    def _shaped(self, positions: Positions) -> tuple[Anchor, int]:
        worded, other = self._anchors
        best, places, fewest = other, 0, 0
        for anchor in worded:
            found, count = positions.counted[anchor.literals]
            if not count:
                return anchor, 0
            if not places or count < fewest:
                best, places, fewest = anchor, found, count
        if not worded:
            places = positions.found[other.element.shape]
        return best, best.shaped(places, positions)

    def _around(self, anchor: Anchor, place: int, words: TaggedWords, clock: Clock) -> Iterator[Match]:
        ahead, back = Look(words.kinds, 1, clock), Look(words.kinds, -1, clock)
        for after in _counts((anchor.element, *anchor.after), 0, place, ahead):
            for before in _counts(anchor.before, 0, place - 1, back):
                yield self._match(place, before, after)

    def _match(self, place: int, before: tuple[int, ...], after: tuple[int, ...]) -> Match:
        at = place - sum(before)
        ranges: list[Range] = []
        for count in (*before[::-1], *after):
            ranges.append((at, at + count))
            at += count
        named: dict[str, Range] = {}
        for element, (low, high) in zip(self.elements, ranges, strict=True):
            if element.name and (low < high or element.name not in named):
                first = named.get(element.name, (low, low))
                named[element.name] = (first[0] if first[0] < first[1] else low, high)
        return Match((ranges[self._marked[0]][0], ranges[self._marked[1]][1]), named)


def _reaching(elements: Sequence[Element], positions: Positions) -> int:
    """Return the places from which on elements of these shapes may follow one another."""
    found = positions.everything
    for element in reversed(elements):
        shape, at = positions.found[element.shape], found
        found = 0 if element.least else at
        for count in range(1, element.most + 1):
            at = shape & (at >> 1)
            if not at:
                break
            if count >= element.least:
                found |= at
    return found


def _reached(elements: Sequence[Element], positions: Positions) -> int:
    """Return the places behind which elements of these shapes may stand, the first of them nearest."""
    found = positions.everything
    for element in reversed(elements):
        shape, at = positions.found[element.shape], found
        found = 0 if element.least else at
        for count in range(1, element.most + 1):
            at = (at & shape) << 1
            if not at:
                break
            if count >= element.least:
                found |= at
    return found


def _counts(elements: Sequence[Element], index: int, at: int, look: Look) -> Iterator[tuple[int, ...]]:
    """Yield how many tokens each element takes from a place on, the most first."""
    if index == len(elements):
        yield ()
        return
    element = elements[index]
    kinds, test, way = look.kinds, element.test, look.way
    most = 0
    while most < element.most and test[kinds[at + way * most]]:
        most += 1
    for count in range(most, element.least - 1, -1):
        look.clock.tick()
        for rest in _counts(elements, index + 1, at + way * count, look):
            yield (count, *rest)
