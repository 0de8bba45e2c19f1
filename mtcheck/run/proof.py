"""Whether the examples of a rule exercise all that the rule writes out: patterns, phrases, exceptions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from mtcheck.core.errors import TooSlow
from mtcheck.core.literals import fold
from mtcheck.document import Document
from mtcheck.passes.rules.engine import RulesPass
from mtcheck.rulelang.patterns import is_phrase
from mtcheck.rulelang.rule import Rule
from mtcheck.rulelang.schema import RuleFile


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a rule that an example must exercise, and the rule file with it alone or, as for unless, without."""

    kind: str
    text: str
    card: RuleFile


def parts(card: RuleFile) -> Iterator[Part]:
    """Yield the parts of a rule file."""
    if card.find is not None:
        for source in [card.find] if isinstance(card.find, str) else card.find:
            for choice in top_choices(source):
                yield Part("find", choice, msgspec.structs.replace(card, find=choice))
    for phrase in card.words or ():
        yield Part("words", phrase, msgspec.structs.replace(card, words=[phrase]))
    for key, fixes in (card.swap or {}).items():
        yield Part("swap", key, msgspec.structs.replace(card, swap={key: fixes}))
    for name in card.forms or ():
        rest_of = {other: form for other, form in (card.forms or {}).items() if other != name}
        yield Part("forms", name, msgspec.structs.replace(card, forms=rest_of))
    for index, sequence in enumerate(card.sequences or ()):
        yield Part("sequences", f"number {index + 1}", msgspec.structs.replace(card, sequences=[sequence]))
    for index, exception in enumerate(card.unless):
        rest = [*card.unless[:index], *card.unless[index + 1 :]]
        yield Part("unless", str(exception), msgspec.structs.replace(card, unless=rest))


def top_choices(pattern: str) -> list[str]:
    """Return the alternatives of a pattern that is a choice as a whole; the pattern alone if it is none."""
    if pattern.startswith("(?i)"):
        return ["(?i)" + choice for choice in top_choices(pattern[4:])]
    choices: list[str] = []
    depth, start, index, in_class = 0, 0, 0, False
    while index < len(pattern):
        char = pattern[index]
        if char == "\\":
            index += 1
        elif in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and depth == 0:
            choices.append(pattern[start:index])
            start = index + 1
        index += 1
    return [*choices, pattern[start:]]


def unproven(rule: Rule, bad: Sequence[Document], good: Sequence[Document]) -> Iterator[str]:
    """Yield what no example exercises: patterns and phrases found in no bad one, exceptions that no good one needs."""
    found = set(_found_texts(rule, bad))
    for part in parts(rule.card):
        if part.kind == "unless":
            proven = _fires(rule, part, good) or _adds(rule, part, bad) > 0
        elif part.kind == "forms":
            proven = _adds(rule, part, bad) < 0
        elif part.kind in {"words", "swap"} and is_phrase(part.text):
            proven = fold(part.text) in found
        else:
            proven = _fires(rule, part, bad)
        if not proven:
            yield f"no example exercises the {part.kind} entry {part.text!r}"


def _found_texts(rule: Rule, documents: Iterable[Document]) -> Iterator[str]:
    runner = RulesPass([rule])
    for document in documents:
        yield from (fold(one.span.of(document.prose)) for one in runner.check(document))


def _fires(rule: Rule, part: Part, documents: Iterable[Document]) -> bool:
    return _count(Rule(rule.id, part.card, rule.file, rule.lists), documents, most=1) > 0


def _adds(rule: Rule, part: Part, documents: Sequence[Document]) -> int:
    """Return how many findings more there are without a part; fewer are below nought."""
    without = Rule(rule.id, part.card, rule.file, rule.lists)
    return _count(without, documents) - _count(rule, documents)


def _count(rule: Rule, documents: Iterable[Document], most: int = 1 << 30) -> int:
    runner, count = RulesPass([rule]), 0
    for document in documents:
        try:
            count += sum(1 for _ in runner.check(document))
        except TooSlow:
            continue
        if count >= most:
            break
    return count
