"""Tries rules on documents: of each rule only those patterns and sequences whose demands the document fulfils."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from mtcheck.checks import named
from mtcheck.core.model import Hit
from mtcheck.document import Document
from mtcheck.document.tagged import tagged
from mtcheck.passes.rules.demands import Demands, TextDemands
from mtcheck.passes.rules.patterns import pattern_hits
from mtcheck.passes.rules.sequences import sequence_hits
from mtcheck.rulelang.patterns import Pattern
from mtcheck.rulelang.rule import Rule
from mtcheck.rulelang.sequence_rule import SequenceRule
from mtcheck.rulelang.token_matching import TokenPattern

Tried = Callable[[str], Iterable[Hit]]
"""Returns what the rule with an id finds in the document at hand."""


class _Unmet(NamedTuple):
    """The demands that a document does not fulfil: on its text, on its words."""

    text: int
    words: int


class _Trial:
    """A rule with the demands of its patterns, or of each pattern of its sequences."""

    def __init__(self, rule: Rule, texts: Demands, words: Demands) -> None:
        self.rule = rule
        self.patterns: list[tuple[int, tuple[Pattern, tuple[str, ...]]]] = []
        self.sequences: list[tuple[SequenceRule, list[tuple[int, TokenPattern]]]] = []
        if rule.sequences:
            for one in rule.sequences:
                self.sequences.append((one, [(words.add(pattern.demands), pattern) for pattern in one.patterns]))
        elif rule.card.check is None:
            pairs = zip(rule.patterns, rule.needs, strict=True)
            self.patterns = [(texts.add(needs), pattern) for pattern, needs in pairs]

    def hits(self, document: Document, unmet: _Unmet) -> Iterable[Hit]:
        if self.rule.card.check is not None:
            return named(self.rule.card.check)(document)
        if self.sequences:
            return sequence_hits(document, self._sequences(unmet.words))
        patterns = [pattern for demands, pattern in self.patterns if not demands & unmet.text]
        return pattern_hits(self.rule, document, patterns) if patterns else ()

    def _sequences(self, unmet: int) -> Iterator[tuple[SequenceRule, list[TokenPattern]]]:
        for sequence, patterns in self.sequences:
            fit = [pattern for demands, pattern in patterns if not demands & unmet]
            if fit:
                yield sequence, fit


class Trials:
    """The rules of a pass, made ready to be tried."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Give what all rules demand its numbers."""
        texts, self._words = Demands(), Demands()
        self._trials = {rule.id: _Trial(rule, texts, self._words) for rule in rules}
        self._texts = TextDemands(texts)
        self._asks_for_words = any(trial.sequences for trial in self._trials.values())

    def hits(self, document: Document, folded: str) -> Tried:
        """Return what tries each rule on a document, given its text as folded."""
        words = document.memo(tagged).words.at if self._asks_for_words else {}
        unmet = _Unmet(self._texts.unmet(folded), self._words.unmet(words))
        return lambda rule: self._trials[rule].hits(document, unmet)
