"""The outline of a sequence: where in a text it may match, as far as the shapes of its steps tell.

A sequence is tried only where the rarest word stands that it cannot match without, and of those places only where
what surrounds them has the shape that it asks for: words and tags are known as sets of all tokens that have them, so
that a few operations on whole numbers leave of a thousand places the one or two at which the sequence is matched.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import msgspec

from mtcheck.document.positions import Joined, Positions, Remembered
from mtcheck.rulelang.token_shapes import Find, Shape, find


class Part(msgspec.Struct, frozen=True, array_like=True):
    """An element of a sequence as far as its outline goes: how many tokens of which shape."""

    least: int
    most: int
    shape: Shape
    literals: frozenset[str] | None = None
    """The words in small letters of which the token is one, if all are named."""
    breadth: int = 0
    """0 for what names a word, a pattern or a feature, 1 for a tag, 2 for any token at all."""

    @property
    def find(self) -> Find:
        """How to find the tokens of its shape."""
        return find(self.shape)


Step = tuple[int, int, Find]
"""Of a part how many tokens at least and at most, and how to find them."""


@dataclass(frozen=True, eq=False)
class Anchor:
    """The part at which a search begins, by its number, and those at a fixed distance from it, nearest first.

    ``before`` and ``after`` are all parts on either side, from the anchor on outwards.
    """

    number: int
    part: Part
    near: tuple[tuple[int, Find], ...]
    before: tuple[Part, ...]
    after: tuple[Part, ...]

    @cached_property
    def literals(self) -> frozenset[str]:
        """The words of which the anchor is one."""
        return self.part.literals or frozenset()

    def shaped(self, places: int, positions: Positions) -> int:
        """Return those of a set of places around which the text has the shape of the sequence."""
        for offset, shape in self.near:
            if not places:
                return 0
            found = positions.found[shape]
            places &= found >> offset if offset >= 0 else found << -offset
        if places and self._ahead is not None:
            places &= _reaching(self._onwards, positions) >> self._ahead
        if places and self._back is not None:
            places &= _reached(self._backwards, positions) << self._back
        return places

    @cached_property
    def _onwards(self) -> tuple[Step, ...]:
        """The parts ahead from the first whose place is not fixed, the last of them first."""
        return _steps((self.part, *self.after)[self._ahead :])

    @cached_property
    def _backwards(self) -> tuple[Step, ...]:
        return _steps(self.before[self._back :])

    @cached_property
    def _ahead(self) -> int | None:
        """The distance of the first part ahead whose place is not fixed, the anchor counted."""
        fixed = 1 + sum(offset > 0 for offset, _ in self.near) if self.part.most == 1 else 0
        return fixed if fixed <= len(self.after) else None

    @cached_property
    def _back(self) -> int | None:
        """The number of the parts before the anchor whose place is fixed, if there are others."""
        fixed = sum(offset < 0 for offset, _ in self.near)
        return fixed if fixed < len(self.before) else None


Begins = tuple[Anchor, list[int]]
"""An anchor, and the tokens of a text at which it may stand."""


class Outline:
    """The parts of a sequence without choices between steps, ready to be looked for."""

    def __init__(self, parts: Sequence[Part]) -> None:
        """Take the parts in order; one at least must be there."""
        self._parts = tuple(parts)

    @property
    def demands(self) -> list[frozenset[str]]:
        """The sets of words in small letters of each of which the text must hold one."""
        return demands(self._parts)

    def begins(self, texts: Joined) -> dict[int, Begins]:
        """Return for each text in which the sequence may match where to begin: as if it was asked by itself."""
        anchor, places = self.shaped(texts.positions)
        if not places:
            return {}
        found = {text: (anchor, numbers) for text, numbers in texts.by_text(places).items()}
        if not self._depends:
            return found
        own = {text: self._rarest(texts, text) for text in found}
        for other in {one for one in own.values() if one is not anchor}:
            places = other.shaped(texts.positions.counted[other.literals][0], texts.positions)
            theirs = texts.by_text(places)
            found |= {text: (other, theirs.get(text, [])) for text, one in own.items() if one is other}
        return {text: begins for text, begins in found.items() if begins[1]}

    def _rarest(self, texts: Joined, text: int) -> Anchor:
        """Return the anchor whose words one of the texts has fewest of."""
        counted = texts.positions.counted
        rarest, _ = min(self._worded, key=lambda one: texts.count(counted[one[1]][0], text))
        return self._anchors[rarest]

    @cached_property
    def _depends(self) -> bool:
        """Whether other matches may be found from one anchor than from another, as there may be several from one."""
        return len(self._worded) > 1 and any(part.least != part.most for part in self._parts)

    def may_match(self, positions: Positions) -> int:
        """Return tokens in the midst of all places where the sequence matches, and of some where it does not."""
        return self.shaped(positions)[1]

    def shaped(self, positions: Positions) -> tuple[Anchor, int]:
        """Return where the rarest of the words stands, or whatever the sequence begins its search with."""
        best, places, fewest = -1, 0, 0
        for index, words in self._worded:
            found, count = positions.counted[words]
            if not count:
                return self._anchors[index], 0
            if best < 0 or count < fewest:
                best, places, fewest = index, found, count
        if best < 0:
            best = self._narrowest
            places = positions.found[self._parts[best].find]
        anchor = self._anchors[best]
        return anchor, anchor.shaped(places, positions)

    @cached_property
    def _worded(self) -> list[tuple[int, frozenset[str]]]:
        """The parts that must be there and are plain words, by number, with these."""
        return [(at, part.literals) for at, part in enumerate(self._parts) if part.least and part.literals is not None]

    @cached_property
    def _narrowest(self) -> int:
        """The number of the part to begin with if none is plain words."""
        needed = [index for index, part in enumerate(self._parts) if part.least]
        return min(needed, key=lambda index: self._parts[index].breadth)

    @cached_property
    def _anchors(self) -> Remembered[int, Anchor]:
        """The anchors by the numbers of their parts; few of them are the rarest in any text."""
        return Remembered(self._anchor)

    def _anchor(self, index: int) -> Anchor:
        before, after = self._parts[:index][::-1], self._parts[index + 1 :]
        near = [(0, self._parts[index])]
        for side, way in ((after, 1), (before, -1)):
            for distance, part in enumerate(side, start=1):
                if (part.least, part.most) != (1, 1) or self._parts[index].most > 1:
                    break
                near.append((way * distance, part))
        near.sort(key=lambda one: abs(one[0]))
        return Anchor(
            index, self._parts[index], tuple((offset, part.find) for offset, part in near), tuple(before), tuple(after)
        )


def demands(parts: Sequence[Part]) -> list[frozenset[str]]:
    """Return the sets of words in small letters of each of which a text must hold one for these parts to match."""
    return [part.literals for part in parts if part.least and part.literals is not None]


def _steps(parts: Sequence[Part]) -> tuple[Step, ...]:
    return tuple((part.least, part.most, part.find) for part in reversed(parts))


def _reaching(steps: Iterable[Step], positions: Positions) -> int:
    """Return the places from which on parts of these shapes may follow one another, the last of them given first."""
    found = positions.everything
    for least, most, shaped in steps:
        shape, at = positions.found[shaped], found
        found = 0 if least else at
        for count in range(1, most + 1):
            at = shape & (at >> 1)
            if not at:
                break
            if count >= least:
                found |= at
    return found


def _reached(steps: Iterable[Step], positions: Positions) -> int:
    """Return the places behind which parts of these shapes may stand, the farthest of them given first."""
    found = positions.everything
    for least, most, shaped in steps:
        shape, at = positions.found[shaped], found
        found = 0 if least else at
        for count in range(1, most + 1):
            at = (at & shape) << 1
            if not at:
                break
            if count >= least:
                found |= at
    return found
