"""Sets of tokens as whole numbers: bit ``n + MARGIN`` stands for token ``n``, so that one operation asks all places."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from mtcheck.document.tagged import TaggedWords

EDGE = "\n"
"""What stands before the first and behind the last token of every sentence, as word and as tag."""

Kind = tuple[str, str]
"""A token as it is written, with plain apostrophes, and its tag."""

MARGIN = 64
"""So many edges count as standing before the first and behind the last one, so that nobody need ask for the end."""

_FEW = 256
"""Up to so many bytes a set is put together bit by bit; beyond, that would take time by the square of the length."""

_SELDOM = 8
"""Up to so many tokens are put into a set, or found in it, one by one, however long the text is."""

K = TypeVar("K")
V = TypeVar("V")


class Remembered(dict[K, V]):
    """Answers worked out at the first question: ``remembered[question]``."""

    def __init__(self, answer: Callable[[K], V]) -> None:
        """Take the function that knows."""
        super().__init__()
        self._answer = answer

    def __missing__(self, question: K) -> V:
        """Work it out and remember it."""
        found = self[question] = self._answer(question)
        return found


class Positions:
    """The tokens of a text as sets: those that are a word, those with a tag, edges, and all."""

    def __init__(self, at: Mapping[str, list[int]], with_tag: Mapping[str, list[int]], size: int) -> None:
        """Take the tokens by their words in small letters, with edges, the same by tag, and how many they are."""
        self._at = at
        self._words = frozenset(at)  # two sets are compared by what the smaller one has, a dict and a set are not
        self._with_tag = with_tag
        self._bytes = (size + 2 * MARGIN + 7) // 8
        self.everything = (1 << (size + 2 * MARGIN)) - 1
        inside = ((1 << size) - 1) << MARGIN
        self._of_word = Remembered[str, int](lambda word: self.of(self._at[word]))
        self.tokens = inside & ~self._of_word[EDGE]
        self.edges = self.everything & ~self.tokens
        self.found = Remembered[Callable[[Positions], int], int](lambda find: find(self))
        """What a function finds in this text."""
        self.tagged = Remembered[frozenset[str], int](self._tagged)
        """The tokens that have one of some tags."""
        self.counted = Remembered[frozenset[str], tuple[int, int]](self._counted)
        """What ``words`` gives, and how many tokens that is."""

    def of(self, numbers: Sequence[int]) -> int:
        """Return the set of some tokens."""
        if self._bytes <= _FEW or len(numbers) <= _SELDOM:
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
        found, seldom = 0, list[int]()
        for word in self._words & wanted:
            numbers = self._at[word]
            if len(numbers) > _SELDOM:
                found |= self._of_word[word]
            else:
                seldom += numbers
        return found | self.of(seldom) if seldom else found

    def _counted(self, wanted: frozenset[str]) -> tuple[int, int]:
        found = self.words(wanted)
        return found, found.bit_count()

    def _tagged(self, tags: frozenset[str]) -> int:
        found = 0
        for tag, those in self.by_tag.items():
            if tag in tags:
                found |= those
        return found

    @cached_property
    def by_tag(self) -> dict[str, int]:
        """The tokens with each tag that the text has."""
        return {tag: self.of(numbers) for tag, numbers in self._with_tag.items() if tag != EDGE}


class Joined:
    """One text or several laid one behind the other, ``MARGIN`` edges between them, so that all are asked at once."""

    def __init__(self, texts: Iterable["TaggedWords"]) -> None:
        """Take the texts in order."""
        at: dict[str, list[int]] = defaultdict(list)
        with_tag: dict[str, list[int]] = defaultdict(list)
        self._ends: list[int] = []
        size = 0
        for text in texts:
            for number, (word, tag) in enumerate(islice(text.kinds, len(text.starts)), size):
                at[word.lower()].append(number)
                with_tag[tag].append(number)
            size += len(text.starts)
            at[EDGE].extend(range(size, size + MARGIN))
            size += MARGIN
            self._ends.append(size)
        self.words = at.keys()
        """All words that are in a text, in small letters."""
        self.positions = Positions(at, with_tag, size)

    def by_text(self, positions: int) -> dict[int, list[int]]:
        """Return for each text that has a token of a set those tokens, as it numbers them itself."""
        found: dict[int, list[int]] = {}
        ends, low, text = self._ends, 0, -1
        for number in numbers_of(positions):
            if text < 0 or number >= ends[text]:
                text = bisect_right(ends, number, text + 1)
                low = ends[text - 1] if text else 0
            if 0 <= number < ends[text] - MARGIN:
                found.setdefault(text, []).append(number - low)
        return found

    def count(self, positions: int, text: int) -> int:
        """Return how many tokens of a set one of the texts has."""
        low = self._ends[text - 1] if text else 0
        inside = (1 << self._ends[text] - MARGIN - low) - 1
        return ((positions >> low + MARGIN) & inside).bit_count()


def numbers_of(positions: int) -> list[int]:
    """Return the tokens of a set in order."""
    found = []
    if positions.bit_length() <= 8 * _FEW or positions.bit_count() <= _SELDOM:
        while positions:
            lowest = positions & -positions
            found.append(lowest.bit_length() - 1 - MARGIN)
            positions ^= lowest
        return found
    places = bin(positions)[:1:-1]  # one look at each place, not at all of them for each token
    at = places.find("1")
    while at >= 0:
        found.append(at - MARGIN)
        at = places.find("1", at + 1)
    return found
