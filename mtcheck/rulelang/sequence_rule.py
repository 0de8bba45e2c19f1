"""A sequence of a rule made ready: its patterns, what its captured tokens must fulfil, its exceptions and fixes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from mtcheck.document.tagged import TaggedWords
from mtcheck.rulelang import template
from mtcheck.rulelang.conditions import Agreement, Counted, Membership, read_agreement, read_counted, read_memberships
from mtcheck.rulelang.patterns import Lists
from mtcheck.rulelang.schema import RuleFile, TokenContext, TokenSequence
from mtcheck.rulelang.token_matching import Context, Match, TokenPattern, exempt
from mtcheck.rulelang.token_outlines import Begins
from mtcheck.rulelang.token_steps import StepCompiler

Capture = Callable[[Match], Mapping[str, str]]
"""Reads the captured text of a match."""


@dataclass(frozen=True, eq=False)
class SequenceRule:
    """Patterns that share conditions, exceptions and fixes."""

    patterns: tuple[TokenPattern, ...]
    where: tuple[Membership, ...]
    agree: tuple[Agreement, ...]
    counted: tuple[Counted, ...]
    unless: tuple[Context, ...]
    fixes: tuple[str, ...]

    @property
    def names(self) -> frozenset[str]:
        """The names of all captures."""
        return frozenset().union(*(pattern.names for pattern in self.patterns))

    @property
    def needs_pronoun(self) -> bool:
        """Whether a fix asks for the pronoun of the subject that is missing before the captured ``verb``."""
        return any(name == template.PRONOUN for fix in self.fixes for name, _ in template.slots_of(fix))

    def matches(
        self, words: TaggedWords, patterns: Iterable[tuple[int, Begins]], capture: Capture
    ) -> Iterator[tuple[Match, Mapping[str, str]]]:
        """Yield the matches of some of the patterns for which all conditions hold, at most one a place and pattern.

        Patterns are given by their numbers, each with where it begins.

        Raises:
            TooSlow: a pattern ran out of time.
        """
        for number, begins in patterns:
            for found in self.patterns[number].matches(words, begins):
                for match in found:
                    values = capture(match)
                    if self._admits(values) and not exempt(self.unless, words, match):
                        yield match, values
                        break

    def complete(self) -> None:
        """Make all tests of its steps, which are made at the first question otherwise.

        Raises:
            regex.error, FileNotFoundError, ValueError: as ``make_sequence``.
        """
        contexts = (element for context in self.unless for element in (*context.before, *context.after))
        for element in (*(element for pattern in self.patterns for element in pattern.elements), *contexts):
            _ = element.test, element.part

    def _admits(self, values: Mapping[str, str]) -> bool:
        conditions: tuple[Membership | Agreement | Counted, ...] = (*self.where, *self.agree, *self.counted)
        return all(one.holds(values) for one in conditions)


def make_sequence(said: TokenSequence, card: RuleFile, lists: Lists) -> SequenceRule:
    """Make a sequence ready; what the rule's card says counts for it too.

    Raises:
        regex.error: a part is no pattern.
        FileNotFoundError: there is no such list.
        ValueError: a part has no sense.
    """
    shared = [one for one in card.unless if isinstance(one, TokenContext)]
    compiler = StepCompiler(lists, card.phrases)
    contexts = [context for one in (*said.unless, *shared) for context in compiler.contexts(one)]
    return SequenceRule(
        patterns=tuple(compiler.patterns(said.tokens)),
        where=read_memberships(dict(card.where) | dict(said.where), lists),
        agree=tuple(read_agreement(text) for text in (*card.agree, *said.agree)),
        counted=tuple(read_counted(text) for text in (*card.counted, *said.counted)),
        unless=tuple(contexts),
        fixes=tuple(card.fixes if said.fixes is None else said.fixes),
    )
