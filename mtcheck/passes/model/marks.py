"""Words that the model finds absurd where they stand, whether or not it knows of something better.

A rare word surprises anywhere, so a word's surprise is set against that of its frequency: what is over is its excess.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from mtcheck.core.model import Span
from mtcheck.english.lexicon import frequency
from mtcheck.passes.model.families.proposal import is_name, starts, tagged
from mtcheck.passes.model.passage import Passage
from mtcheck.rulelang.propose import Propose

_ABSURD = 16.0
"""The least surprise of a word that is marked, in nats."""
_SHORTEST = 4
"""The fewest letters of such a word."""
_FEW_WORDS = 6
"""A sentence of fewer words tells too little of what it is about."""
_UNKNOWN = 1.5
"""The Zipf frequency taken for a word in no list."""
_NATS = 2.302585
"""Nats in a power of ten."""
_EVERY = 9.0
"""The power of ten that a Zipf frequency counts from: a thousand million words."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A word from ``start`` to ``end`` of a document's prose, the rule that marks it, and its excess in nats."""

    start: int
    end: int
    rule: str
    excess: float

    @property
    def span(self) -> Span:
        """Return the place of the word in the prose."""
        return Span(self.start, self.end)


def marks(rule: str, propose: Propose, least: float, passage: Passage) -> Iterator[Mark]:
    """Yield the words of a passage whose excess is at least so many nats."""
    if passage.kind != "paragraph":
        return
    for word, token in enumerate(passage.tokens):
        surprise = _surprise(propose, passage, word)
        if surprise is not None and surprise >= _ABSURD:
            excess = round(surprise - (_EVERY - (frequency(token.text) or _UNKNOWN)) * _NATS, 3)
            if excess >= least:
                yield Mark(token.start, token.end, rule, excess)


def _surprise(propose: Propose, passage: Passage, word: int) -> float | None:
    """Return the surprise of an ordinary word that stands apart, with the mark after it if there is one."""
    token, sentence = passage.tokens[word], passage.sentence_of(word)
    plain = token.text.islower() and token.text.isalpha() and len(token.text) >= _SHORTEST
    if not plain or passage.quoted[word] or not tagged(propose, passage, word):
        return None
    if is_name(passage, word) or starts(passage, word) or sentence.high - sentence.low < _FEW_WORDS:
        return None
    first = passage.token_at(token.start)
    if first is None:
        return None
    chunk = bisect_right(passage.chunks, (token.start, len(passage.prose))) - 1
    if passage.chunks[chunk][1] > token.end + 1:
        return None
    return -float(passage.reading.scores[first : passage.first[chunk + 1]].sum())
