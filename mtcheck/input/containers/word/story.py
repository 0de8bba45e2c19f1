"""One story of a Word file (body, footnotes, a header) as text, and where each piece of it stands in the XML."""

from dataclasses import dataclass, field

from mtcheck.core.model import Span
from mtcheck.core.safe_xml import inside, parse
from mtcheck.english.seams.protected import STAND_IN
from mtcheck.input.containers.word.parts import Attributes, Styles, own, word_name
from mtcheck.input.formats.paragraphs import BREAK

_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": BREAK, "cr": BREAK, "noBreakHyphen": "\u2011", "sym": STAND_IN}
"""Elements of a run that stand for one character."""
_UNSEEN = frozenset({"del", "moveFrom", "rt", "rubyPr", "pPrChange", "rPrChange", "sectPrChange"})
"""Elements whose text is gone, or is no part of the sentence."""
_OFF = frozenset({"0", "false", "off"})
_REFERENCES = frozenset({"footnoteReference", "endnoteReference"})
_SPACE = "http://www.w3.org/XML/1998/namespace space"
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


@dataclass(slots=True)
class Child:
    """An element of a run: where it is, the text that it stands for (None: none), where that starts in the story.

    ``note`` is the id of the note that it refers to.
    """

    name: str
    xml: Span
    text: str | None = None
    start: int = 0
    note: str | None = None

    @property
    def editable(self) -> bool:
        """Tell whether its text may be replaced."""
        return self.name in {"t", "tab", "br", "cr", "noBreakHyphen"}


