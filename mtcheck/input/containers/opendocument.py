"""OpenDocument texts (.odt): the body as one text, the notes as another; read only."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from mtcheck.core.safe_xml import XmlError, parse
from mtcheck.core.settings import Config
from mtcheck.english.seams.protected import STAND_IN
from mtcheck.input.containers.package import Package, PackageError
from mtcheck.input.containers.unit import Fault, Unit
from mtcheck.input.formats.paragraphs import BREAK

_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "
_MATH = "http://www.w3.org/1998/Math/MathML math"
_PARAGRAPHS = {f"{_TEXT}p": "paragraph", f"{_TEXT}h": "heading"}
_WITHIN = {f"{_TABLE}table-cell": "cell", f"{_TEXT}list-item": "item", f"{_TEXT}list-header": "item"}
_CHARACTERS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": BREAK, f"{_DRAW}image": STAND_IN, _MATH: STAND_IN}
_UNSEEN = frozenset({
    f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note-citation", f"{_TEXT}ruby-text",
    f"{_TEXT}table-of-content", f"{_TEXT}alphabetical-index", f"{_TEXT}illustration-index", f"{_TEXT}table-index",
    f"{_OFFICE}forms", "http://www.w3.org/2000/svg title", "http://www.w3.org/2000/svg desc",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0 title",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0 desc",
})  # fmt: skip
_MOST_SPACES = 1_000
_SPACE = regex.compile(r"[ \t\r\n]++")


def read(raw: bytes, config: Config) -> Iterator[Unit | Fault]:
    """Yield the body, the notes and the headers and footers of an OpenDocument text."""
    try:
        package = Package(raw, config)
        reader = _Reader()
        parse(package.text("content.xml"), reader, namespaces=True)
        margins = _Reader()
        if "styles.xml" in package:
            parse(package.text("styles.xml"), margins, namespaces=True)
    except (PackageError, XmlError) as error:
        yield Fault(str(error))
        return
    if not reader.is_text:
        yield Fault("not an OpenDocument text: it has no text body")
        return
    for segment, paragraphs in ((None, reader.body), ("notes", reader.notes), ("headers", margins.body)):
        text = "\n".join(one.text for one in paragraphs)
        if segment is None or text.strip():
            yield Unit(segment, None, text, format="paragraphs", outline=tuple(one.kind for one in paragraphs))


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is read."""

    kind: str
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its text; runs of white space in the XML are one space, as OpenDocument has it."""
        return "".join(self.pieces)


class _Reader:
    """Collects paragraphs: those of notes apart, those of text boxes after what holds them."""

    def __init__(self) -> None:
        self.body: list[_Paragraph] = []
        self.notes: list[_Paragraph] = []
        self.is_text = False
        self._open: list[_Paragraph] = []
        self._within: list[str] = []
        self._unseen = self._in_note = 0

    def start(self, name: str, attributes: dict[str, str], at: int) -> None:  # noqa: ARG002
        """Open what starts."""
        self.is_text = self.is_text or name == f"{_OFFICE}text"
        self._unseen += name in _UNSEEN
        self._in_note += name == f"{_TEXT}note-body"
        if name in _WITHIN:
            self._within.append(_WITHIN[name])
        elif name in _PARAGRAPHS:
            inside = self._within and name == f"{_TEXT}p" and not self._in_note
            one = _Paragraph(self._within[-1] if inside else _PARAGRAPHS[name])
            self._open.append(one)
            if not self._unseen:
                (self.notes if self._in_note else self.body).append(one)
        elif self._unseen or not self._open:
            return
        elif name == f"{_TEXT}s":
            count = attributes.get(f"{_TEXT}c", "1")
            self._open[-1].pieces.append(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
        elif name in _CHARACTERS:
            self._open[-1].pieces.append(_CHARACTERS[name])

    def end(self, name: str, at: int) -> None:  # noqa: ARG002
        """Close what ends."""
        if name in _WITHIN:
            self._within.pop()
        elif name in _PARAGRAPHS:
            self._open.pop()
        self._unseen -= name in _UNSEEN
        self._in_note -= name == f"{_TEXT}note-body"

    def data(self, text: str) -> None:
        """Take a run of text; white space counts once, and not at the start of a paragraph."""
        if self._unseen or not self._open:
            return
        pieces = self._open[-1].pieces
        words = _SPACE.sub(" ", text)
        if not pieces or pieces[-1].endswith((" ", BREAK, "\t")):
            words = words.lstrip(" ")
        if words:
            pieces.append(words)
