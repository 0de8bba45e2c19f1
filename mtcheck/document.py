"""One text to check: what the file holds, the prose in it, and how places in the two correspond."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from mtcheck.model import Glossary, Span
from mtcheck.seams import protected
from mtcheck.seams.quotes import Quotes, read_quotes
from mtcheck.seams.sentences import sentence_spans
from mtcheck.tokens import Token, tokenize

T = TypeVar("T")


class Block(NamedTuple):
    """A run of prose that stands by itself; ``kind`` is one of BLOCK_KINDS."""

    span: Span
    kind: str


BLOCK_KINDS = ("paragraph", "heading", "item", "quote", "cell")


class Piece(NamedTuple):
    """A run of prose and the run of source text it came from; of unequal length only where it is atomic."""

    prose: int
    prose_size: int
    source: int
    source_size: int


@dataclass(frozen=True, slots=True)
class Layout:
    """What a format finds in a text: its prose, where each piece came from, its blocks, its directives."""

    prose: str
    pieces: tuple[Piece, ...]
    blocks: tuple[Block, ...]
    comments: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """What belongs to a text: its source as a document, a reference, the codes of its source languages, a glossary."""

    source: "Document | None" = None
    reference: str | None = None
    languages: tuple[str, ...] = ()
    glossary: Glossary | None = None


ALONE = Beside()


class Document:
    """A decoded text and its prose.

    ``text`` is never altered. ``prose`` is the text without markup: passes read it and place their findings
    in it, and ``to_source`` brings a span back. All offsets are code points. ``beside`` holds what belongs to the text.
    """

    beside: Beside = ALONE

    def __init__(self, text: str, layout: Layout, *, segment: str | None = None, line: int | None = None) -> None:
        """Hold a text with its layout; ``segment`` and ``line`` place it in a file of many texts."""
        self.text = text
        self.prose = layout.prose
        self.blocks = layout.blocks
        self.pieces = layout.pieces
        self.comments = layout.comments
        self.segment = segment
        self.line = line
        self._starts = [piece.prose for piece in layout.pieces]
        self._memo: dict[object, object] = {}

    @property
    def source_text(self) -> str | None:
        """The text that this one translates, if it is known."""
        return self.beside.source.text if self.beside.source else None

    @property
    def reference_text(self) -> str | None:
        """A good translation of the same source, if there is one."""
        return self.beside.reference

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of every block, in order."""
        return tuple(span for block in self.blocks for span in sentence_spans(self.prose, block.span))

    @cached_property
    def quotes(self) -> Quotes:
        """Which double quotation marks open, close, or are out of place."""
        return read_quotes(self.prose, [block.span for block in self.blocks])

    @cached_property
    def sentence_tokens(self) -> tuple[tuple[Token, ...], ...]:
        """The tokens of each sentence."""
        return tuple(tuple(tokenize(self.prose, span.start, span.end)) for span in self.sentences)

    @cached_property
    def protected(self) -> tuple[Span, ...]:
        """Addresses, handles and the like, in which prose rules have no business."""
        return protected.find(self.prose)

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.span.start for block in self.blocks]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [span.start for span in self.sentences]

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds a prose offset (its end included), if any."""
        index = bisect_right(self._block_starts, offset) - 1
        if index < 0 or self.blocks[index].span.end < offset:
            return None
        return self.blocks[index]

    def sentence_at(self, offset: int) -> Span | None:
        """Return the sentence that holds a prose offset (its end included), if any."""
        index = bisect_right(self._sentence_starts, offset) - 1
        if index < 0 or self.sentences[index].end < offset:
            return None
        return self.sentences[index]

    def starts_sentence(self, offset: int) -> bool:
        """Tell whether only quotation marks or brackets lie between the sentence's start and the offset."""
        sentence = self.sentence_at(offset)
        return sentence is not None and not self.prose[sentence.start : offset].strip(" \t\"'“‘«([—–-")

    def memo(self, make: Callable[["Document"], T]) -> T:
        """Return what the function makes of this document, computed once."""
        if make not in self._memo:
            self._memo[make] = make(self)
        return self._memo[make]  # type: ignore[return-value]

    def to_source(self, span: Span) -> Span:
        """Return the place in ``text`` of a span of ``prose``."""
        if not self.pieces:
            return Span(0, 0)
        if len(span) == 0:
            offset = self._source_end(span.start) if span.start else self._source_start(0)
            return Span(offset, offset)
        return Span(self._source_start(span.start), self._source_end(span.end))

    def from_source(self, span: Span) -> Span:
        """Return the place in ``prose`` of a span of ``text``; what is no prose there counts as empty."""
        low, high = self._prose_at(span.start), self._prose_at(span.end)
        return Span(low, max(low, high))

    def _prose_at(self, offset: int) -> int:
        index = bisect_right(self.pieces, offset, key=lambda piece: piece.source) - 1
        if index < 0:
            return 0
        piece = self.pieces[index]
        inside = offset - piece.source
        if inside >= max(1, piece.source_size):
            return piece.prose + piece.prose_size
        return piece.prose + (inside if piece.prose_size == piece.source_size else 0)

    def intact(self, span: Span) -> bool:
        """Tell whether the span's source is its prose, so that replacing it harms no markup."""
        source = self.to_source(span).of(self.text)
        prose = span.of(self.prose)
        return source == prose or (len(source) == len(prose) and source.split() == prose.split())

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and column, both from 1, of an offset in ``text``."""
        if self.line is not None:
            return self.line, offset + 1
        index = bisect_right(self._line_starts, offset) - 1
        return index + 1, offset - self._line_starts[index] + 1

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        starts.extend(i + 1 for i, char in enumerate(self.text) if char == "\n")
        return starts

    def _source_start(self, offset: int) -> int:
        piece = self.pieces[max(0, bisect_right(self._starts, offset) - 1)]
        inside = min(offset - piece.prose, piece.prose_size)
        return piece.source + (inside if piece.prose_size == piece.source_size else 0)

    def _source_end(self, offset: int) -> int:
        piece = self.pieces[max(0, bisect_right(self._starts, offset - 1) - 1)]
        inside = min(offset - piece.prose, piece.prose_size)
        return piece.source + (inside if piece.prose_size == piece.source_size else piece.source_size)


class LayoutBuilder:
    """Collects prose piece by piece while a format reads through a text."""

    def __init__(self, text: str) -> None:
        """Start with no prose of the given text."""
        self.text = text
        self._done: list[str] = []
        self._prose: list[str] = []
        self._pieces: list[Piece] = []
        self._blocks: list[Block] = []
        self._size = 0
        self._open = 0
        self.comments: list[tuple[int, str]] = []

    def keep(self, start: int, end: int) -> None:
        """Take a run of the text as prose, as it stands; a line break within it reads as a space."""
        if start >= end:
            return
        run = self.text[start:end]
        self._add(run.replace("\r", " ").replace("\n", " "), start, end)

    def put(self, prose: str, start: int, end: int) -> None:
        """Take a run of the text as prose in another form, such as an entity for its character."""
        self._add(prose, start, end)

    def end_block(self, kind: str) -> None:
        """Close the block that the prose since the last call makes; blank ones are dropped."""
        run = "".join(self._prose)
        lead, trail = len(run) - len(run.lstrip()), len(run.rstrip())
        if trail > lead:
            self._blocks.append(Block(Span(self._open + lead, self._open + trail), kind))
        if self._size > self._open:
            last = self._pieces[-1]
            self._add("\n", last.source + last.source_size, last.source + last.source_size)
        self._done.extend(self._prose)
        self._prose = []
        self._open = self._size

    def layout(self) -> Layout:
        """Return what was collected."""
        return Layout("".join(self._done + self._prose), tuple(self._pieces), tuple(self._blocks), tuple(self.comments))

    def _add(self, prose: str, start: int, end: int) -> None:
        self._prose.append(prose)
        self._pieces.append(Piece(self._size, len(prose), start, end - start))
        self._size += len(prose)
