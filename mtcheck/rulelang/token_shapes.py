"""What of a step can be told from small letters and tags alone, asked of all tokens of a text in one go.

A token that is not of a step's shape cannot be what the step describes; one that is may still not be it. Shapes are
plain data, so that those of all rules can be remembered and few rules need be compiled for a text.
"""

from collections.abc import Callable, Sequence
from functools import cache, partial

import msgspec

from mtcheck.document.positions import Positions
from mtcheck.rulelang.patterns import Lists
from mtcheck.rulelang.schema import TokenCondition
from mtcheck.rulelang.token_tests import CLAUSE_MARKS, fitting_tags, literals, plain_words


class Asked(msgspec.Struct, frozen=True, array_like=True):
    """What is asked of a token: to be an edge, the words and tags it may have, those it must not be."""

    edge: bool = False
    words: frozenset[str] | None = None
    never: frozenset[str] = frozenset()
    tags: frozenset[str] | None = None
    despite: str = ""
    """With this tag a token may be what it must not be."""


class Shape(msgspec.Struct, frozen=True, array_like=True):
    """What a step says of its token, and the choices beside that if there are any."""

    shared: Asked
    either: tuple[Asked, ...] = ()


IN_CLAUSE = Shape(Asked(never=CLAUSE_MARKS, despite="HYPH"))
"""A token that does not part clauses."""

Find = Callable[[Positions], int]
"""Gives the tokens of a text that may be what a step describes: ``positions.found[find]``. Shapes alike share one."""


def shape_of(step: TokenCondition, choices: Sequence[TokenCondition], lists: Lists) -> Shape:
    """Return the shape of what a step says, and of the choices beside it if there are any.

    Raises:
        regex.error, FileNotFoundError: as for the test of the step.
    """
    return Shape(_asked(step, lists), tuple(_asked(choice, lists) for choice in choices))


@cache
def find(shape: Shape) -> Find:
    """Return how to find the tokens of a shape."""
    return partial(_fulfilling, shape.shared, shape.either)


def _asked(condition: TokenCondition, lists: Lists) -> Asked:
    if condition.at is not None:
        return Asked(edge=True)
    never = frozenset() if condition.no_word is None else plain_words(condition.no_word, lists)
    never = frozenset(word for word in never if word == word.lower())  # one with capitals forbids itself alone
    return Asked(words=literals(condition, lists), never=never, tags=fitting_tags(condition, lists))


def _fulfilling(shared: Asked, either: tuple[Asked, ...], positions: Positions) -> int:
    if not either:
        return _tokens(positions, shared)
    found = 0
    for one in either:
        found |= _tokens(positions, one)
    return found & (_tokens(positions, shared) | positions.edges)


def _tokens(positions: Positions, asked: Asked) -> int:
    if asked.edge:
        return positions.edges
    found = positions.tokens if asked.words is None else positions.words(asked.words) & positions.tokens
    if asked.tags is not None and found:
        found &= positions.tagged[asked.tags]
    if asked.never and found:
        barred = positions.words(asked.never)
        found &= ~(barred & ~positions.by_tag.get(asked.despite, 0) if asked.despite else barred)
    return found
