"""The whole comparison of a document with its original."""

from collections.abc import Iterator

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


def found(document: Document) -> dict[str, list[Hit]]:
    """Return the damage of a document by kind, placed in its prose; ask for it with ``document.memo(found)``."""
    hits: dict[str, list[Hit]] = {}
    if document.reference_text is None:
        return hits
    original = Document(document.reference_text, FORMATS["plain"](document.reference_text))
    texts = Texts(document.prose, original.prose)
    whole = survey(read(original))
    for pair in pairs(document, original):
        for damage in damages(pair, whole):
            hits.setdefault(damage.kind, []).append(hit(damage, pair, texts))
    return hits


def pairs(document: Document, original: Document) -> Iterator[Pair]:
    """Yield the sentences of a document beside those of its original; what has no counterpart is left out."""
    text, other = document.memo(read), read(original)
    for bead in align(text, other):
        one, two = _joined(text[slice(*bead.text)]), _joined(other[slice(*bead.original)])
        if not one or not two or bead.likeness < ALIKE:
            continue
        matched = match(one, two)
        if matched is not None:
            block = document.block_at(one[0].start)
            yield Pair(one, two, matched, heading=block is not None and block.kind == "heading")


def _joined(sentences: tuple[Sentence, ...]) -> Sentence:
    return tuple(word for sentence in sentences for word in sentence)
