"""The runs of letters of a text, found once for all checks that look words up."""

import re
from collections.abc import Callable, Iterator, Set
from functools import partial
from itertools import compress, pairwise
from operator import and_, not_
from typing import TYPE_CHECKING, NamedTuple

from mtcheck.document import Document

if TYPE_CHECKING:
    import regex

_RUN = re.compile(r"[^\W\d_]+")


class PlainWord(NamedTuple):
    """A run of letters and where it stands."""

    start: int
    end: int
    text: str


_made: Callable[[tuple[int, int, str]], PlainWord] = partial(tuple.__new__, PlainWord)
"""Makes a plain word of its fields in half the time."""


def plain_words(document: Document) -> tuple[PlainWord, ...]:
    """Return all runs of letters; call it through ``document.memo``."""
    return tuple([_made((*match.span(), match.group())) for match in _RUN.finditer(document.prose)])


class Pair(NamedTuple):
    """Two neighbouring words parted by one space."""

    one: PlainWord
    two: PlainWord


def pairs_not_lower(document: Document) -> tuple[Pair, ...]:
    """Return the neighbours that one space parts, of which one at least is not in lower case.

    They are a small part of all; call it through ``document.memo``.
    """
    found, prose = document.memo(plain_words), document.prose
    lower = [word.text.islower() for word in found]
    some = compress(pairwise(found), map(not_, map(and_, lower, lower[1:])))
    return tuple([Pair(one, two) for one, two in some if prose[one.end : two.start] == " "])


def times_behind_another(document: Document, text: str) -> int:
    """Return how often a word written like this stands behind another, parted from it by one space."""
    found, prose = document.memo(plain_words), document.prose
    return sum(
        number > 0 and prose[found[number - 1].end : found[number].start] == " "
        for number in document.memo(places).get(text, ())
    )


def places(document: Document) -> dict[str, list[int]]:
    """Return the numbers of the plain words by how they are written; call it through ``document.memo``."""
    found: dict[str, list[int]] = {}
    for number, word in enumerate(document.memo(plain_words)):
        found.setdefault(word.text, []).append(number)
    return found


def places_in_lower_case(document: Document) -> dict[str, list[int]]:
    """Return the same by the words in lower case; call it through ``document.memo``."""
    found: dict[str, list[int]] = {}
    for text, numbers in document.memo(places).items():
        found.setdefault(text.lower(), []).extend(numbers)
    return found


def numbers_of(at: dict[str, list[int]], wanted: Set[str]) -> list[int]:
    """Return the numbers of the wanted words in order; this asks only about words that the text has."""
    return sorted([number for word in at.keys() & wanted for number in at[word]])


def written(document: Document, wanted: Set[str]) -> Iterator[PlainWord]:
    """Yield the plain words that are written like one of these."""
    found = document.memo(plain_words)
    return (found[number] for number in numbers_of(document.memo(places), wanted))


def in_any_case(document: Document, wanted: Set[str]) -> Iterator[PlainWord]:
    """Yield the plain words that are one of these in lower case."""
    found = document.memo(plain_words)
    return (found[number] for number in numbers_of(document.memo(places_in_lower_case), wanted))


def beginning(document: Document, pattern: "regex.Pattern[str]", wanted: Set[str]) -> "Iterator[regex.Match[str]]":
    """Yield the matches of a pattern that begins with one of these words as it is written: it is tried only there."""
    end = 0
    for word in written(document, wanted):
        match = pattern.match(document.prose, word.start) if word.start >= end else None
        if match is not None:
            end = match.end()
            yield match


def followed(document: Document, firsts: Set[str], *, any_case: bool = False) -> Iterator[tuple[PlainWord, PlainWord]]:
    """Yield the plain words that are one of these, each with the next plain word of the text."""
    found = document.memo(plain_words)
    for number in numbers_of(document.memo(places_in_lower_case if any_case else places), firsts):
        if number + 1 < len(found):
            yield found[number], found[number + 1]


def alone(prose: str, word: PlainWord, *, hyphen: bool = False) -> bool:
    """Tell whether a run of letters is a whole word and no part of an address, a handle or a name with figures.

    With ``hyphen`` it may be part of a compound with hyphens.
    """
    left, right = prose[max(0, word.start - 1) : word.start], prose[word.end : word.end + 2]
    if left and (left.isalnum() or left in "@#/_.'’" or (left == "-" and not hyphen)):
        return False
    if not right:
        return True
    joined = right[0].isalnum() or right[0] in "@/_" or (right[0] == "-" and not hyphen)
    return not joined and not (right[0] in ".'’" and right[1:].islower() and right not in {"'s", "’s"})
