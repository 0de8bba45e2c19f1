"""Quotation state: which double mark opens, which closes, and which one cannot be what it looks like.

A mark has a shape (curly ones say which side they stand on), a setting (what stands left and right of it) and a
state (is a quotation open in this paragraph?). Each reading of a paragraph's marks costs something wherever the
three disagree, and the cheapest reading is taken; so one mark that is turned wrong or missing does not turn all
the marks after it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from mtcheck.core.model import Span
from mtcheck.core.prepared import STORE
from mtcheck.english.seams.quote_readings import CLOSING, OPENING, SAYING, Place, Reading, places_of, read_marks

__all__ = ["CLOSING", "OPENING", "SAYING", "Mark", "Quotes", "read_quotes"]

_TOLD = STORE.pattern(
    r",\s(?:he|she|they|(?:\p{Lu}[\p{L}’'-]+\s?){1,3})\s?(?:said|says|added|explained)(?:\s[^.,“”\"]{1,60})?\.$"
)
_TAIL = 120
_FARTHEST = 12
"""Over how many paragraphs a quotation may run on without a mark."""

_PLAIN = {"restart": "open", "nest": "open", "close low": "close", "close carried": "close"}
"""What the finer roles of a reading are to the outside."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A double quotation mark: where, what it is ("open", "close" or "stray"), and whether it is turned wrong."""

    offset: int
    role: str
    flipped: bool = False


@dataclass(frozen=True, slots=True)
class Quotes:
    """The marks of a document and the stretches between opening and closing ones.

    ``unclosed`` holds the opening marks that nothing closes and ``unopened`` the closing ones that nothing opened.
    """

    marks: tuple[Mark, ...]
    spans: tuple[Span, ...]
    unclosed: tuple[int, ...]
    unopened: tuple[int, ...]

    def inside(self, offset: int) -> bool:
        """Tell whether an offset lies between an opening mark and the mark that closes it."""
        index = bisect_right(self.spans, Span(offset, 1 << 60)) - 1
        return index >= 0 and self.spans[index].start < offset < self.spans[index].end


def read_quotes(prose: str, blocks: Sequence[Span]) -> Quotes:
    """Read the double quotation marks of each paragraph; an open quotation may run on into the next ones."""
    reader = _Reader()
    for index, block in enumerate(blocks):
        places = places_of(prose, block)
        if not places:
            reader.silent += 1
            continue
        told = _is_told(prose, block)
        resumed = index + 1 < len(blocks) and prose[blocks[index + 1].start] in '“"«„' and not told
        reading = read_marks(prose, block, places, resumed=resumed, carried=reader.carries)
        reader.add(block, places, reading, told=told)
    return reader.quotes()


class _Reader:
    """What was read of the paragraphs so far; ``start`` is the opening mark of a quotation that runs on."""

    def __init__(self) -> None:
        """Begin outside any quotation."""
        self.marks: list[Mark] = []
        self.spans: list[Span] = []
        self.unclosed: list[int] = []
        self.unopened: list[int] = []
        self.start: int | None = None
        self.silent = 0

    @property
    def carries(self) -> bool:
        """Tell whether a quotation may run on into the next paragraph."""
        return self.start is not None and self.silent <= _FARTHEST

    def add(self, block: Span, places: list[Place], reading: Reading, *, told: bool) -> None:
        """Take the reading of a paragraph; ``told`` says that it ends with who spoke, so that nothing runs on."""
        for place, role in zip(places, reading.roles, strict=True):
            if role != "inch":
                self.marks.append(Mark(place.at, _PLAIN.get(role, role), _is_flipped(place, role)))
        self.silent = 0
        if self.start is not None and not reading.carried:
            self._end_carried(places, reading.roles)
        opened = self._pair(places, reading.roles)
        if opened:
            self.spans.append(Span(opened[0], block.end))
            self.unclosed += opened if told else opened[:-1]
            self.start = None if told else opened[-1]

    def _end_carried(self, places: list[Place], roles: list[str]) -> None:
        """Close a quotation that ran on, or give it up: a mark that opens a paragraph takes it up, another does not."""
        start, self.start = self.start or 0, None
        ends = [place.at for place, role in zip(places, roles, strict=True) if role == "close carried"]
        if ends:
            self.spans.append(Span(start, ends[0] + 1))
        elif not (places[0].first and roles[0] == "open"):
            self.unclosed.append(start)

    def _pair(self, places: list[Place], roles: list[str]) -> list[int]:
        """Join opening to closing marks; return the opening ones that the paragraph leaves open."""
        opened: list[int] = []
        for place, role in zip(places, roles, strict=True):
            if role == "restart":
                self.spans.append(Span(opened[0], place.at))
                self.unclosed += opened
                opened = [place.at]
            elif role in {"open", "nest"}:
                opened.append(place.at)
            elif role in {"close", "close low"} and opened:
                start = opened.pop()
                if not opened:
                    self.spans.append(Span(start, place.at + 1))
            elif role == "close":
                self.unopened.append(place.at)
        return opened

    def quotes(self) -> Quotes:
        """Return what was read."""
        unclosed = [*self.unclosed, *([] if self.start is None else [self.start])]
        parts = (self.marks, _merged(self.spans), sorted(unclosed), self.unopened)
        return Quotes(*map(tuple, parts))  # type: ignore[arg-type]


def _merged(spans: list[Span]) -> list[Span]:
    """Return the spans by place, those inside or over another joined with it."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _is_told(prose: str, block: Span) -> bool:
    """Tell whether a paragraph ends with who said it, so that no quotation runs on from it."""
    return _TOLD.search(prose, max(block.start, block.end - _TAIL), block.end) is not None


def _is_flipped(place: Place, role: str) -> bool:
    if role in {"stray", "close low"}:
        return False
    if place.char == '"':
        return place.setting == ("open" if role.startswith("close") else "close")
    return (place.char in OPENING) is role.startswith("close")
