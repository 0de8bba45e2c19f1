"""What of a step can be told from small letters and tags alone, asked of all tokens of a text in one go.

A token that is not of a step's shape cannot be what the step describes; one that is may still not be it.
"""

from collections.abc import Callable, Hashable, Sequence
from functools import partial

from mtcheck.document.positions import Positions
from mtcheck.rulelang.patterns import Lists
from mtcheck.rulelang.schema import TokenCondition
from mtcheck.rulelang.token_tests import CLAUSE_MARKS, TagTest, literals, plain_words, tag_test

Demand = tuple[bool, frozenset[str] | None, frozenset[str], TagTest | None]
"""Whether it is an edge, the words it must be one of, those it must not be, the tags it may have."""


Shape = Callable[[Positions], int]
"""Gives the tokens of a text that may be what a step describes: ``positions.found[shape]``. Steps alike share one."""

_SHAPES: dict[Hashable, Shape] = {}


def shape_of(step: TokenCondition, choices: Sequence[TokenCondition], lists: Lists) -> Shape:
    """Return the shape of what a step says, and of the choices beside it if there are any.

    Raises:
        regex.error, FileNotFoundError: as for the test of the step.
    """
    shared = _demand(step, lists)
    either = tuple(_demand(choice, lists) for choice in choices)
    key = (shared, either)
    if key not in _SHAPES:
        _SHAPES[key] = partial(_fulfilling, shared, either)
    return _SHAPES[key]


def in_clause(positions: Positions) -> int:
    """Return the tokens that do not part clauses; this is a shape too."""
    marks = positions.words(CLAUSE_MARKS) & ~positions.by_tag.get("HYPH", 0)
    return positions.tokens & ~marks


def _demand(condition: TokenCondition, lists: Lists) -> Demand:
    if condition.at is not None:
        return True, None, frozenset(), None
    never = frozenset() if condition.no_word is None else plain_words(condition.no_word, lists)
    never = frozenset(word for word in never if word == word.lower())  # one with capitals forbids itself alone
    return False, literals(condition, lists), never, tag_test(condition, lists)


def _fulfilling(shared: Demand, either: tuple[Demand, ...], positions: Positions) -> int:
    if not either:
        return _tokens(positions, shared)
    found = 0
    for one in either:
        found |= _tokens(positions, one)
    return found & (_tokens(positions, shared) | positions.edges)


def _tokens(positions: Positions, demand: Demand) -> int:
    edge, words, never, tags = demand
    if edge:
        return positions.edges
    found = positions.tokens if words is None else positions.words(words) & positions.tokens
    if tags is not None and found:
        found &= positions.found[tags]
    if never and found:
        found &= ~positions.words(never)
    return found
