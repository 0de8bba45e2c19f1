"""Tries rules on documents: of each rule only those patterns and sequences that the document may hold."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mtcheck.checks import named
from mtcheck.core.model import Hit
from mtcheck.document import Document
from mtcheck.document.positions import Joined
from mtcheck.document.tagged import tagged
from mtcheck.passes.rules.demands import Demands, TextDemands
from mtcheck.passes.rules.patterns import pattern_hits
from mtcheck.passes.rules.sequences import sequence_hits
from mtcheck.rulelang.patterns import Pattern
from mtcheck.rulelang.rule import Rule
from mtcheck.rulelang.sequence_rule import SequenceRule
from mtcheck.rulelang.token_matching import TokenPattern

_Sequences = list[tuple[SequenceRule, list[tuple[int, TokenPattern]]]]
"""The sequences of a rule, their patterns each with what bars it: demands on the words, or the numbers of documents."""


class _Trial:
    """A rule with the demands of its patterns, or of each pattern of its sequences."""

    def __init__(self, rule: Rule, texts: Demands, words: Demands) -> None:
        self.rule = rule
        self.check = rule.card.check
        self.patterns: list[tuple[int, tuple[Pattern, tuple[str, ...]]]] = []
        self.sequences: _Sequences = []
        if rule.sequences:
            for one in rule.sequences:
                self.sequences.append((one, [(words.add(pattern.demands), pattern) for pattern in one.patterns]))
        elif self.check is None:
            pairs = zip(rule.patterns, rule.needs, strict=True)
            self.patterns = [(texts.add(needs), pattern) for pattern, needs in pairs]

    def pattern_hits(self, document: Document, unmet: int) -> Iterable[Hit]:
        patterns = [pattern for demands, pattern in self.patterns if not demands & unmet]
        return pattern_hits(self.rule, document, patterns) if patterns else ()


@dataclass(frozen=True, slots=True)
class Tried:
    """Documents on which rules are tried."""

    _trials: Mapping[str, _Trial]
    _documents: Sequence[Document]
    _unmet: Sequence[int]
    _sequences: Mapping[str, _Sequences]
    _barred: Sequence[int]

    def hits(self, rule: str, number: int) -> Iterable[Hit]:
        """Return what the rule with an id finds in one of the documents."""
        trial, document = self._trials[rule], self._documents[number]
        if trial.check is not None:
            return named(trial.check)(document)
        if not trial.sequences:
            return trial.pattern_hits(document, self._unmet[number])
        fit = list(_fit(self._sequences[rule], self._barred[number]))
        return sequence_hits(document, fit) if fit else ()


def _fit(sequences: _Sequences, barred: int) -> Iterator[tuple[SequenceRule, list[TokenPattern]]]:
    for sequence, patterns in sequences:
        fit = [pattern for bars, pattern in patterns if not bars & barred]
        if fit:
            yield sequence, fit


class Trials:
    """The rules of a pass, made ready to be tried."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Give what all rules demand its numbers."""
        texts, self._words = Demands(), Demands()
        self._trials = {rule.id: _Trial(rule, texts, self._words) for rule in rules}
        self._texts = TextDemands(texts)
        self._sequences = {rule: trial.sequences for rule, trial in self._trials.items() if trial.sequences}

    def of(self, documents: Sequence[Document], folded: Sequence[str]) -> Tried:
        """Return these documents, whose texts are given folded too, ready for rules to be tried on them."""
        unmet = [self._texts.unmet(text) for text in folded]
        if len(documents) > 1 and self._sequences:
            barred = [1 << number for number in range(len(documents))]
            return Tried(self._trials, documents, unmet, self._joined(documents), barred)
        words = documents[0].memo(tagged).words.at if self._sequences else {}
        return Tried(self._trials, documents, unmet, self._sequences, [self._words.but(self._words.met(words))])

    def _joined(self, documents: Sequence[Document]) -> dict[str, _Sequences]:
        """Return the sequences with the documents in which each pattern cannot match, asked of all at once."""
        joined = Joined(document.memo(tagged).words for document in documents)
        unmet = self._words.but(self._words.met(joined.words))
        everywhere = (1 << len(documents)) - 1
        found: dict[str, _Sequences] = {}
        for rule, sequences in self._sequences.items():
            mine = found[rule] = []
            for sequence, patterns in sequences:
                told = [
                    (everywhere & ~joined.texts_of(pattern.may_match(joined.positions)), pattern)
                    for demands, pattern in patterns
                    if not demands & unmet
                ]
                if told := [one for one in told if one[0] != everywhere]:
                    mine.append((sequence, told))
        return found
