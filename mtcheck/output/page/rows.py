"""A text as the rows of the page: a block each, cut into marked and unmarked pieces, with its notes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mtcheck.core.model import Span
from mtcheck.core.report import Placed, TextReport
from mtcheck.document import Document
from mtcheck.output.page.stretches import BETWEEN, Run, Stretch, runs, shows, stretches

Numbered = Sequence[tuple[int, Placed]]
"""Findings by place, each with its number in the page."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a row: unmarked, or a mark; ``parts`` are its words with the style of each.

    ``first`` tells a mark's first piece from those in later rows.
    """

    parts: tuple[tuple[str, str], ...]
    finding: int | None = None
    first: bool = True
    severity: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A block of the text; ``notes`` are the findings that start in it, ``lines`` about how many lines it takes."""

    kind: str
    pieces: tuple[Piece, ...]
    notes: Numbered
    lines: int


_WIDTH = 72


def rows(text: TextReport, found: Numbered) -> list[Row]:
    """Return the rows of a text; every finding has a mark and a note in exactly one of them."""
    document = Document.of(text.text, text.format, segment=text.segment, line=text.line)
    made = []
    cut = stretches(document, text.format) or [Stretch(0, len(text.text), BETWEEN)]
    left = list(found)
    going: Numbered = ()
    for index, stretch in enumerate(cut):
        count = len(left) if index == len(cut) - 1 else _taken(left, stretch)
        here, left = left[:count], left[count:]
        touching = [*going, *here]
        if touching or shows(document, stretch, text.format):
            made.append(_row(document, stretch, (touching, here), text.format))
        going = [row for row in touching if row[1].finding.span.end > stretch.end]
    return made


def _taken(left: Numbered, stretch: Stretch) -> int:
    """Return how many of the findings start in a stretch; those at its edge belong to the block beside it."""
    block = stretch.kind != BETWEEN
    count = 0
    for _, placed in left:
        start = placed.finding.span.start
        if start < stretch.end or (block and start == stretch.end):
            count += 1
        else:
            break
    return count


def _row(document: Document, stretch: Stretch, marked: tuple[Numbered, Numbered], format_: str) -> Row:
    cut = list(runs(document, stretch, format_))
    pieces = tuple(_pieces(document.text, stretch, cut, marked))
    breaks = document.text.count("\n", stretch.start, stretch.end) if stretch.kind == BETWEEN else 0
    lines = min(40, 1 + breaks + (stretch.end - stretch.start) // _WIDTH)
    if stretch.kind != BETWEEN:
        pieces = tuple(map(_reflowed, pieces))
    return Row(stretch.kind, pieces, marked[1], lines)


def _reflowed(piece: Piece) -> Piece:
    """Return a piece of a paragraph without the line breaks that only wrap it."""
    return replace(piece, parts=tuple((style, words.replace("\n", " ")) for style, words in piece.parts))


def _pieces(text: str, stretch: Stretch, cut: Sequence[Run], marked: tuple[Numbered, Numbered]) -> Iterator[Piece]:
    touching, here = marked
    starting = {number for number, _ in here}
    at = stretch.start
    for number, placed in touching:
        span = placed.finding.span
        low, high = max(span.start, at), max(min(span.end, stretch.end), at)
        if low > at:
            yield Piece(_parts(text, cut, Span(at, low)))
        yield Piece(_parts(text, cut, Span(low, high)), number, number in starting, placed.finding.severity.label)
        at = high
    if at < stretch.end:
        yield Piece(_parts(text, cut, Span(at, stretch.end)))


def _parts(text: str, cut: Sequence[Run], span: Span) -> tuple[tuple[str, str], ...]:
    parts = []
    for run in cut:
        low, high = max(run.start, span.start), min(run.end, span.end)
        if low < high:
            shown = run.shown if run.shown is not None and low == run.start else text[low:high]
            parts.append((run.style, shown.replace("\r", "")))
    return tuple(parts)
