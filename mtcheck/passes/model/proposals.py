"""Finds and judges what the active rules propose in a document."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from mtcheck.core.model import Span
from mtcheck.document import Document
from mtcheck.document.casual import casual
from mtcheck.passes.model.candidate import Candidate
from mtcheck.passes.model.choice import Chooser
from mtcheck.passes.model.edits import Edit
from mtcheck.passes.model.families import FAMILIES, Family, Proposal
from mtcheck.passes.model.features import Features, clarity, company, features
from mtcheck.passes.model.judge import Judged, judged
from mtcheck.passes.model.kept import FORGETFUL, Kept
from mtcheck.passes.model.marks import Mark, marks
from mtcheck.passes.model.passage import Passage, passages
from mtcheck.passes.model.runtime import LanguageModel
from mtcheck.passes.model.surprise import note
from mtcheck.rulelang.rule import Rule

_LEAST = 3.0
"""Edits that gain less, in nats, are no candidates."""
_FEW_WORDS = 3
"""A block of fewer words is no sentence, and nothing is known of it."""


def _tell_nobody(words: int) -> None:
    """Say nothing of how far it is."""


class Outcome(NamedTuple):
    """The edits of a document that may be worth reporting, and the words that are absurd."""

    candidates: list[Candidate]
    marks: list[Mark]


class Proposer:
    """Runs the ``propose`` rules over documents with one model."""

    def __init__(self, rules: Sequence[Rule], model: LanguageModel, kept: Kept = FORGETFUL) -> None:
        """Take the active rules, and what is remembered of passages."""
        self._model = model
        self._kept = kept
        chooser = Chooser(model)
        families: dict[str, Family] = {**FAMILIES, "choose": chooser.choose}
        named = [(rule, rule.card.propose) for rule in rules if rule.card.propose]
        self._rules = [(rule, propose, families[propose.how]) for rule, propose in named if propose.how != "mark"]
        self._marking = [(rule, propose) for rule, propose in named if propose.how == "mark"]
        self._how = {rule.id: propose.how for rule, propose, _ in self._rules}

    def candidates(self, document: Document) -> list[Candidate]:
        """Return the edits of a document that may be worth reporting, in the order of the text."""
        return self.judged(document).candidates

    def judged(self, document: Document, tell: Callable[[int], None] = _tell_nobody) -> Outcome:
        """Return the edits and the absurd words of a document, in the order of the text.

        ``tell`` is called with the number of words of each passage that is done.
        """
        found: list[Candidate] = []
        marked: list[Mark] = []
        for passage in passages(document, self._model):
            found += self._kept.candidates(passage, document.protected, partial(self._of_passage, passage, document))
            for sentence, odd in zip(passage.sentences, self._kept.oddities(passage), strict=True):
                note(document, sentence.span, odd)
            if self._marking:
                marked += self._kept.marks(passage, partial(self._marks, passage))
            tell(len(passage.chunks))
        marked = [one for one in marked if not any(one.span.overlaps(span) for span in document.protected)]
        return Outcome(self._in_company(found, document), marked)

    def _marks(self, passage: Passage) -> list[Mark]:
        return [
            one
            for rule, propose in self._marking
            for one in marks(rule.id, propose, rule.card.likelier or 0.0, passage)
        ]

    def _in_company(self, found: Sequence[Candidate], document: Document) -> list[Candidate]:
        """Return the candidates with how many other clear ones the document has.

        In a post, a chat or a review these are the writer's own slips: there they say nothing of a machine.
        """
        if document.memo(casual):
            return [Candidate(one.judged, one.rule, one.features | {"company": 0.0}) for one in found]
        clear = _places([(clarity(one.judged, self._how[one.rule]), one.span) for one in found])
        words = len(document.prose.split())
        shares = dict(zip(clear, company(list(clear.values()), words), strict=True))
        return [Candidate(one.judged, one.rule, one.features | {"company": _near(one.span, shares)}) for one in found]

    def _of_passage(self, passage: Passage, document: Document) -> list[Candidate]:
        kept = [one for one in judged(self._edits(passage, document), passage, self._model) if one.gain >= _LEAST]
        kept.sort(key=lambda one: (one.edit.start, one.edit.end, one.edit.rule, one.edit.text))
        return [Candidate(one, one.edit.rule, self._features(one, passage)) for one in kept]

    def _features(self, one: Judged, passage: Passage) -> Features:
        return features(one, self._how[one.edit.rule], passage.prose[one.edit.start : one.edit.end])

    def _edits(self, passage: Passage, document: Document) -> Iterator[Edit]:
        guarded = [span for span in document.protected if span.end > passage.chunks[0][0]]
        done: set[Proposal] = set()
        for sentence in passage.sentences:
            if sentence.high - sentence.low < _FEW_WORDS:
                continue
            for word in range(sentence.low, sentence.high):
                if any(span.start <= passage.tokens[word].start < span.end for span in guarded):
                    continue
                for rule, propose, family in self._rules:
                    for proposal in family(propose, passage, word):
                        if proposal not in done and proposal.text != passage.prose[proposal.start : proposal.end]:
                            done.add(proposal)
                            yield Edit(*proposal, rule.id, word)


def _places(found: Iterable[tuple[float, Span]]) -> dict[Span, float]:
    """Return the places of the clearest edits, none overlapping another, with their clarity."""
    places: dict[Span, float] = {}
    for clear, span in sorted(found, key=lambda one: (-one[0], one[1])):
        if not any(span.overlaps(other) for other in places):
            places[span] = clear
    return places


def _near(span: Span, shares: dict[Span, float]) -> float:
    return next((share for place, share in shares.items() if place.overlaps(span)), 0.0)
