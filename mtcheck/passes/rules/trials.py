"""Tries rules on documents: of each rule only those patterns and sequences that the document may hold."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

from mtcheck.checks import named
from mtcheck.core.model import Hit
from mtcheck.document import Document
from mtcheck.document.positions import Alone, Joined
from mtcheck.document.tagged import tagged
from mtcheck.passes.rules.demands import Demands, TextDemands
from mtcheck.passes.rules.gathered import enough, rarer
from mtcheck.passes.rules.patterns import pattern_hits
from mtcheck.passes.rules.sequences import sequence_hits
from mtcheck.rulelang.rule import Rule
from mtcheck.rulelang.sequence_rule import SequenceRule
from mtcheck.rulelang.token_matching import TokenPattern

_Sequences = list[tuple[int, list[tuple[int, int]]]]
"""The sequences of a rule by number, their patterns by number, each with what bars it: demands, or documents."""


class _Trial:
    """A rule with the demands of its patterns, or of each pattern of its sequences."""

    def __init__(self, rule: Rule, texts: Demands, words: Demands) -> None:
        self.rule = rule
        self.check = rule.card.check
        self.patterns = [texts.add(needs) for needs in rule.needs]
        self.sequences: _Sequences = [
            (number, [(words.add(demanded), pattern) for pattern, demanded in enumerate(one.demands)])
            for number, one in enumerate(rule.outlines)
        ]

    def pattern_hits(self, document: Document, unmet: int) -> Iterable[Hit]:
        numbers = [number for number, demands in enumerate(self.patterns) if not demands & unmet]
        if not numbers:
            return ()
        if self.rule.card.forms is not None:
            return rarer(self.rule, document, ((number, self.rule.pattern(number)[0]) for number in numbers))
        hits = pattern_hits(self.rule, document, map(self.rule.pattern, numbers))
        return hits if self.rule.card.often is None else enough(self.rule, document, hits)

    def sequence_hits(self, document: Document, sequences: _Sequences, barred: int) -> Iterable[Hit]:
        fit = list(self._fit(sequences, barred))
        return sequence_hits(document, fit) if fit else ()

    def _fit(self, sequences: _Sequences, barred: int) -> Iterator[tuple[SequenceRule, list[TokenPattern]]]:
        for number, patterns in sequences:
            fit = [pattern for bars, pattern in patterns if not bars & barred]
            if fit:
                sequence = self.rule.sequence(number)
                yield sequence, [sequence.patterns[pattern] for pattern in fit]


@dataclass(frozen=True, slots=True)
class Tried:
    """Documents on which rules are tried."""

    _trials: Mapping[str, _Trial]
    _documents: Sequence[Document]
    _unmet: Sequence[int]
    _unmet_everywhere: int
    _sequences: Mapping[str, _Sequences]
    _barred: Sequence[int]

    def may_hit(self, rule: str) -> bool:
        """Tell whether the rule with an id may find something in one of the documents at all."""
        trial = self._trials[rule]
        if trial.check is not None:
            return True
        if trial.sequences:
            return bool(self._sequences[rule])
        return any(not demands & self._unmet_everywhere for demands in trial.patterns)

    def hits(self, rule: str, number: int) -> Iterable[Hit]:
        """Return what the rule with an id finds in one of the documents."""
        trial, document = self._trials[rule], self._documents[number]
        if trial.check is not None:
            return named(trial.check).hits(document, trial.rule.card.kind)
        if not trial.sequences:
            return trial.pattern_hits(document, self._unmet[number])
        return trial.sequence_hits(document, self._sequences[rule], self._barred[number])


class Trials:
    """The rules of a pass, made ready to be tried."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Give what all rules demand its numbers."""
        texts, self._words = Demands(), Demands()
        self._trials = {rule.id: _Trial(rule, texts, self._words) for rule in rules}
        self._texts = TextDemands(texts)
        self._worded = [trial for trial in self._trials.values() if trial.sequences]

    def of(self, documents: Sequence[Document], folded: Sequence[str]) -> Tried:
        """Return these documents, whose texts are given folded too, ready for rules to be tried on them."""
        unmet = [self._texts.unmet(text) for text in folded]
        barred = [1 << number for number in range(len(documents))]
        sequences = self._sequences(documents) if self._worded else {}
        return Tried(self._trials, documents, unmet, reduce(and_, unmet), sequences, barred)

    def _sequences(self, documents: Sequence[Document]) -> dict[str, _Sequences]:
        """Return the sequences with the documents in which each pattern cannot match, asked of all at once."""
        words = [document.memo(tagged).words for document in documents]
        asked = Joined(words) if len(words) > 1 else Alone(words[0])
        unmet = self._words.but(self._words.met(asked.words))
        everywhere = (1 << len(documents)) - 1
        found: dict[str, _Sequences] = {}
        for trial in self._worded:
            mine = found[trial.rule.id] = []
            for number, patterns in trial.sequences:
                outlines = trial.rule.outlines[number]
                told = [
                    (everywhere & ~asked.texts_of(outlines[pattern].may_match(asked.positions)), pattern)
                    for demands, pattern in patterns
                    if not demands & unmet
                ]
                if told := [one for one in told if one[0] != everywhere]:
                    mine.append((number, told))
        return found
