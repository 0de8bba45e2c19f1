"""Makes the steps of a rule ready for matching: every way through their choices, each step as a test with a count."""

from collections.abc import Sequence
from itertools import chain, product

from mtcheck.document.tagged import EDGE
from mtcheck.rulelang.patterns import Lists
from mtcheck.rulelang.schema import TokenCondition, TokenContext, TokenStep
from mtcheck.rulelang.token_matching import Context, Element, TokenPattern
from mtcheck.rulelang.token_tests import TokenTest, in_clause, literals, test_of

_MOST_BRANCHES = 64
_OPENING = [TokenStep(at="start"), TokenStep(word=["“", '"', "‘", "'", "("], optional=True, mark=False)]


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
        ways = [[*way, *tail] for way in ways for tail in (tails or [_OPENING if step.opening else [step]])]
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
        return Element(in_clause(), least, most, step.name, marked, None, 2)
    said = [choice for choice in step.any if not isinstance(choice, list)]
    if step.at is not None and most > 1:
        raise ValueError("an edge stands once")
    if not said:
        return Element(test_of([step], lists), least, most, step.name, marked, literals(step, lists), _breadth(step))
    shared, choices = test_of([step], lists), test_of(said, lists)
    named = [literals(choice, lists) for choice in said]
    known = None if None in named else frozenset(chain.from_iterable(one for one in named if one is not None))
    if all(choice.at is None for choice in said):
        known = known or literals(step, lists)
    both = TokenTest(lambda kind: choices[kind] and (kind[0] == EDGE or shared[kind]))
    breadth = min(_breadth(step), max(map(_breadth, said)))
    return Element(both, least, most, step.name, marked, known, breadth)


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
