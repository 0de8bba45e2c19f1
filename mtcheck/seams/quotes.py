"""Quotation state: which double mark opens, which closes, and which one cannot be what it looks like.

A mark has a shape (curly ones say which side they stand on), a setting (what stands left and right of it) and a
state (is a quotation open in this paragraph?). Where the three agree it is what it seems. Where they do not, the state decides.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from mtcheck.model import Span

OPENING = "“«„"
CLOSING = "”»"
_MARK = regex.compile(r"[“”«»„\"]")
_INCH = regex.compile(r"(?<=\d)\"(?=\s*(?:x|by|tall|long|wide|thick|\d))")


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


class _Paragraph:
    """Reads the marks of one paragraph in order."""

    def __init__(self, prose: str, block: Span, *, carried: bool) -> None:
        self.prose = prose
        self.block = block
        self.carried = carried
        self.marks: list[Mark] = []
        self.spans: list[Span] = []
        self.unopened: list[int] = []
        self.open: int | None = None

    def read(self) -> None:
        for match in _MARK.finditer(self.prose, self.block.start, self.block.end):
            at = match.start()
            if match.group() == '"' and _INCH.match(self.prose, at):
                continue
            self._take(at, match.group())

    def _take(self, at: int, char: str) -> None:
        role = self._role(at, char)
        shaped = "open" if char in OPENING else "close" if char in CLOSING else role
        self.marks.append(Mark(at, role, flipped=role != "stray" and shaped != role))
        if role == "open":
            self.open = at if self.open is None else self.open
        elif role == "close":
            self._close(at)

    def _close(self, at: int) -> None:
        if self.open is not None:
            self.spans.append(Span(self.open, at + 1))
        elif not self.carried:
            self.unopened.append(at)
        self.open = None

    def _role(self, at: int, char: str) -> str:
        left = self.prose[at - 1] if at > self.block.start else " "
        right = self.prose[at + 1] if at + 1 < self.block.end else " "
        if self.open is not None and self._stray(at, left):
            return "stray"
        setting = _setting(left, right)
        if char == '"':
            return setting if setting != "either" else ("close" if self.open is not None else "open")
        shape = "open" if char in OPENING else "close"
        if self.open is None:
            opens = shape == "open" or (setting == "open" and left != "," and self._opens_word(at))
            return "open" if opens else "close"
        if shape == "close" and setting == "open" and self._opens_word(at):
            return "close"
        return "close" if shape == "close" or self._ends_speech(at) else "open"

    def _opens_word(self, at: int) -> bool:
        return at + 1 < self.block.end and self.prose[at + 1].isalnum()

    def _stray(self, at: int, left: str) -> bool:
        """A closing mark, a space, a stop and a lower-case word: speech that runs on."""
        rest = self.prose[at + 1 : at + 5]
        return left in ".,!?" and regex.match(r"\s+[.,]\s\p{Ll}", rest) is not None

    def _ends_speech(self, at: int) -> bool:
        """An opening mark where speech must end: after its comma or stop, or with nothing after it."""
        before = self.prose[self.block.start : at].rstrip()
        after = self.prose[at + 1 : self.block.end].strip()
        return not after or before[-1:] in ",.!?"


def _setting(left: str, right: str) -> str:
    opens = left.isspace() or left in "([—–-/‘'"
    closes = right.isspace() or right in ".,;:!?)]—–-/’'"
    if opens and not closes:
        return "open"
    if closes and not opens:
        return "close"
    return "either"


def read_quotes(prose: str, blocks: Sequence[Span]) -> Quotes:
    """Read the double quotation marks of each paragraph; an open quotation may run on into the next one."""
    marks: list[Mark] = []
    spans: list[Span] = []
    unclosed: list[int] = []
    unopened: list[int] = []
    carried = False
    for index, block in enumerate(blocks):
        paragraph = _Paragraph(prose, block, carried=carried)
        paragraph.read()
        marks += paragraph.marks
        spans += paragraph.spans
        unopened += paragraph.unopened
        carried = paragraph.open is not None and index + 1 < len(blocks) and _resumes(prose, blocks[index + 1])
        if paragraph.open is not None:
            spans.append(Span(paragraph.open, block.end))
            if not carried:
                unclosed.append(paragraph.open)
    return Quotes(tuple(marks), tuple(spans), tuple(unclosed), tuple(unopened))


def _resumes(prose: str, block: Span) -> bool:
    return prose[block.start] in '“"«„'
