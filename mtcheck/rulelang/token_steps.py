"""Makes the steps of a rule ready for matching: every way through their choices, each step as a test with a count."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import chain, product

import msgspec

from mtcheck.document.positions import EDGE
from mtcheck.rulelang.patterns import Lists
from mtcheck.rulelang.schema import TokenCondition, TokenContext, TokenStep
from mtcheck.rulelang.token_matching import Context, Element, TokenPattern
from mtcheck.rulelang.token_outlines import Part
from mtcheck.rulelang.token_shapes import IN_CLAUSE, shape_of
from mtcheck.rulelang.token_tests import TokenTest, in_clause, literals, refuse_unknown, test_of

_MOST_WAYS = 64
_DEEPEST = 5
_OPENING = [TokenStep(at="start"), TokenStep(word=["“", '"', "‘", "'", "("], optional=True, mark=False)]


Phrases = Mapping[str, list[list[TokenStep]]]
"""Name → the sequences of steps that it may stand for."""


class StepCompiler:
    """Makes sequences and contexts of one rule ready; a step that comes back in many ways is made once."""

    def __init__(self, lists: Lists, phrases: Phrases) -> None:
        """Take what names in braces and what phrases stand for."""
        self._lists = lists
        self._phrases = phrases
        self._made: dict[bytes, Element] = {}

    def patterns(self, steps: Sequence[TokenStep]) -> list[TokenPattern]:
        """Return the patterns of a sequence: one for each way through its choices.

        Raises:
            regex.error: a part is no pattern.
            FileNotFoundError: there is no such list.
            ValueError: a part has no sense.
        """
        return [TokenPattern(self._elements(way)) for way in self._ways(steps)]

    def contexts(self, context: TokenContext) -> list[Context]:
        """Return the contexts that one exception stands for: one for each way through its choices.

        Raises:
            regex.error, FileNotFoundError, ValueError: as for a sequence.
        """
        if not context.before and not context.after:
            raise ValueError("an exception says what stands before or after")
        sides = [[self._elements(way) for way in self._ways(side)] for side in (context.before, context.after)]
        return [Context(tuple(before), tuple(after)) for before, after in product(*sides)]

    def _ways(self, steps: Sequence[TokenStep], depth: int = 0) -> list[list[TokenStep]]:
        """Return every way through the steps: a phrase, or a choice of sequences, is replaced by each of them."""
        if depth > _DEEPEST:
            raise ValueError("phrases within phrases without end")
        ways: list[list[TokenStep]] = [[]]
        for step in steps:
            tails = [
                [_inherited(step, one) for one in tail]
                for choice in self._choices(step)
                for tail in self._ways(choice, depth + 1)
            ]
            ways = [[*way, *tail] for way in ways for tail in (_perhaps(tails) if step.optional else tails) or [[step]]]
            if len(ways) > _MOST_WAYS:
                raise ValueError(f"more than {_MOST_WAYS} ways through the choices of one sequence")
        return ways

    def _choices(self, step: TokenStep) -> list[list[TokenStep]]:
        """Return the sequences that may stand in the place of a step; none if it is a step like others."""
        if step.opening:
            return [_OPENING]
        found = [choice for choice in step.any if isinstance(choice, list)]
        if found and len(found) < len(step.any):
            raise ValueError("the choices of 'any' are all conditions or all sequences")
        if step.phrase is not None:
            if step.phrase not in self._phrases:
                raise ValueError(f"unknown phrase {step.phrase!r} (known: {', '.join(sorted(self._phrases))})")
            found = [*self._phrases[step.phrase]]
        return found

    def _elements(self, steps: Sequence[TokenStep]) -> list[Element]:
        told = any(step.mark for step in steps)
        return [self._element(step, marked=step.mark is True if told else _marked(step)) for step in steps]

    def _element(self, step: TokenStep, *, marked: bool) -> Element:
        key = msgspec.msgpack.encode((step, marked))
        if key not in self._made:
            self._made[key] = _element(step, self._lists, marked=marked)
        return self._made[key]


def _perhaps(tails: list[list[TokenStep]]) -> list[list[TokenStep]]:
    """Return the tails and none at all; a single step becomes an optional one, which is the same with fewer ways."""
    if len(tails) == 1 and len(tails[0]) == 1:
        return [[msgspec.structs.replace(tails[0][0], optional=True)]]
    return [*tails, []] if tails else []


def _inherited(outer: TokenStep, step: TokenStep) -> TokenStep:
    """Return a step within a choice or a phrase, with the mark and the name of that if it has none of its own."""
    if outer.opening or (outer.mark is None and outer.name is None):
        return step
    mark = outer.mark if step.mark is None and step.at is None else step.mark
    return msgspec.structs.replace(step, mark=mark, name=step.name or outer.name)


def _marked(step: TokenStep) -> bool:
    return step.mark is None and step.at is None


def _element(step: TokenStep, lists: Lists, *, marked: bool) -> Element:
    least, most = _times(step)
    if step.at is not None and most > 1:
        raise ValueError("an edge stands once")
    ask: Callable[[], TokenTest] = partial(test_of, [step], lists)
    if step.gap is not None:
        ask = in_clause
    elif said := _said(step):
        ask = partial(_either, step, said, lists)
    return Element(least, most, step.name, marked, partial(_part, step, lists), ask)


def _said(step: TokenStep) -> list[TokenCondition]:
    return [choice for choice in step.any if not isinstance(choice, list)]


def _either(step: TokenStep, said: list[TokenCondition], lists: Lists) -> TokenTest:
    shared, choices = test_of([step], lists), test_of(said, lists)
    return TokenTest(lambda kind: choices[kind] and (kind[0] == EDGE or shared[kind]))


def _part(step: TokenStep, lists: Lists) -> Part:
    least, most = _times(step)
    if step.gap is not None:
        return Part(least, most, IN_CLAUSE, None, 2)
    said = _said(step)
    for condition in (step, *said):
        refuse_unknown(condition)
    shape = shape_of(step, said, lists)
    if not said:
        return Part(least, most, shape, literals(step, lists), _breadth(step))
    named = [literals(choice, lists) for choice in said]
    known = None if None in named else frozenset(chain.from_iterable(one for one in named if one is not None))
    if all(choice.at is None for choice in said):
        known = known or literals(step, lists)
    return Part(least, most, shape, known, min(_breadth(step), max(map(_breadth, said))))


def _breadth(said: TokenCondition) -> int:
    if said.word is not None or said.lemma is not None or said.is_ is not None:
        return 0
    return 1 if said.tag is not None else 2


def _times(step: TokenStep) -> tuple[int, int]:
    if step.gap is not None:
        return 0, step.gap
    if step.repeat is None:
        return (0 if step.optional else 1), 1
    low, _, high = step.repeat.strip("{}").partition(",")
    if int(high or low) < max(1, int(low)):
        raise ValueError(f"no number of times: {step.repeat}")
    return (0 if step.optional else int(low)), int(high or low)
