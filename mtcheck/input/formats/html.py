"""HTML: the text of block elements; tags, scripts, styles, code and attributes left out, entities as characters."""

from collections import Counter
from html import unescape

from mtcheck.core.prepared import STORE
from mtcheck.english.seams.protected import STAND_IN
from mtcheck.input.formats.html_tokens import Token, tokens
from mtcheck.input.layout import Layout, LayoutBuilder

_RUN = STORE.pattern(r"[ \t\r\n\f]{2,}|[\r\n\t\f]|(?:[^ \t\r\n\f]| (?![ \t\r\n\f]))++")
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
    for token in tokens(text):
        reader.take(token)
    reader.end_block()
    return reader.builder.layout()


class _Reader:
    """Keeps the prose of a stream of tokens."""

    def __init__(self, text: str) -> None:
        self.builder = LayoutBuilder(text)
        self.text = text
        self.silent = _Open()
        self.stand_in: str | None = None
        self.kinds = _Open()

    def take(self, token: Token) -> None:
        """Take a token."""
        if token.kind in {"start", "end"}:
            self._tag(token)
        elif token.kind == "comment":
            self._comment(token)
        elif token.kind != "other" and not self.silent.names and self.stand_in is None:
            self._words(token)

    def end_block(self) -> None:
        """Close the block that is open."""
        self.builder.end_block(_KINDS[self.kinds.names[-1]] if self.kinds.names else "paragraph")

    def _tag(self, token: Token) -> None:
        if token.name not in _INLINE:
            self.end_block()
        if token.kind == "end":
            self._end(token.name)
        elif not token.closed or token.name == "img":
            self._start(token)

    def _start(self, token: Token) -> None:
        if token.name in _SILENT:
            self.silent.open(token.name)
        elif token.name in _KINDS:
            self.kinds.open(token.name)
        elif (token.name in _STAND_INS or token.name == "img") and not self.silent.names and self.stand_in is None:
            self.builder.put(STAND_IN, token.start, token.start)
            self.stand_in = token.name if token.name in _STAND_INS else None

    def _end(self, name: str) -> None:
        self.silent.close(name)
        self.kinds.close(name)
        if name == self.stand_in:
            self.stand_in = None

    def _words(self, token: Token) -> None:
        if token.kind == "reference":
            self.builder.put(unescape(self.text[token.start : token.end]), token.start, token.end)
            return
        for match in _RUN.finditer(self.text, token.start, token.end):
            if match.group().isspace():
                self.builder.put(" ", *match.span())
            else:
                self.builder.keep(*match.span())

    def _comment(self, token: Token) -> None:
        words = self.text[token.start + 4 : token.end].removesuffix("-->").strip()
        if words.startswith("mtcheck:"):
            self.builder.comments.append((token.start, words.removeprefix("mtcheck:").strip()))


class _Open:
    """The elements of one sort that are open; an end tag closes its element and those inside it."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._counts: Counter[str] = Counter()

    def open(self, name: str) -> None:
        self.names.append(name)
        self._counts[name] += 1

    def close(self, name: str) -> None:
        while self._counts[name]:  # each is closed once, so this costs no more than opening did
            last = self.names.pop()
            self._counts[last] -= 1
            if last == name:
                return