@dataclass(slots=True)
class Run:
    """A run of text in one style. ``head`` is its start tag and ``look`` its properties, both as they stand.

    ``holder`` is the start tag of the tracked insertion that it stands in, if it does. What stands for a character
    outside every run (a formula) is a run with an empty head.
    """

    xml: Span
    head: str = ""
    look: str = ""
    holder: str | None = None
    children: list[Child] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """The place of its text in the story."""
        start = self.children[0].start if self.children else 0
        return Span(start, start + sum(len(child.text or "") for child in self.children))


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its runs, the kind of block that it is (empty: no text of the author's), the note it belongs to."""

    kind: str = "paragraph"
    runs: list[Run] = field(default_factory=list)
    start: int = 0
    note: str | None = None
    style: str = ""
    listed: bool = False
    outlined: bool = False

    @property
    def text(self) -> str:
        """Its text, as the reader sees it with all tracked changes accepted."""
        return "".join(child.text or "" for run in self.runs for child in run.children)


@dataclass(frozen=True, slots=True)
class Story:
    """The text of one part; its lines are the paragraphs. ``segment`` names it, None for the body."""

    part: str
    segment: str | None
    xml: str
    paragraphs: tuple[Paragraph, ...]
    text: str

    @property
    def outline(self) -> tuple[str, ...]:
        """The kind of each paragraph."""
        return tuple(one.kind for one in self.paragraphs)


def read_story(part: str, segment: str | None, xml: str, styles: Styles) -> Story:
    """Read the XML of a part.

    Raises:
        XmlError: it is none.
    """
    reader = _Reader(xml, styles)
    parse(xml, reader, namespaces=True)
    paragraphs = tuple(reader.paragraphs)
    at = 0
    for paragraph in paragraphs:
        paragraph.start = at
        for run in paragraph.runs:
            for child in run.children:
                child.start = at
                at += len(child.text or "")
        at += 1
    return Story(part, segment, xml, paragraphs, "\n".join(paragraph.text for paragraph in paragraphs))


@dataclass(slots=True)
class _Open:
    """An element that has not ended: its name in WordprocessingML or in another vocabulary, and what it makes."""

    local: str
    foreign: str
    given: Attributes
    at: int
    content: int | None
    preserve: bool = False
    hidden: bool = False
    made: Paragraph | Run | Child | None = None

    @property
    def unseen(self) -> bool:
        """Tell whether no text in it is read: it is gone, or a second copy for old programs."""
        return self.local in _UNSEEN or self.foreign == "Fallback" or self.given.get("type") in _SEPARATORS


class _Reader:
    """Collects the paragraphs of a part, each where it starts, so that a text box comes after what holds it."""

    def __init__(self, xml: str, styles: Styles) -> None:
        self.xml, self.styles = xml, styles
        self.paragraphs: list[Paragraph] = []
        self._path: list[_Open] = []
        self._unseen = self._cells = 0
        self._note: str | None = None

    def start(self, name: str, attributes: Attributes, at: int) -> None:
        """Open what starts."""
        local, plain = word_name(name), name.rpartition(" ")[2]
        one = _Open(local, "" if local else plain, own(attributes), at, inside(self.xml, at))
        one.preserve = attributes.get(_SPACE) == "preserve"
        self._unseen += one.unseen
        self._cells += local == "tc"
        parent = self._path[-1] if self._path else None
        if local == "p":
            one.made = Paragraph(note=self._note)
            if not self._unseen:
                self.paragraphs.append(one.made)
        elif local == "r":
            one.made = Run(Span(at, at), holder=self._holder(parent))
        elif parent is not None and isinstance(parent.made, Run) and local != "rPr":
            one.made = Child(local or plain, Span(at, at), _character(one))
            one.made.note = one.given.get("id") if local in _REFERENCES else None
        elif local in {"footnote", "endnote"}:
            self._note = one.given.get("id")
        elif not local:
            self._stand_in(plain, at)
        elif parent is not None and not self._unseen:
            self._property(one, parent)
        self._path.append(one)

    def _holder(self, parent: _Open | None) -> str | None:
        inserted = parent is not None and parent.local == "ins" and parent.content is not None
        return self.xml[parent.at : parent.content] if parent is not None and inserted else None

    def _stand_in(self, name: str, at: int) -> None:
        """Let a formula, or a picture in the line, stand for one character."""
        if name == "oMath" and (paragraph := self._paragraph()) is not None and not self._unseen:
            paragraph.runs.append(Run(Span(at, at), children=[Child(name, Span(at, at), STAND_IN)]))
        elif name == "inline":
            child = next((one.made for one in reversed(self._path) if isinstance(one.made, Child)), None)
            if child is not None:
                child.text = STAND_IN

    def _paragraph(self) -> Paragraph | None:
        return next((one.made for one in reversed(self._path) if isinstance(one.made, Paragraph)), None)

    def _property(self, one: _Open, parent: _Open) -> None:
        """Take what says how a paragraph or run looks."""
        value = one.given.get("val", "")
        above = self._path[-2] if len(self._path) > 1 else None
        paragraph = self._paragraph()
        if parent.local == "rPr" and one.local == "vanish" and above is not None:
            above.hidden = value not in _OFF
        elif paragraph is None or parent.local not in {"pPr", "numPr"}:
            return
        elif one.local == "pStyle":
            paragraph.style = value
        elif one.local == "outlineLvl":
            paragraph.outlined = value != "9"
        elif one.local == "numId":
            paragraph.listed = value != "0"

    def end(self, name: str, at: int) -> None:  # noqa: ARG002
        """Close what ends."""
        one = self._path.pop()
        span = Span(one.at, at if one.content is None else self.xml.index(">", at) + 1)
        holder = self._path[-1].made if self._path else None
        if isinstance(one.made, Paragraph):
            self._end_paragraph(one.made)
        elif isinstance(one.made, Run) and one.content is not None:
            self._end_run(one.made, one, span)
        elif isinstance(one.made, Child) and isinstance(holder, Run):
            one.made.xml = span
            if one.made.text is not None and one.local == "t" and not one.preserve:
                one.made.text = one.made.text.strip()
            holder.children.append(one.made)
        elif one.local == "rPr" and isinstance(holder, Run):
            holder.look = span.of(self.xml)
        self._cells -= one.local == "tc"
        self._unseen -= one.unseen

    def _end_run(self, run: Run, one: _Open, span: Span) -> None:
        run.xml, run.head = span, self.xml[one.at : one.content]
        paragraph = self._paragraph()
        if paragraph is not None:
            paragraph.runs.append(run)
        if self._unseen or one.hidden:
            _silence(run)

    def _end_paragraph(self, paragraph: Paragraph) -> None:
        kind = self.styles.kind(paragraph.style)
        if not kind:
            for run in paragraph.runs:
                _silence(run)
        elif self._cells:
            kind = "cell"
        elif paragraph.outlined:
            kind = "heading"
        elif kind == "paragraph" and paragraph.listed:
            kind = "item"
        paragraph.kind = kind

    def data(self, text: str) -> None:
        """Take the text of a run; line ends in the XML are none in the text."""
        child = self._path[-1].made if self._path else None
        if isinstance(child, Child) and child.name == "t":
            child.text = (child.text or "") + text.replace("\n", " ").replace("\r", " ")


def _character(one: _Open) -> str | None:
    """Return what an element of a run stands for before its content is known."""
    if one.local == "br" and one.given.get("type", "textWrapping") != "textWrapping":
        return None
    return "" if one.local == "t" else _CHARACTERS.get(one.local)


def _silence(run: Run) -> None:
    for child in run.children:
        child.text = None
