"""Compiles sequences of steps and matches them against tagged words.

A sequence is tried only where the rarest word stands that it cannot match without: the places of all words are known,
so most sequences cost nothing on most texts. From there it is matched to both sides.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, product

from mtcheck.core.errors import TooSlow
from mtcheck.document.tagged import EDGE, TaggedWords
from mtcheck.rulelang.patterns import Lists
from mtcheck.rulelang.schema import TokenContext, TokenStep
from mtcheck.rulelang.token_tests import TokenTest, in_clause, literals, test_of

SECONDS = 2.0
"""How long one sequence may be tried on one document of up to PER_TOKENS tokens; a longer one gets as much more."""
PER_TOKENS = 40_000
_TICKS = 1024
_MOST_BRANCHES = 64

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


@dataclass(frozen=True, eq=False)
class Anchor:
    """The element at which a search begins, and the tests at a fixed distance from it, nearest first."""

    index: int
    element: Element
    near: tuple[tuple[int, TokenTest], ...]
    before: tuple[Element, ...]
    after: tuple[Element, ...]


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
        sides = ((self.before[::-1], marked[0] - 1, -1), (self.after, marked[1], 1))
        return all(next(_counts(side, at, way, words, clock), None) is not None for side, at, way in sides if side)


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
    def _anchors(self) -> tuple[list[Anchor], Anchor]:
        """The anchors that are plain words, and the one to use if there is none."""
        needed = [index for index, element in enumerate(self.elements) if element.least]
        worded = [index for index in needed if self.elements[index].literals is not None]
        return [self._anchor(index) for index in worded], self._anchor(needed[0])

    def _anchor(self, index: int) -> Anchor:
        before, after = self.elements[:index][::-1], self.elements[index + 1 :]
        near = [(0, self.elements[index].test)]
        for side, way in ((after, 1), (before, -1)):
            for distance, element in enumerate(side, start=1):
                if (element.least, element.most) != (1, 1) or self.elements[index].most > 1:
                    break
                near.append((way * distance, element.test))
        near.sort(key=lambda one: abs(one[0]))
        return Anchor(index, self.elements[index], tuple(near), before, after)

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
            for offset, test in anchor.near:
                if not test[kinds[place + offset]]:
                    break
            else:
                yield self._around(anchor, place, words, clock)

    def _places(self, words: TaggedWords) -> tuple[Anchor, list[int]]:
        worded, other = self._anchors
        best, keys, fewest = other, None, 0
        for anchor in worded:
            found = _present(anchor.element.literals or frozenset(), words)
            count = sum(len(words.at[word]) for word in found)
            if not found:
                return anchor, []
            if keys is None or count < fewest:
                best, keys, fewest = anchor, found, count
        if keys is not None:
            return best, words.places(keys)
        test = other.element.test
        return other, sorted(chain.from_iterable(at for kind, at in words.by_kind.items() if test[kind]))

    def _around(self, anchor: Anchor, place: int, words: TaggedWords, clock: Clock) -> Iterator[Match]:
        for after in _counts((anchor.element, *anchor.after), place, 1, words, clock):
            for before in _counts(anchor.before, place - 1, -1, words, clock):
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


def _present(wanted: frozenset[str], words: TaggedWords) -> list[str]:
    return [word for word in wanted if word in words.at]


def _counts(
    elements: Sequence[Element], at: int, way: int, words: TaggedWords, clock: Clock, index: int = 0
) -> Iterator[tuple[int, ...]]:
    """Yield how many tokens each element takes from a place on, the most first."""
    if index == len(elements):
        yield ()
        return
    element = elements[index]
    kinds, test = words.kinds, element.test
    most = 0
    while most < element.most and test[kinds[at + way * most]]:
        most += 1
    for count in range(most, element.least - 1, -1):
        clock.tick()
        for rest in _counts(elements, at + way * count, way, words, clock, index + 1):
            yield (count, *rest)


def compile_steps(steps: Sequence[TokenStep], lists: Lists) -> list[TokenPattern]:
    """Return the patterns of a sequence: one for each way through its choices.

    Raises:
        regex.error: a part is no pattern.
        FileNotFoundError: there is no such list.
        ValueError: a part has no sense.
    """
    return [TokenPattern(_elements(branch, lists)) for branch in _branches(steps)]


def compile_context(context: TokenContext, lists: Lists) -> list[Context]:
    """Return the contexts that one exception stands for: one for each way through its choices.

    Raises:
        regex.error, FileNotFoundError, ValueError: as for a sequence.
    """
    if not context.before and not context.after:
        raise ValueError("an exception says what stands before or after")
    sides = [[_elements(branch, lists) for branch in _branches(side)] for side in (context.before, context.after)]
    return [Context(tuple(before), tuple(after)) for before, after in product(*sides)]


def _branches(steps: Sequence[TokenStep]) -> list[list[TokenStep]]:
    """Return every way through the steps: a choice that holds sequences is replaced by each of them."""
    ways: list[list[TokenStep]] = [[]]
    for step in steps:
        tails = [way for choice in step.any if isinstance(choice, list) for way in _branches(choice)]
        if tails and len(tails) < len(step.any):
            raise ValueError("the choices of 'any' are all conditions or all sequences")
        ways = [[*way, *tail] for way in ways for tail in (tails or [[step]])]
        if len(ways) > _MOST_BRANCHES:
            raise ValueError(f"more than {_MOST_BRANCHES} ways through the choices of one sequence")
    return ways


def _elements(steps: Sequence[TokenStep], lists: Lists) -> list[Element]:
    told = any(step.mark for step in steps)
    return [_element(step, lists, marked=step.mark is True if told else _marked(step)) for step in steps]


def _marked(step: TokenStep) -> bool:
    return step.mark is None and step.at is None


def _element(step: TokenStep, lists: Lists, *, marked: bool) -> Element:
    least, most = _times(step)
    if step.gap is not None:
        return Element(in_clause(), least, most, step.name, marked, None)
    said = [choice for choice in step.any if not isinstance(choice, list)]
    if step.at is not None and most > 1:
        raise ValueError("an edge stands once")
    if not said:
        return Element(test_of([step], lists), least, most, step.name, marked, literals(step, lists))
    shared, choices = test_of([step], lists), test_of(said, lists)
    named = [literals(choice, lists) for choice in said]
    known = None if None in named else frozenset(chain.from_iterable(one for one in named if one is not None))
    if all(choice.at is None for choice in said):
        known = known or literals(step, lists)
    both = TokenTest(lambda kind: choices[kind] and (kind[0] == EDGE or shared[kind]))
    return Element(both, least, most, step.name, marked, known)


def _times(step: TokenStep) -> tuple[int, int]:
    if step.gap is not None:
        return 0, step.gap
    if step.repeat is None:
        return (0 if step.optional else 1), 1
    low, _, high = step.repeat.strip("{}").partition(",")
    if int(high or low) < max(1, int(low)):
        raise ValueError(f"no number of times: {step.repeat}")
    return (0 if step.optional else int(low)), int(high or low)
