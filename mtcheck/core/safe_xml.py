"""Reads XML that strangers wrote: no entities of its own, nothing fetched, every event with its place in the text.

The parser is expat, through the standard library: the one in Python that tells where an event stands in the input.
"""

from typing import Protocol
from xml.parsers import expat

from mtcheck.core.prepared import STORE

_DECLARED = STORE.pattern(r"""\ufeff?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)["']""")
_READABLE = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_START_TAG = STORE.pattern(r"""<(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
_DEEPEST = 200


class XmlError(Exception):
    """A text that is no XML or may not be read; ``line`` is where, if that is known."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        """Hold the reason, in words for the user."""
        super().__init__(reason)
        self.line = line


class Reader(Protocol):
    """What is told of the elements and the text between them; ``at`` counts code points of the input."""

    def start(self, name: str, attributes: dict[str, str], at: int) -> None:
        """Take a start tag, which begins at ``at``; the name comes without prefix, or as ``namespace name``."""

    def end(self, name: str, at: int) -> None:
        """Take an end tag, which begins at ``at``."""

    def data(self, text: str) -> None:
        """Take a run of text, entities read as characters."""


def parse(text: str, reader: Reader, *, namespaces: bool = False) -> None:
    """Feed a text to a reader; with ``namespaces`` a name that has one comes as ``namespace name``.

    Raises:
        XmlError: it is not well-formed, declares entities, nests absurdly deep, or says it is not UTF-8.
    """
    declared = _DECLARED.match(text)
    if declared and declared[1].lower() not in _READABLE:
        raise XmlError(f"declared as {declared[1]}; convert it to UTF-8", 1)
    _Parse(text.encode("utf-8", "surrogatepass"), reader, namespaces=namespaces).run()


class _Parse:
    """One run of expat; keeps count of code points, which expat does not."""

    def __init__(self, raw: bytes, reader: Reader, *, namespaces: bool) -> None:
        self.raw, self.reader = raw, reader
        self.name = str if namespaces else _local
        self.depth = self.bytes = self.chars = 0
        parser = self.parser = expat.ParserCreate("utf-8", " " if namespaces else None)
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = reader.data
        parser.EntityDeclHandler = self._refuse

    def run(self) -> None:
        try:
            self.parser.Parse(self.raw, True)  # noqa: FBT003  (expat takes no keywords)
        except expat.ExpatError as error:
            raise XmlError(f"not XML: {expat.ErrorString(error.code)}", error.lineno) from error

    def _at(self) -> int:
        index = self.parser.CurrentByteIndex
        self.chars += len(self.raw[self.bytes : index].decode("utf-8", "surrogatepass"))
        self.bytes = index
        return self.chars

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise XmlError(f"elements nested more than {_DEEPEST} deep", self.parser.CurrentLineNumber)
        self.reader.start(self.name(name), attributes, self._at())

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.reader.end(self.name(name), self._at())

    def _refuse(self, name: str, *_: object) -> None:
        raise XmlError(f"declares an entity ({name}); such files are not read", self.parser.CurrentLineNumber)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def inside(text: str, at: int) -> int | None:
    """Return where the content of the element starts whose start tag begins at ``at``; None if it has no content."""
    tag = _START_TAG.match(text, at)
    return None if tag is None or tag.group().endswith("/>") else tag.end()
