"""Subtitles, SubRip and WebVTT: the words of the cues; numbers, times, settings, styles and tags left out.

A sentence that runs on through several cues is read as one.
"""

from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

import regex

from mtcheck.english.seams.protected import STAND_IN
from mtcheck.input.layout import Layout, LayoutBuilder

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[,.]\d{1,3}"
TIMES = regex.compile(rf"[ \t]*+{_CLOCK}[ \t]+-->[ \t]+{_CLOCK}(?:[ \t][^\r\n]*+)?")
"""The line of a cue that says when it is shown."""
_LINE = regex.compile(r"[^\r\n]*+(?:\r\n|\r|\n|$)")
_PART = regex.compile(
    r"""
    (?P<silent> </?[a-zA-Z][^<>\n]*+> | <[\d:.]++> | \{\\[^{}\n]*+\} )
  | (?P<entity> & (?: \#?\w{1,12} ) ; )
  | (?P<drawn> [♪♫]++ )
  | (?P<text> [^<{&♪♫]++ | [<{&] )
    """,
    regex.VERBOSE,
)
_TURN = regex.compile(r"[ \t]*(?:[-–—‐][ \t]*(?=\S)|>>+[ \t]*)")
_ENDS = regex.compile(r"""[.!?:…♪][\])"'”’»]*+[ \t]*$|[\])][ \t]*$""")
_SILENT_BLOCKS = regex.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t]|$)|WEBVTT(?:[ \t]|$)")
_DIRECTIVE = regex.compile(r"NOTE\s+mtcheck:(?P<words>[^\r\n]*+)")


_MOST_ROWS = 16
"""After so many lines without an end, subtitles are held to have no punctuation; each such run is read by itself."""


class Row(NamedTuple):
    """A line of a file, without its end."""

    start: int
    end: int


def blocks(text: str) -> Iterator[list[Row]]:
    """Yield the runs of lines that blank lines part."""
    rows: list[Row] = []
    for match in _LINE.finditer(text, 1 if text.startswith("\ufeff") else 0):
        line = match.group().rstrip("\r\n")
        if line.strip():
            rows.append(Row(match.start(), match.start() + len(line)))
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def cue(text: str, rows: list[Row]) -> list[Row] | None:
    """Return the lines of words in a block, or None if it is no cue: its first or second line must be its times."""
    for index in (0, 1):
        if index < len(rows) and TIMES.fullmatch(text, *rows[index]):
            return rows[index + 1 :]
    return None


def read_srt(text: str) -> Layout:
    """Lay out a SubRip text; entities are no such in it."""
    return _read(text, entities=False)


def read_vtt(text: str) -> Layout:
    """Lay out a WebVTT text."""
    return _read(text, entities=True)


def _read(text: str, *, entities: bool) -> Layout:
    builder = LayoutBuilder(text)
    open_ = 0
    for rows in blocks(text):
        directive = _DIRECTIVE.match(text, rows[0].start, rows[-1].end)
        if directive:
            builder.comments.append((directive.start(), directive["words"].strip()))
        for row in cue(text, rows) or ():
            turn = _TURN.match(text, *row)
            if open_ and turn:
                builder.end_block("paragraph")
            elif open_:
                builder.put(" ", row.start, row.start)
            _line(builder, turn.end() if turn else row.start, row.end, entities=entities)
            open_ = 0 if open_ == _MOST_ROWS or _ENDS.search(_plain(text, row)) else open_ + 1
            if not open_:
                builder.end_block("paragraph")
    builder.end_block("paragraph")
    return builder.layout()


def _plain(text: str, row: Row) -> str:
    return "".join(match.group() for match in _PART.finditer(text, *row) if match["silent"] is None)


def _line(builder: LayoutBuilder, start: int, end: int, *, entities: bool) -> None:
    for match in _PART.finditer(builder.text, start, end):
        if match["drawn"] is not None:
            builder.put(STAND_IN, *match.span())
        elif match["entity"] is not None and entities:
            builder.put(unescape(match.group()), *match.span())
        elif match["silent"] is None:
            builder.keep(*match.span())


def silent(text: str, rows: list[Row]) -> bool:
    """Tell whether a block of WebVTT is a header, a remark, a style or a region."""
    return _SILENT_BLOCKS.match(text, *rows[0]) is not None
