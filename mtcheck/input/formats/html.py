"""HTML: the text of block elements; tags, scripts, styles, code and attributes left out, entities read as characters.

The parser is the standard library's, the one in Python that tells the place of every tag and of every entity.
"""

from html import unescape
from html.parser import HTMLParser

import regex

from mtcheck.english.seams.protected import STAND_IN
from mtcheck.input.layout import Layout, LayoutBuilder

_RUN = regex.compile(r"[ \t\r\n\f]{2,}|[\r\n\t\f]|(?:[^ \t\r\n\f]| (?![ \t\r\n\f]))++")
_SILENT = frozenset({"script", "style", "template", "noscript", "svg", "math", "textarea", "select", "head", "pre"})
_STAND_INS = frozenset({"code", "kbd", "samp", "var"})
_KINDS = {f"h{n}": "heading" for n in range(1, 7)} | {
    "title": "heading",
    "figcaption": "heading",
    "caption": "heading",
    "li": "item",
    "dt": "item",
    "dd": "item",
    "td": "cell",
    "th": "cell",
    "blockquote": "quote",
}
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip


def read(text: str) -> Layout:
    """Lay out an HTML text."""
    reader = _Reader(text)
    reader.feed(text)
    reader.finish()
    return reader.builder.layout()


class _Reader(HTMLParser):
    """Keeps the prose of a stream of tags; ``at`` is where the current piece of source starts."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.builder = LayoutBuilder(text)
        self.text = text
        self.lines = [0]
        for i, char in enumerate(text):
            if char == "\n":
                self.lines.append(i + 1)
        self.silent: list[str] = []
        self.stand_in: str | None = None
        self.kinds: list[tuple[str, str]] = []

    def finish(self) -> None:
        self.close()
        self._end_block()

    def _at(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def _end_block(self) -> None:
        self.builder.end_block(self.kinds[-1][1] if self.kinds else "paragraph")

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag not in _INLINE:
            self._end_block()
        if tag in _SILENT:
            self.silent.append(tag)
        elif tag in _KINDS:
            self.kinds.append((tag, _KINDS[tag]))
        elif (tag in _STAND_INS or tag == "img") and not self.silent and self.stand_in is None:
            self.builder.put(STAND_IN, self._at(), self._at())
            self.stand_in = tag if tag in _STAND_INS else None

    def handle_startendtag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag not in _INLINE:
            self._end_block()

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self._end_block()
        if tag in self.silent:
            del self.silent[self.silent.index(tag) :]
        if tag == self.stand_in:
            self.stand_in = None
        for index in range(len(self.kinds) - 1, -1, -1):
            if self.kinds[index][0] == tag:
                del self.kinds[index:]
                break

    def handle_data(self, data: str) -> None:
        if self.silent or self.stand_in:
            return
        start = self._at()
        for match in _RUN.finditer(data):
            low, high = start + match.start(), start + match.end()
            if match.group().isspace():
                self.builder.put(" ", low, high)
            else:
                self.builder.keep(low, high)

    def handle_entityref(self, name: str) -> None:
        self._entity(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._entity(f"&#{name}")

    def _entity(self, reference: str) -> None:
        if self.silent or self.stand_in:
            return
        start = self._at()
        end = start + len(reference)
        end += self.text[end : end + 1] == ";"
        self.builder.put(unescape(self.text[start:end]), start, end)

    def handle_comment(self, data: str) -> None:
        words = data.strip()
        if words.startswith("mtcheck:"):
            self.builder.comments.append((self._at(), words.removeprefix("mtcheck:").strip()))
