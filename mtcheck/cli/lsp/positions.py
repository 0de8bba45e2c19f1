"""Between offsets in a text and positions as editors count them."""

from bisect import bisect_right

import regex
from lsprotocol.types import Position, PositionEncodingKind, Range

from mtcheck.core.model import Span

_END = regex.compile(r"\r\n|\n|\r")


class Lines:
    """The lines of a text, and where offsets (code points) stand in them in the unit that the editor asked for."""

    def __init__(self, text: str, encoding: str | None = None) -> None:
        """Find the lines: in the protocol, line feed, carriage return and both together end them, and nothing else."""
        self.text = text
        self._encoding = encoding or PositionEncodingKind.Utf16
        ends = list(_END.finditer(text))
        self._starts = [0, *(match.end() for match in ends)]
        self._ends = [*(match.start() for match in ends), len(text)]

    def position(self, offset: int) -> Position:
        """Return the position of an offset."""
        line = bisect_right(self._starts, offset) - 1
        return Position(line, self._size(self.text[self._starts[line] : offset]))

    def range(self, span: Span) -> Range:
        """Return the range of a span."""
        return Range(self.position(span.start), self.position(span.end))

    def offset(self, position: Position) -> int:
        """Return the offset of a position; beyond the end of a line, that end."""
        if position.line >= len(self._starts):
            return len(self.text)
        start, end = self._starts[position.line], self._ends[position.line]
        if self.text[start:end].isascii():
            return min(start + position.character, end)
        units = 0
        for at in range(start, end):
            if units >= position.character:
                return at
            units += self._size(self.text[at])
        return end

    def line_start(self, offset: int) -> int:
        """Return where the line of an offset starts."""
        return self._starts[bisect_right(self._starts, offset) - 1]

    def span(self, range_: Range) -> Span:
        """Return the span of a range."""
        start = self.offset(range_.start)
        return Span(start, max(start, self.offset(range_.end)))

    def _size(self, text: str) -> int:
        if text.isascii() or self._encoding == PositionEncodingKind.Utf32:
            return len(text)
        if self._encoding == PositionEncodingKind.Utf8:
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
