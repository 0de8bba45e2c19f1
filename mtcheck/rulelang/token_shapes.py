"""What of a step can be told from small letters and tags alone, asked of all tokens of a text in one go.

A token that is not of a step's shape cannot be what the step describes; one that is may still not be it.
"""

from collections.abc import Callable, Hashable, Sequence

from mtcheck.document.positions import Positions
from mtcheck.rulelang.patterns import Lists
from mtcheck.rulelang.schema import TokenCondition
from mtcheck.rulelang.token_tests import CLAUSE_MARKS, TagTest, literals, plain_words, tag_test

Demand = tuple[bool, frozenset[str] | None, frozenset[str], TagTest | None]
"""Whether it is an edge, the words it must be one of, those it must not be, the tags it may have."""


class Shape:
    """Gives the tokens of a text that may be what a step describes; steps alike share one."""

    def __init__(self, find: Callable[[Positions], int]) -> None:
        """Take the function that finds them."""
        self._find = find

    def among(self, positions: Positions) -> int:
        """Return the set of them, worked out once a text."""
        found = positions.known.get(self)
        if found is None:
            found = positions.known[self] = self._find(positions)
        return found


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
        _SHAPES[key] = Shape(lambda positions: _fulfilling(positions, shared, either))
    return _SHAPES[key]


def clause_shape() -> Shape:
    """Return the shape of a token that does not part clauses."""
    return _IN_CLAUSE


def _demand(condition: TokenCondition, lists: Lists) -> Demand:
    if condition.at is not None:
        return True, None, frozenset(), None
    never = frozenset() if condition.no_word is None else plain_words(condition.no_word, lists)
    never = frozenset(word for word in never if word == word.lower())  # one with capitals forbids itself alone
    return False, literals(condition, lists), never, tag_test(condition, lists)


def _fulfilling(positions: Positions, shared: Demand, either: tuple[Demand, ...]) -> int:
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
        fitting = 0
        for tag, those in positions.by_tag.items():
            if tags[tag]:
                fitting |= those
        found &= fitting
    if never and found:
        found &= ~positions.words(never)
    return found


def _in_clause(positions: Positions) -> int:
    marks = positions.words(CLAUSE_MARKS) & ~positions.by_tag.get("HYPH", 0)
    return positions.tokens & ~marks


_IN_CLAUSE = Shape(_in_clause)
