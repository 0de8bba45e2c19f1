"""Sets of tokens as whole numbers: bit ``n + MARGIN`` stands for token ``n``, so that one operation asks all places."""

from collections.abc import Iterable, Mapping
from functools import cached_property

EDGE = "\n"
"""What stands before the first and behind the last token of every sentence, as word and as tag."""

Kind = tuple[str, str]
"""A token as it is written, with plain apostrophes, and its tag."""

MARGIN = 64
"""So many edges count as standing before the first and behind the last one, so that nobody need ask for the end."""

_FEW = 256
"""Up to so many bytes a set is put together bit by bit; beyond, that would take time by the square of the length."""


class Positions:
    """The tokens of a text as sets: those that are a word, those with a tag, edges, and all."""

    def __init__(self, at: Mapping[str, list[int]], by_kind: Mapping[Kind, list[int]], size: int) -> None:
        """Take the tokens by their words in small letters, with edges, the same by kind, and how many they are."""
        self._at = at
        self._by_kind = by_kind
        self._bytes = (size + 2 * MARGIN + 7) // 8
        self.everything = (1 << (size + 2 * MARGIN)) - 1
        inside = ((1 << size) - 1) << MARGIN
        self.found_edges = self.of(at[EDGE])
        self.tokens = inside & ~self.found_edges
        self.edges = self.everything & ~self.tokens
        self.known: dict[object, int] = {}
        """What was asked before: a set by the object that asked for it."""
        self._counted: dict[frozenset[str], tuple[int, int]] = {}

    def of(self, numbers: Iterable[int]) -> int:
        """Return the set of some tokens."""
        if self._bytes <= _FEW:
            found = 0
            for number in numbers:
                found |= 1 << (number + MARGIN)
            return found
        room = bytearray(self._bytes)
        for number in numbers:
            at = number + MARGIN
            room[at >> 3] |= 1 << (at & 7)
        return int.from_bytes(room, "little")

    def words(self, wanted: frozenset[str]) -> int:
        """Return the tokens that are one of the words in small letters; of edges, those between sentences."""
        at = self._at
        present = at.keys() & wanted if len(wanted) > len(at) else [word for word in wanted if word in at]
        return self.of(number for word in present for number in at[word])

    def counted(self, wanted: frozenset[str]) -> tuple[int, int]:
        """Return what ``words`` gives, and how many tokens that is; worked out once."""
        found = self._counted.get(wanted)
        if found is None:
            those = self.words(wanted)
            found = self._counted[wanted] = (those, those.bit_count())
        return found

    @cached_property
    def by_tag(self) -> dict[str, int]:
        """The tokens with each tag that the text has."""
        found: dict[str, list[int]] = {}
        for (_, tag), numbers in self._by_kind.items():
            found.setdefault(tag, []).extend(numbers)
        return {tag: self.of(numbers) for tag, numbers in found.items() if tag != EDGE}


def numbers_of(positions: int) -> list[int]:
    """Return the tokens of a set in order."""
    found = []
    while positions:
        lowest = positions & -positions
        found.append(lowest.bit_length() - 1 - MARGIN)
        positions ^= lowest
    return found
