"""Matches sequences of elements against tagged words: from each place that the outline leaves to both sides."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from mtcheck.core.errors import TooSlow
from mtcheck.document.positions import Kind, numbers_of
from mtcheck.document.tagged import TaggedWords
from mtcheck.rulelang.token_outlines import Begins, Outline, Part
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

    least: int
    most: int
    name: str | None
    marked: bool
    describe: Callable[[], Part]
    ask: Callable[[], TokenTest]

    @cached_property
    def part(self) -> Part:
        """What it is to the outline of its sequence; made at the first question.

        Raises:
            regex.error, FileNotFoundError, ValueError: as the test.
        """
        return self.describe()

    @cached_property
    def test(self) -> TokenTest:
        """What its tokens are asked; made at the first question.

        Raises:
            regex.error: a part of the step is no pattern.
            FileNotFoundError: there is no such list.
            ValueError: a part has no sense.
        """
        return self.ask()


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

    @cached_property
    def outline(self) -> Outline:
        """Where it may match; who knows that already may set it."""
        return Outline([element.part for element in self.elements])

    def matches(self, words: TaggedWords, begins: Begins | None = None) -> Iterator[Iterator[Match]]:
        """Yield for each place the matches there, the longest first; one of them at most is meant.

        Where to begin may be given, if that was told together with other texts.

        Raises:
            TooSlow: the time limit ran out.
        """
        anchor, places = begins or self._begins(words)
        if not places:
            return
        clock = Clock(len(words.starts))
        kinds = words.kinds
        number = anchor.number
        tests = [(offset, self.elements[number + offset].test) for offset, _ in anchor.near]
        for place in places:
            for offset, test in tests:
                if not test[kinds[place + offset]]:
                    break
            else:
                yield self._around(number, place, words, clock)

    def _begins(self, words: TaggedWords) -> Begins:
        anchor, places = self.outline.shaped(words.positions)
        return anchor, numbers_of(places)

    def _around(self, number: int, place: int, words: TaggedWords, clock: Clock) -> Iterator[Match]:
        ahead, back = Look(words.kinds, 1, clock), Look(words.kinds, -1, clock)
        elements = self.elements
        for after in _counts(elements[number:], 0, place, ahead):
            for before in _counts(elements[:number][::-1], 0, place - 1, back):
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
