"""The whole comparison of a document with its original."""

from collections.abc import Iterator
from dataclasses import dataclass

from mtcheck.document import Document
from mtcheck.formats import FORMATS
from mtcheck.model import Hit
from mtcheck.roundtrip.align import ALIKE, align
from mtcheck.roundtrip.damage import damages
from mtcheck.roundtrip.match import match
from mtcheck.roundtrip.place import survey
from mtcheck.roundtrip.remedy import Texts, hit
from mtcheck.roundtrip.stretches import Pair
from mtcheck.roundtrip.words import Sentence, read
from mtcheck.rulelang.patterns import TooSlow

MOST_SENTENCES = 5_000
"""Sentences of a text beyond which it is not compared."""

MOST_WORK = 10_000_000
"""Pairs of words that are weighed for one text at most, some twenty seconds' worth."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The damage of a document by kind, placed in its prose, and how many of its sentences had no counterpart."""

    hits: dict[str, list[Hit]]
    sentences: int
    alone: int


def compared(document: Document) -> Comparison:
    """Compare a document with its reference as the original; ask for it with ``document.memo(compared)``.

    Raises:
        TooSlow: it is too long.
    """
    if document.reference_text is None:
        return Comparison({}, 0, 0)
    original = Document(document.reference_text, FORMATS["plain"](document.reference_text))
    if max(len(document.sentences), len(original.sentences)) > MOST_SENTENCES:
        raise TooSlow
    texts = Texts(document.prose, original.prose)
    whole = survey(read(original))
    hits: dict[str, list[Hit]] = {}
    text, done = document.memo(read), 0
    for pair, many in pairs(document, original):
        done += many
        for damage in damages(pair, whole):
            hits.setdefault(damage.kind, []).append(hit(damage, pair, texts))
    return Comparison(hits, len(text), len(text) - done)


def pairs(document: Document, original: Document) -> Iterator[tuple[Pair, int]]:
    """Yield the sentences of a document, with their number, beside those of its original; lone ones are left out.

    Raises:
        TooSlow: the sentences are too long and too many.
    """
    text, other = document.memo(read), read(original)
    work = 0
    for bead in align(text, other):
        one, two = _joined(text[slice(*bead.text)]), _joined(other[slice(*bead.original)])
        if not one or not two or bead.likeness < ALIKE:
            continue
        work += len(one) * len(two)
        if work > MOST_WORK:
            raise TooSlow
        matched = match(one, two)
        if matched is not None:
            block = document.block_at(one[0].start)
            heading = block is not None and block.kind == "heading"
            yield Pair(one, two, matched, heading=heading), bead.text[1] - bead.text[0]


def _joined(sentences: tuple[Sentence, ...]) -> Sentence:
    return tuple(word for sentence in sentences for word in sentence)
