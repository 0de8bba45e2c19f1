"""The whole comparison of a document with its original."""

from collections.abc import Iterator
from dataclasses import replace

from mtcheck.core.errors import TooSlow
from mtcheck.core.model import Hit, Span
from mtcheck.document import Document
from mtcheck.document.roundtrip.align import ALIKE, Bead, align
from mtcheck.document.roundtrip.damage import damages
from mtcheck.document.roundtrip.match import match
from mtcheck.document.roundtrip.place import survey
from mtcheck.document.roundtrip.remedy import Texts, hit
from mtcheck.document.roundtrip.stretches import Pair
from mtcheck.document.roundtrip.words import Sentence, read

MOST_SENTENCES = 5_000
"""Sentences of a text beyond which it is not compared."""

MOST_WORK = 10_000_000
"""Pairs of words that are weighed for one text at most, some twenty seconds' worth."""


UNLIKE, LOST = "unlike-sentence", "lost-sentence"
"""Kinds of whole sentences: one that the original has nothing like, one of the original that the text lacks."""


def compared(document: Document) -> Iterator[Hit]:
    """Yield the damage of a document, each with its kind, its reference being the original.

    Raises:
        TooSlow: it is too long.
    """
    if document.reference_text is None:
        return
    original = Document.of(document.reference_text)
    if max(len(document.sentences), len(original.sentences)) > MOST_SENTENCES:
        raise TooSlow
    for kind, one in _Comparison(document, original).hits():
        yield replace(one, kind=kind)


class _Comparison:
    """The sentences of a text and of its original, walked through side by side."""

    def __init__(self, document: Document, original: Document) -> None:
        self.document = document
        self.text, self.original = read(document), read(original)
        self.whole = survey(self.original)
        self.texts = Texts(document.prose, original.prose)

    def hits(self) -> Iterator[tuple[str, Hit]]:
        work = 0
        for bead in align(self.text, self.original):
            one, two = _joined(self.text[slice(*bead.text)]), _joined(self.original[slice(*bead.original)])
            if not one:
                yield LOST, self._lost(bead, two)
                continue
            work += len(one) * len(two)
            if work > MOST_WORK:
                raise TooSlow
            matched = match(one, two) if two and bead.likeness >= ALIKE else None
            if matched is None:
                yield UNLIKE, Hit(Span(one[0].start, one[-1].end))
                continue
            pair = Pair(one, two, matched, heading=self._heading(one))
            yield from ((damage.kind, hit(damage, pair, self.texts)) for damage in damages(pair, self.whole))

    def _heading(self, words: Sentence) -> bool:
        block = self.document.block_at(words[0].start)
        return block is not None and block.kind == "heading"

    def _lost(self, bead: Bead, words: Sentence) -> Hit:
        """Return the place after the sentence before, or before the first, with what belongs there."""
        sentence = self.texts.original[words[0].start : words[-1].end]
        if bead.text[0]:
            at = self.text[bead.text[0] - 1][-1].end
            return Hit(Span(at, at), (f" {sentence}",), {"original": f"“{sentence}”"})
        at = self.text[0][0].start if self.text else 0
        return Hit(Span(at, at), (f"{sentence} ",), {"original": f"“{sentence}”"})


def _joined(sentences: tuple[Sentence, ...]) -> Sentence:
    return tuple(word for sentence in sentences for word in sentence)
