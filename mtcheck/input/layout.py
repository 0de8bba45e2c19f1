"""What a format finds in a text: its prose, the place of each piece of it in the text, its blocks, its comments."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import NamedTuple

from mtcheck.core.model import Span


class Block(NamedTuple):
    """A run of prose that stands by itself; ``kind`` is one of BLOCK_KINDS."""

    span: Span
    kind: str


BLOCK_KINDS = ("paragraph", "heading", "item", "quote", "cell")


class Piece(NamedTuple):
    """A run of prose and the run of text it came from; of unequal length only where it is atomic."""

    prose: int
    prose_size: int
    text: int
    text_size: int


@dataclass(frozen=True, slots=True)
class Layout:
    """What a format finds in a text: its prose, where each piece came from, its blocks, its directives."""

    prose: str
    pieces: tuple[Piece, ...]
    blocks: tuple[Block, ...]
    comments: tuple[tuple[int, str], ...] = ()

    def part(self, first: int, last: int) -> "Layout":
        """Return the layout of the blocks from ``first`` to before ``last`` alone; places in the text stay the same."""
        if first >= last:
            return Layout("", (), (), self.comments)
        low = self.prose.rfind("\n", 0, self.blocks[first].span.start) + 1
        end = self.prose.find("\n", self.blocks[last - 1].span.end)
        high = len(self.prose) if end < 0 else end + 1
        pieces = [one for one in self.pieces if low <= one.prose < high]
        moved = tuple(piece._replace(prose=piece.prose - low) for piece in pieces)
        blocks = (Block(Span(span.start - low, span.end - low), kind) for span, kind in self.blocks[first:last])
        return Layout(self.prose[low:high], moved, tuple(blocks), self.comments)

    def outlined(self, text: str, kinds: tuple[str, ...]) -> "Layout":
        """Return the layout with each block of the kind that is given for the line of the text on which it starts."""
        starts = [piece.prose for piece in self.pieces]
        lines = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]
        blocks = []
        for block in self.blocks:
            piece = self.pieces[bisect_right(starts, block.span.start) - 1]
            line = bisect_right(lines, piece.text) - 1
            kind = kinds[line] if line < len(kinds) else ""
            blocks.append(Block(block.span, kind or block.kind))
        return replace(self, blocks=tuple(blocks))


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
            self._add("\n", last.text + last.text_size, last.text + last.text_size)
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
