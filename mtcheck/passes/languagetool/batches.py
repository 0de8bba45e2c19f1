"""Paragraphs put together into requests, and the way back from a place in a request to its document.

A request costs about as much as fifteen words whatever its size, so short texts are sent together, also those of
different documents. Each paragraph keeps a blank line around it: LanguageTool's rules then see it by itself, and
what they find does not depend on its neighbours (the few that look across paragraphs are off, see mapping.yaml).
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

import regex

from mtcheck.core.model import Span

GAP = "\n\n"
_SURROGATES = regex.compile(r"\p{Cs}")


class Block(Protocol):
    """A run of prose that stands by itself."""

    @property
    def span(self) -> Span:
        """Where it is in the prose."""

    @property
    def kind(self) -> str:
        """What it is: paragraph, heading, item, quote, cell."""


class Prose(Protocol):
    """What is needed of a document."""

    @property
    def prose(self) -> str:
        """The text to check."""

    @property
    def blocks(self) -> Sequence[Block]:
        """Its paragraphs, headings and so on."""


class Part(NamedTuple):
    """A paragraph in a request: its document's number, its place there, and its offset in the request."""

    document: int
    span: Span
    offset: int


class Place(NamedTuple):
    """A place in a document, and the paragraph around it."""

    document: int
    span: Span
    block: Span


class Batch:
    """The text of one request and the paragraphs in it."""

    def __init__(self) -> None:
        """Start empty."""
        self.parts: list[Part] = []
        self._texts: list[str] = []
        self.size = 0

    @property
    def text(self) -> str:
        """The text to send."""
        return GAP.join(self._texts)

    @property
    def documents(self) -> list[int]:
        """The numbers of the documents with a paragraph in it."""
        return sorted({part.document for part in self.parts})

    def add(self, document: int, span: Span, prose: str) -> None:
        """Take in a paragraph."""
        offset = self.size + len(GAP) * bool(self.parts)
        self.parts.append(Part(document, span, offset))
        # A lone surrogate cannot be sent; the replacement character takes as much room.
        self._texts.append(_SURROGATES.sub("\ufffd", span.of(prose)))
        self.size = offset + len(span)

    def place(self, start: int, end: int) -> Place | None:
        """Return the place in a document of a range of the text; none if it reaches over a paragraph's edge."""
        part = self.parts[max(0, bisect_right(self.parts, start, key=lambda part: part.offset) - 1)]
        low, high = start - part.offset, end - part.offset
        if not 0 <= low <= high <= len(part.span):
            return None
        return Place(part.document, Span(part.span.start + low, part.span.start + high), part.span)


def batches(documents: Iterable[Prose], limit: int) -> Iterator[Batch]:
    """Yield requests of at most ``limit`` code points, or one paragraph; the paragraphs stay in order."""
    batch = Batch()
    for number, document in enumerate(documents):
        for block in document.blocks:
            if batch.parts and batch.size + len(GAP) + len(block.span) > limit:
                yield batch
                batch = Batch()
            if document.prose[block.span.start : block.span.end].strip():
                batch.add(number, block.span, document.prose)
    if batch.parts:
        yield batch
