"""A text cut into what it is: headings, paragraphs, items, quotes and cells, and what stands between them."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

import regex

from mtcheck.document import Document
from mtcheck.english.seams.protected import STAND_IN
from mtcheck.output.page.inline import Styles

BETWEEN = "between"
"""The kind of a stretch that is no prose: code, front matter, tags, blank lines."""


class Stretch(NamedTuple):
    """A run of the text, in code points, and its kind: one of BLOCK_KINDS, or BETWEEN."""

    start: int
    end: int
    kind: str


class Run(NamedTuple):
    """A run of the text within a stretch, its style (class names, may be empty), what is shown if not the text."""

    start: int
    end: int
    style: str
    shown: str | None = None


def stretches(document: Document, format_: str) -> list[Stretch]:
    """Return the stretches of a text in order; together they are the whole text."""
    found: list[Stretch] = []
    at = 0
    for block in document.blocks:
        span = document.to_text(block.span)
        start = max(span.start, at)
        if span.end <= start:
            continue
        low = max(at, document.text.rfind("\n", 0, start) + 1)
        if low > at:
            found.append(Stretch(at, low, BETWEEN))
        if format_ == "markdown" and found and block.kind == found[-1].kind == "cell":
            found[-1] = found[-1]._replace(end=span.end)
        else:
            found.append(Stretch(low, span.end, block.kind))
        at = span.end
    if at < len(document.text):
        if format_ == "xml" and found:  # the content of one element is one block, with its closing tags
            found[-1] = found[-1]._replace(end=len(document.text))
        else:
            found.append(Stretch(at, len(document.text), BETWEEN))
    return found


_UNSEEN = regex.compile(
    r"<!--(?s:.*?)-->|<(?P<name>script|style|head)\b(?s:.*?)</(?P=name)\s*>|<[!?/\w](?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>"
)


def shows(document: Document, stretch: Stretch, format_: str) -> bool:
    """Tell whether a stretch holds anything for a reader."""
    if stretch.kind != BETWEEN:
        return True
    text = document.text[stretch.start : stretch.end]
    if format_ in {"html", "xml"}:
        text = _UNSEEN.sub("", text)
    return regex.search(r"[\p{L}\p{N}]", text) is not None


def runs(document: Document, stretch: Stretch, format_: str) -> Iterator[Run]:
    """Yield the runs of a stretch: prose with the style that the markup around it gives, and the markup."""
    if stretch.kind == BETWEEN:
        yield Run(stretch.start, stretch.end, "")
        return
    styles = Styles(format_, stretch.kind)
    at = stretch.start
    pieces = document.pieces
    for piece in pieces[max(0, bisect_right(pieces, at, key=lambda one: one.text) - 1) :]:
        if piece.text >= stretch.end:
            break
        low, high = max(piece.text, at), min(piece.text + piece.text_size, stretch.end)
        if high <= low:
            continue
        if low > at:
            yield Run(at, low, styles.markup(document.text[at:low]))
        prose = document.prose[piece.prose : piece.prose + piece.prose_size]
        if STAND_IN in prose:
            yield Run(low, high, "code")
        elif piece.prose_size == piece.text_size:
            yield Run(low, high, styles.now)
        else:
            yield Run(low, high, styles.now, prose)
        at = high
    if at < stretch.end:
        yield Run(at, stretch.end, styles.markup(document.text[at : stretch.end]))
