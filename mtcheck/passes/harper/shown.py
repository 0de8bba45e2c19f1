"""What of a document Harper is shown: pieces that cannot harm it, every character in its place.

Harper is native code in this process. A word of a hundred thousand letters takes it some 200 KB a letter, and running
out of memory there ends the whole process; its time grows with the square of the marks in one text. So runs without a
space are hidden behind noughts when they are longer than any word or address that it could judge, and long blocks are
handed over in pieces.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

import regex

from mtcheck.core.model import Span
from mtcheck.document import Document

LONGEST = 150
"""Characters without a space that Harper is shown at the most."""
_PIECE = 2000
"""Characters that Harper is handed at once, more or less: sentences are kept whole where they are shorter."""
_RUN = regex.compile(rf"[^\s]{{{LONGEST + 1},}}+")
_SPACE = regex.compile(r"\s")
_WORDY = regex.compile(r"\p{Latin}")


class Piece(NamedTuple):
    """A run of prose as Harper is shown it, and the places in the prose that were hidden from it."""

    span: Span
    text: str
    hidden: tuple[Span, ...]


class Shown:
    """The pieces of a document; ``held_back`` counts the hidden runs that may have been English, as far as it came."""

    def __init__(self, document: Document) -> None:
        """Take a document."""
        self._document = document
        self._hidden = [Span(*match.span()) for match in _RUN.finditer(document.prose)]
        self.held_back = 0

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces in order."""
        for block in self._document.blocks:
            for span in self._cut(block.span):
                yield self._piece(span)

    def _cut(self, block: Span) -> Iterator[Span]:
        if len(block) <= _PIECE:
            yield block
            return
        start = end = block.start
        for sentence in self._sentences(block):
            if sentence.end - start > _PIECE and end > start:
                yield Span(start, end)
                start = end
            end = sentence.end
            while end - start > 2 * _PIECE:  # a sentence that is none
                space = _SPACE.search(self._document.prose, start + _PIECE, end)
                cut = min(space.start() if space else end, start + 2 * _PIECE)
                yield Span(start, cut)
                start = cut
        if start < block.end:
            yield Span(start, block.end)

    def _sentences(self, block: Span) -> Iterator[Span]:
        for sentence in self._document.sentences_from(block.start):
            if sentence.start >= block.end:
                return
            yield sentence

    def _piece(self, span: Span) -> Piece:
        first = bisect_right(self._hidden, span.start, key=lambda run: run.end)
        last = bisect_left(self._hidden, span.end, key=lambda run: run.start)
        hidden = self._hidden[first:last]
        self.held_back += sum(run.start >= span.start and self._matters(run) for run in hidden)
        parts, at = [], span.start
        for run in hidden:
            low, high = max(run.start, span.start), min(run.end, span.end)
            parts += [self._document.prose[at:low], "0" * (high - low)]
            at = high
        return Piece(span, "".join([*parts, self._document.prose[at : span.end]]), tuple(hidden))

    def _matters(self, run: Span) -> bool:
        """Tell whether a hidden run may hold English: it has letters, and is no address."""
        document = self._document
        if any(stretch.start <= run.start and run.end <= stretch.end + 1 for stretch in document.protected):
            return False
        return _WORDY.search(document.prose, run.start, run.end) is not None
