"""The line around a mark, cut to the width of a terminal at words; the mark itself is always shown whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from mtcheck.core.model import Span
from mtcheck.core.visible import visible

MARK = "bold reverse"
_LEAST_SIDE = 12
"""Columns that are left for the words on either side of a long mark, which is then broken over several lines."""
_NEAR = 12
"""How far a cut may move to fall between two words."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is marked, and what of its line is shown before and after it."""

    left: str
    marked: str
    right: str

    def rows(self, console: Console, width: int) -> Iterator[tuple[Text, str]]:
        """Yield the lines to show, each with the carets that point at its part of the mark, or none."""
        whole = Text.assemble(self.left, (self.marked, MARK), self.right)
        if cell_len(whole.plain) <= width:
            yield whole, " " * cell_len(self.left) + "^" * max(1, cell_len(self.marked))
            return
        for line in whole.wrap(console, width, overflow="fold"):
            line.rstrip()
            yield line, _carets(line)


def excerpt(text: str, span: Span, width: int, more: str) -> Excerpt:
    """Return the words around a span that fit into a line, or a few where the mark is longer; ``more`` says a cut."""
    marked = visible(span.of(text))
    side = max(_LEAST_SIDE, (width - cell_len(marked)) // 2)
    return Excerpt(_before(text, span.start, side, more), marked, _after(text, span.end, side, more))


def _carets(line: Text) -> str:
    places = [(one.start, one.end) for one in line.spans if one.style == MARK]
    if not places:
        return ""
    low, high = places[0][0], places[-1][1]
    return " " * cell_len(line.plain[:low]) + "^" * max(1, cell_len(line.plain[low:high]))


def _before(text: str, start: int, room: int, more: str) -> str:
    low = max(text.rfind("\n", 0, start) + 1, start - room)
    cut = low > 0 and text[low - 1] != "\n"
    left = visible(text[low:start])
    if not cut and cell_len(left) <= room:
        return left
    while cell_len(left) > room - cell_len(more):
        left = left[1:]
    space = left.find(" ", 0, _NEAR)
    return more + left[space + 1 :]


def _after(text: str, end: int, room: int, more: str) -> str:
    line_end = text.find("\n", end)
    stop = len(text) if line_end < 0 else line_end
    high = min(stop, end + room)
    right = visible(text[end:high].removesuffix("\r") if high == stop else text[end:high])
    if high == stop and cell_len(right) <= room:
        return right
    while cell_len(right) > room - cell_len(more):
        right = right[:-1]
    space = right.rfind(" ", max(0, len(right) - _NEAR))
    return (right[:space] if space > 0 else right) + more
