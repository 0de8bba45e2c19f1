"""Glossaries: which English terms a source term asks for, and which it forbids; from TSV or TBX files."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mtcheck.core.errors import UserError
from mtcheck.core.model import Glossary, Term
from mtcheck.core.safe_xml import XmlError, parse
from mtcheck.input.containers.unit import english

MOST_BYTES = 20_000_000
_FORBIDDEN = ("deprecated", "superseded", "forbidden", "prohibited", "notRecommended", "obsolete")


class GlossaryError(UserError):
    """A glossary that cannot be used; the message names file and line."""


def read(files: Iterable[str]) -> Glossary | None:
    """Return the terms of glossary files, or None where there are no files.

    Raises:
        GlossaryError: a file is missing, or no glossary.
    """
    terms = [term for name in files for term in _read_file(Path(name))]
    return Glossary(tuple(dict.fromkeys(terms))) if terms else None


def _read_file(path: Path) -> list[Term]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise GlossaryError(f"{path}: larger than {MOST_BYTES} bytes")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise GlossaryError(f"{path}: cannot be read: {error}") from error
    try:
        terms = list(read_tbx(text) if path.suffix.lower() in {".tbx", ".xml"} else read_tsv(text.splitlines()))
    except (ValueError, XmlError) as error:
        raise GlossaryError(f"{path}: {error}") from error
    if not terms:
        raise GlossaryError(f"{path}: holds no term")
    return terms


def read_tsv(lines: Iterable[str]) -> Iterator[Term]:
    """Yield the terms of lines ``source<TAB>target[<TAB>forbidden]``; ``|`` parts alternatives, ``#`` starts a remark.

    Raises:
        ValueError: a line has no tab, or neither target nor forbidden term.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#") or (number == 1 and line.lower().startswith("source\ttarget")):
            continue
        cells = [tuple(part.strip() for part in cell.split("|") if part.strip()) for cell in line.split("\t")]
        if len(cells) < 2 or not any(cells[1:3]):
            raise ValueError(f"line {number} is not source<TAB>target[<TAB>forbidden]: {line[:60]!r}")
        forbidden = cells[2] if len(cells) > 2 else ()
        for source in cells[0] or ("",):
            yield Term(source, cells[1], forbidden)


def read_tbx(text: str) -> Iterator[Term]:
    """Yield the terms of a TBX file (ISO 30042:2008 or 2019).

    Raises:
        XmlError: it is no XML.
        ValueError: it is no TBX.
    """
    reader = _Tbx()
    parse(text, reader)
    if reader.root not in {"martif", "tbx"}:
        raise ValueError(f"not TBX: its root element is {reader.root}")
    yield from reader.terms


@dataclass(slots=True)
class _Named:
    """A term while it is read."""

    language: str
    text: str = ""
    status: str = ""


@dataclass(slots=True)
class _Tbx:
    """Collects the terms of a TBX file."""

    root: str = ""
    terms: list[Term] = field(default_factory=list)
    entry: list[_Named] = field(default_factory=list)
    language: str = ""
    open: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str], at: int) -> None:  # noqa: ARG002
        """Open what starts."""
        self.root = self.root or name
        if name in {"langSet", "langSec"}:
            self.language = attributes.get("xml:lang", "")
        elif name == "term":
            self.entry.append(_Named(self.language))
        self.open.append("status" if name == "termNote" and "tatus" in attributes.get("type", "") else name)

    def end(self, name: str, at: int) -> None:  # noqa: ARG002
        """Close what ends."""
        self.open.pop()
        if name in {"termEntry", "conceptEntry"}:
            self.terms.extend(_terms(self.entry))
            self.entry = []

    def data(self, text: str) -> None:
        """Take text."""
        if "term" in self.open and self.entry:
            self.entry[-1].text += text
        elif self.open and self.open[-1] == "status" and self.entry:
            self.entry[-1].status += text


def _terms(entry: list[_Named]) -> Iterator[Term]:
    ours = [one for one in entry if english(one.language)]
    bad = tuple(one.text.strip() for one in ours if one.status.strip().startswith(_FORBIDDEN))
    good = tuple(one.text.strip() for one in ours if one.text.strip() not in bad)
    if not good and not bad:
        return
    sources = [one.text.strip() for one in entry if not english(one.language)]
    for source in sources or [""]:
        yield Term(source, good, bad)
