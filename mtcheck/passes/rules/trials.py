"""Tries rules on documents: of each rule only those patterns and sequences that the document may hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_

from mtcheck.checks import named
from mtcheck.core.model import Hit
from mtcheck.document import Document
from mtcheck.document.positions import Joined
from mtcheck.document.tagged import tagged
from mtcheck.passes.rules.demands import Demands, TextDemands
from mtcheck.passes.rules.gathered import enough, rarer
from mtcheck.passes.rules.patterns import pattern_hits
from mtcheck.passes.rules.sequences import sequence_hits
from mtcheck.rulelang.rule import Rule
from mtcheck.rulelang.token_outlines import Begins

_Sequences = list[tuple[int, list[tuple[int, Begins]]]]
"""The sequences of a rule by number, their patterns by number, each with where in a text it may begin."""


class _Trial:
    """A rule with the demands of its patterns, or of each pattern of its sequences."""

    def __init__(self, rule: Rule, texts: Demands, words: Demands) -> None:
        self.rule = rule
        self.check = rule.card.check
        self.patterns = [texts.add(needs) for needs in rule.needs]
        self.sequences = [[words.add(demanded) for demanded in one.demands] for one in rule.outlines]

    def pattern_hits(self, document: Document, unmet: int) -> Iterable[Hit]:
        numbers = [number for number, demands in enumerate(self.patterns) if not demands & unmet]
        if not numbers:
            return ()
        if self.rule.card.forms is not None:
            return rarer(self.rule, document, ((number, self.rule.pattern(number)[0]) for number in numbers))
        hits = pattern_hits(self.rule, document, map(self.rule.pattern, numbers))
        return hits if self.rule.card.often is None else enough(self.rule, document, hits)

    def sequence_hits(self, document: Document, sequences: _Sequences) -> Iterable[Hit]:
        return sequence_hits(document, [(self.rule.sequence(number), patterns) for number, patterns in sequences])

    def begins(self, texts: Joined, unmet: int) -> dict[int, _Sequences]:
        """Return for each text in which a sequence may match the patterns that may, in order."""
        found: dict[int, _Sequences] = {}
        for number, patterns in enumerate(self.sequences):
            for pattern, demands in enumerate(patterns):
                if demands & unmet:
                    continue
                for text, begins in self.rule.outlines[number][pattern].begins(texts).items():
                    mine = found.setdefault(text, [])
                    if not mine or mine[-1][0] != number:
                        mine.append((number, []))
                    mine[-1][1].append((pattern, begins))
        return found


@dataclass(frozen=True, slots=True)
class Tried:
    """Documents on which rules are tried."""

    _trials: Mapping[str, _Trial]
    _documents: Sequence[Document]
    _unmet: Sequence[int]
    _unmet_everywhere: int
    _sequences: Mapping[str, Mapping[int, _Sequences]]

    def where(self, rule: str) -> Iterable[int]:
        """Return the numbers of the documents in which the rule with an id may find something, in order."""
        trial = self._trials[rule]
        if trial.check is not None:
            return range(len(self._documents))
        if trial.sequences:
            return sorted(self._sequences[rule])
        demanded = [demands for demands in trial.patterns if not demands & self._unmet_everywhere]
        if not demanded:
            return ()
        return [number for number, unmet in enumerate(self._unmet) if not all(map(unmet.__and__, demanded))]

    def hits(self, rule: str, number: int) -> Iterable[Hit]:
        """Return what the rule with an id finds in one of the documents."""
        trial, document = self._trials[rule], self._documents[number]
        if trial.check is not None:
            return named(trial.check).hits(document, trial.rule.card.kind)
        if not trial.sequences:
            return trial.pattern_hits(document, self._unmet[number])
        sequences = self._sequences[rule].get(number)
        return trial.sequence_hits(document, sequences) if sequences else ()


class Trials:
    """The rules of a pass, made ready to be tried."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Give what all rules demand its numbers."""
        texts, self._words = Demands(), Demands()
        self._trials = {rule.id: _Trial(rule, texts, self._words) for rule in rules}
        self._texts = TextDemands(texts)
        self._worded = [trial for trial in self._trials.values() if trial.sequences]

    def of(self, documents: Sequence[Document]) -> Tried:
        """Return these documents, ready for rules to be tried on them."""
        self._texts.expect(sum(len(document.prose) for document in documents))
        unmet = [self._texts.unmet(document.prose) for document in documents]
        sequences = self._sequences(documents) if self._worded else {}
        return Tried(self._trials, documents, unmet, reduce(and_, unmet), sequences)

    def _sequences(self, documents: Sequence[Document]) -> dict[str, dict[int, _Sequences]]:
        """Return for each rule what may match in which document, asked of all at once."""
        texts = Joined(document.memo(tagged).words for document in documents)
        unmet = self._words.but(self._words.met(texts.words))
        return {trial.rule.id: trial.begins(texts, unmet) for trial in self._worded}
