"""The pieces in which a document is asked about: a paragraph, or some sentences of a long one, with what is around."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec
import regex

from mtcheck.core.model import Span
from mtcheck.document import Document

LARGEST = 1500
"""The most code points of a piece, unless one sentence alone has more."""
AROUND = 400
"""The most code points of what is shown before and after it."""
_LEAST_WORDS = 4
_QUOTED = "quote"
"""The kind of block that is another's words."""
_STRANGE = regex.compile(r"\p{Cs}")
_SPACE = regex.compile(r"\s+")


class Piece(msgspec.Struct, frozen=True):
    """What the server is shown."""

    before: str
    text: str
    after: str


class Place(NamedTuple):
    """A piece with its document's number and its place in the prose."""

    document: int
    span: Span
    piece: Piece


def places(number: int, document: Document) -> Iterator[Place]:
    """Yield the pieces of a document in order; blocks of quoted text and of a few words alone are left out."""
    for block in document.blocks:
        if block.kind == _QUOTED or len(block.span.of(document.prose).split()) < _LEAST_WORDS:
            continue
        for span in _cut(document, block.span):
            yield Place(number, span, _piece(document.prose, span))


def _cut(document: Document, block: Span) -> Iterator[Span]:
    """Yield a block as it is, or in runs of whole sentences."""
    if len(block) <= LARGEST:
        yield block
        return
    start = end = block.start
    for sentence in document.sentences_from(block.start):
        if sentence.start >= block.end:
            break
        if end > start and sentence.end - start > LARGEST:
            yield Span(start, end)
            start = sentence.start
        end = sentence.end
    yield Span(start, block.end)


def _piece(prose: str, span: Span) -> Piece:
    before = prose[max(0, span.start - AROUND) : span.start]
    after = prose[span.end : span.end + AROUND]
    if span.start > AROUND:
        before = before.partition(" ")[2]
    if span.end + AROUND < len(prose):
        after = after.rpartition(" ")[0]
    return Piece(_plain(before), _plain(span.of(prose)), _plain(after))


def _plain(text: str) -> str:
    """Return the text on one line, without halves of characters, which cannot be sent."""
    return _SPACE.sub(" ", _STRANGE.sub("\ufffd", text)).strip()
