"""Which parts of a Word file hold text, and which of its paragraph styles are headings, items, quotations."""

import posixpath
from dataclasses import dataclass, field

import regex

from mtcheck.core.safe_xml import parse
from mtcheck.input.containers.package import Package, PackageError

WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
"""The namespace of the text's elements: transitional, strict."""
_HEADING = regex.compile(r"(?i)heading \d|title|subtitle")
_QUOTE = regex.compile(r"(?i)(?:intense )?quote")
_CONTENTS = regex.compile(r"(?i)toc \d|toc heading|index \d|table of figures")

Attributes = dict[str, str]


def word_name(name: str) -> str:
    """Return the local name of an element or attribute of WordprocessingML, else an empty string."""
    namespace, _, local = name.rpartition(" ")
    return local if namespace in WORD else ""


def own(attributes: Attributes) -> Attributes:
    """Return an element's WordprocessingML attributes by their local names."""
    return {local: value for name, value in attributes.items() if (local := word_name(name))}


@dataclass(frozen=True, slots=True)
class Related:
    """A part that another one names: how it is related (the last word of the type), and where it is."""

    kind: str
    name: str


class _Relations:
    """Collects the relationships of a part."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.found: list[Related] = []

    def start(self, name: str, attributes: Attributes, at: int) -> None:  # noqa: ARG002
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", self.folder, attributes.get("Target", ""))).lstrip("/")
            self.found.append(Related(attributes.get("Type", "").rpartition("/")[2], target))

    def end(self, name: str, at: int) -> None:
        pass

    def data(self, text: str) -> None:
        pass


def relations_of(part: str) -> str:
    """Return the name of the part that holds the relationships of another (of the package: of an empty name)."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def related(package: Package, part: str = "") -> list[Related]:
    """Return what a part names, in order.

    Raises:
        PackageError: the relationships cannot be read.
        XmlError: they are no XML.
    """
    name = relations_of(part)
    if name not in package:
        return []
    reader = _Relations(posixpath.dirname(part))
    parse(package.text(name), reader)
    return reader.found


def main_part(package: Package) -> str:
    """Return the name of the part that holds the body.

    Raises:
        PackageError: this is no Word file.
        XmlError: the package's relationships are no XML.
    """
    found = related(package)
    name = next((one.name for one in found if one.kind == "officeDocument"), None)
    if name is None:
        raise PackageError("not a Word file: the package names no document")
    return name


@dataclass(slots=True)
class Style:
    """A paragraph style: its name, what it is based on, whether it makes a list or has a place in the outline."""

    name: str = ""
    based_on: str = ""
    list: bool = False
    outline: bool = False


@dataclass(slots=True)
class Styles:
    """The paragraph styles of a file, by id."""

    styles: dict[str, Style] = field(default_factory=dict)

    def kind(self, style: str) -> str:
        """Return the kind of block of a style (an empty string: no text, as in tables of contents)."""
        for one in self._chain(style):
            if _CONTENTS.fullmatch(one.name):
                return ""
            if one.outline or _HEADING.fullmatch(one.name):
                return "heading"
            if _QUOTE.fullmatch(one.name):
                return "quote"
            if one.list:
                return "item"
        return "paragraph"

    def _chain(self, style: str) -> list[Style]:
        chain: dict[str, Style] = {}
        while style in self.styles and style not in chain:
            chain[style] = self.styles[style]
            style = chain[style].based_on
        return list(chain.values())


class _StyleReader:
    """Collects the paragraph styles of a styles part."""

    def __init__(self) -> None:
        self.styles = Styles()
        self._open: Style | None = None

    def start(self, name: str, attributes: Attributes, at: int) -> None:  # noqa: ARG002
        local, given = word_name(name), own(attributes)
        if local == "style":
            self._open = self.styles.styles.setdefault(given.get("styleId", ""), Style())
        elif self._open is not None:
            value = given.get("val", "")
            if local == "name":
                self._open.name = value
            elif local == "basedOn":
                self._open.based_on = value
            elif local == "numPr":
                self._open.list = True
            elif local == "outlineLvl":
                self._open.outline = value != "9"

    def end(self, name: str, at: int) -> None:  # noqa: ARG002
        if word_name(name) == "style":
            self._open = None

    def data(self, text: str) -> None:
        pass


def styles(package: Package, part: str) -> Styles:
    """Return the styles that a part uses; none if the file has none.

    Raises:
        PackageError: they cannot be read.
        XmlError: they are no XML.
    """
    name = next((one.name for one in related(package, part) if one.kind == "styles"), None)
    if name is None or name not in package:
        return Styles()
    reader = _StyleReader()
    parse(package.text(name), reader, namespaces=True)
    return reader.styles
