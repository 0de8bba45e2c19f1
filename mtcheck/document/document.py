"""One text to check: what the file holds, the prose in it, and how places in the two correspond."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Self, TypeVar

from mtcheck.core.limits import LIMITS, Limits
from mtcheck.core.model import Glossary, Span
from mtcheck.english.seams import protected
from mtcheck.english.seams.quotes import Quotes, read_quotes
from mtcheck.english.seams.sentences import sentence_spans
from mtcheck.english.tokens import Token, tokenize
from mtcheck.input.formats import FORMATS
from mtcheck.input.layout import Block, Layout
from mtcheck.input.reading import Text

T = TypeVar("T")


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
    in it, and ``to_text`` brings a span back. All offsets are code points. ``beside`` holds what belongs to the text,
    ``language`` is the code of the language it is in.
    """

    beside: Beside = ALONE
    limits: Limits = LIMITS
    language: str = "en"

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

    @classmethod
    def of(cls, text: str, format_: str = "plain", *, segment: str | None = None, line: int | None = None) -> Self:
        """Read a text in one of the text formats."""
        return cls(text, FORMATS[format_](text), segment=segment, line=line)

    @classmethod
    def read(cls, one: Text) -> Self:
        """Read a text as it came from its file."""
        layout = FORMATS[one.format](one.text)
        if one.outline:
            layout = layout.outlined(one.text, one.outline)
        return cls(one.text, layout, segment=one.segment, line=one.line)

    def part(self, first: int, last: int) -> "Document":
        """Return the document of the blocks from ``first`` to before ``last`` alone; its places are in all the text."""
        layout = Layout(self.prose, self.pieces, self.blocks, self.comments).part(first, last)
        one = Document(self.text, layout, segment=self.segment, line=self.line)
        one.language, one.beside = self.language, self.beside
        return one

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

    def sentences_from(self, offset: int) -> Iterator[Span]:
        """Yield the sentences that start at a prose offset or after it."""
        for index in range(bisect_left(self._sentence_starts, offset), len(self.sentences)):
            yield self.sentences[index]

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

    def to_text(self, span: Span) -> Span:
        """Return the place in ``text`` of a span of ``prose``."""
        if not self.pieces:
            return Span(0, 0)
        if len(span) == 0:
            offset = self._text_end(span.start) if span.start else self._text_start(0)
            return Span(offset, offset)
        return Span(self._text_start(span.start), self._text_end(span.end))

    def from_text(self, span: Span) -> Span:
        """Return the place in ``prose`` of a span of ``text``; what is no prose there counts as empty."""
        low, high = self._prose_at(span.start), self._prose_at(span.end)
        return Span(low, max(low, high))

    def _prose_at(self, offset: int) -> int:
        index = bisect_right(self.pieces, offset, key=lambda piece: piece.text) - 1
        if index < 0:
            return 0
        piece = self.pieces[index]
        inside = offset - piece.text
        if inside >= max(1, piece.text_size):
            return piece.prose + piece.prose_size
        return piece.prose + (inside if piece.prose_size == piece.text_size else 0)

    def intact(self, span: Span) -> bool:
        """Tell whether the text under a span is its prose, so that replacing it harms no markup."""
        text = self.to_text(span).of(self.text)
        prose = span.of(self.prose)
        return text == prose or (len(text) == len(prose) and text.split() == prose.split())

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

    def _text_start(self, offset: int) -> int:
        piece = self.pieces[max(0, bisect_right(self._starts, offset) - 1)]
        inside = min(offset - piece.prose, piece.prose_size)
        return piece.text + (inside if piece.prose_size == piece.text_size else 0)

    def _text_end(self, offset: int) -> int:
        piece = self.pieces[max(0, bisect_right(self._starts, offset - 1) - 1)]
        inside = min(offset - piece.prose, piece.prose_size)
        return piece.text + (inside if piece.prose_size == piece.text_size else piece.text_size)
