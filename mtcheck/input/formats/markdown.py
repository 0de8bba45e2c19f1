"""Markdown: the prose of headings, paragraphs, items, quotes and cells; code, link targets and front matter left out.

The parser is pyromark (pulldown-cmark), because it tells the source range of every inline event; its ranges are
UTF-8 bytes and are turned into code points here.
"""

from typing import Any

import regex

from mtcheck.english.seams.protected import STAND_IN
from mtcheck.input.layout import Layout, LayoutBuilder

_COMMENT = regex.compile(r"<!--\s*mtcheck:(?P<words>.*?)-->", regex.DOTALL)
_KINDS = {"Heading": "heading", "Item": "item", "BlockQuote": "quote", "TableCell": "cell"}
_BLOCKS = frozenset({"Heading", "Paragraph", "Item", "TableCell", "List", "Table", "BlockQuote", "FootnoteDefinition"})
_SILENT = frozenset({"CodeBlock", "MetadataBlock", "Image", "HtmlBlock"})


def read(text: str) -> Layout:
    """Lay out a Markdown text."""
    import pyromark

    options = pyromark.Options
    wanted = (
        options.ENABLE_TABLES
        | options.ENABLE_FOOTNOTES
        | options.ENABLE_STRIKETHROUGH
        | options.ENABLE_TASKLISTS
        | options.ENABLE_YAML_STYLE_METADATA_BLOCKS
        | options.ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
    )
    reader = _Reader(text)
    skip = 1 if text.startswith("\ufeff") else 0
    for event, span in pyromark.events_with_range(text[skip:], options=wanted):
        reader.take(event, span["start"], span["end"], skip)
    return reader.layout()


class _Reader:
    """Keeps the prose of a stream of parser events."""

    def __init__(self, text: str) -> None:
        self.builder = LayoutBuilder(text)
        self.text = text
        self.points = _CodePoints(text)
        self.kinds: list[str] = []
        self.silent = 0

    def layout(self) -> Layout:
        self.builder.end_block("paragraph")
        return self.builder.layout()

    def take(self, event: Any, low: int, high: int, skip: int) -> None:  # parser events are untyped
        if isinstance(event, str):
            name, value = event, None
        else:
            name, value = next(iter(event.items()))
        offset = 3 * skip
        start, end = self.points.at(low + offset), self.points.at(high + offset)
        if name in {"Start", "End"}:
            self._tag(name, value if isinstance(value, str) else next(iter(value or "?")), start, end)
        elif name in {"Html", "InlineHtml"}:
            self._html(start, end)
        elif not self.silent:
            self._inline(name, value, start, end)

    def _tag(self, edge: str, tag: str, start: int, end: int) -> None:
        if tag in _BLOCKS:
            self.builder.end_block(self.kinds[-1] if self.kinds else "paragraph")
        if tag in _KINDS:
            if edge == "Start":
                self.kinds.append(_KINDS[tag])
            elif self.kinds:
                self.kinds.pop()
        if tag in _SILENT:
            if tag == "Image" and edge == "Start" and not self.silent:
                self.builder.put(STAND_IN, start, end)
            self.silent += 1 if edge == "Start" else -1

    def _html(self, start: int, end: int) -> None:
        for match in _COMMENT.finditer(self.text, start, end):
            self.builder.comments.append((match.start(), match["words"].strip()))

    def _inline(self, name: str, value: object, start: int, end: int) -> None:
        if name == "Text":
            self._prose(str(value), start, end)
        elif name in {"SoftBreak", "HardBreak"}:
            self.builder.put(" ", start, end)
        elif name in {"Code", "FootnoteReference", "InlineMath", "DisplayMath"}:
            self.builder.put(STAND_IN, start, end)

    def _prose(self, prose: str, start: int, end: int) -> None:
        if self.text[start:end] == prose:
            self.builder.keep(start, end)
        else:
            self.builder.put(prose, start, end)


class _CodePoints:
    """Turns rising and slightly falling UTF-8 offsets into code points without rescanning the text."""

    def __init__(self, text: str) -> None:
        self._ascii = text.isascii()
        self._data = b"" if self._ascii else text.encode()
        self._byte = 0
        self._point = 0

    def at(self, byte: int) -> int:
        if self._ascii:
            return byte
        low, high = sorted((byte, self._byte))
        count = sum((b & 0xC0) != 0x80 for b in self._data[low:high])
        self._point += count if byte > self._byte else -count
        self._byte = byte
        return self._point
