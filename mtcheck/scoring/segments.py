"""Reads the segments of a system's output or of a reference: the lines of a text, or records (JSONL, TSV, XLIFF…).

A text's lines end at line feeds alone and lose the white space at their ends, as in sacrebleu, so that the same files
give the same figures.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mtcheck.core.errors import UserError
from mtcheck.core.model import Problem
from mtcheck.core.settings import Config
from mtcheck.input.containers import KINDS
from mtcheck.input.formats import FORMATS
from mtcheck.input.reading import Undecodable, decode, kind_of, texts

MOST_BYTES = 200_000_000
"""The largest file that is read to be scored."""


class SegmentError(UserError):
    """Files that cannot be scored against each other; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment: its id (the line's number in a text), its line, where in the file's text it starts, its text.

    ``scored`` is the text without markup and without white space at its end, ``reference`` that of its record. A
    record's text starts at 0.
    """

    id: str
    line: int
    start: int
    text: str
    scored: str
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Segments:
    """The segments of a file; ``whole`` is the file's text, or None where each record is a text of its own."""

    file: str
    items: tuple[Segment, ...]
    whole: str | None

    @property
    def texts(self) -> list[str]:
        """What sacrebleu gets."""
        return [item.scored for item in self.items]


def read(path: str) -> Segments:
    """Read a file.

    Raises:
        SegmentError: it cannot be read, is too large or not UTF-8, or a record is broken or there twice.
    """
    if kind_of(path) in KINDS:
        return Segments(path, tuple(_records(path)), None)
    try:
        if Path(path).stat().st_size > MOST_BYTES:
            raise SegmentError(f"{path}: larger than {MOST_BYTES} bytes; score it in parts")
        raw = Path(path).read_bytes()
    except OSError as error:
        raise SegmentError(f"{path}: {error.strerror or error}") from error
    text = decode(raw)
    if isinstance(text, Undecodable):
        raise SegmentError(f"{path}: {text.reason}")
    return Segments(path, tuple(_lines(text)), text)


def _lines(text: str) -> Iterator[Segment]:
    start = 0
    for number, line in enumerate(text.removesuffix("\n").split("\n") if text else [], 1):
        yield Segment(str(number), number, start, line, line.rstrip())
        start += len(line) + 1


def _records(path: str) -> Iterator[Segment]:
    """Yield the texts of a file of many, their markup left out of what is scored."""
    seen: set[str] = set()
    for number, one in enumerate(texts([path], Config(max_bytes=MOST_BYTES)), 1):
        if isinstance(one, Problem):
            where = path if one.line is None else f"{path}:{one.line}"
            raise SegmentError(f"{where}: {one.message}")
        line, name = one.line or 1, one.segment or str(number)
        if name in seen:
            raise SegmentError(f"{path}:{line}: the id {name!r} is there twice")
        seen.add(name)
        reference = None if one.reference is None else _prose(one.format, one.reference)
        yield Segment(name, line, 0, one.text, _prose(one.format, one.text), reference)


def _prose(format_: str, text: str) -> str:
    return (text if format_ == "plain" else FORMATS[format_](text).prose).rstrip()


def own_references(system: Segments) -> list[str]:
    """Return the references that a system's records carry.

    Raises:
        SegmentError: a record carries none, or the file has no records.
    """
    if system.whole is not None:
        raise SegmentError(f"{system.file}: name a file to compare it with: --reference FILE")
    found = []
    for item in system.items:
        if item.reference is None:
            raise SegmentError(f"{system.file}:{item.line}: no reference in the record; name a file with --reference")
        found.append(item.reference)
    return found


def matched(system: Segments, other: Segments) -> list[str]:
    """Return the texts of another file in the order of a system's segments: by id if both have records, else by line.

    Raises:
        SegmentError: they do not have the same segments.
    """
    if system.whole is None and other.whole is None:
        texts = {item.id: item.scored for item in other.items}
        _same_ids([item.id for item in system.items], texts, (system.file, other.file))
        return [texts[item.id] for item in system.items]
    if len(system.items) != len(other.items):
        count = f"{len(system.items)} segments against {len(other.items)}"
        raise SegmentError(f"{system.file} and {other.file} do not run side by side: {count}")
    return other.texts


def _same_ids(wanted: Sequence[str], found: dict[str, str], files: tuple[str, str]) -> None:
    for name in wanted:
        if name not in found:
            raise SegmentError(f"{files[1]}: no segment {name!r}, which {files[0]} has")
    if len(found) > len(wanted):
        extra = next(name for name in found if name not in set(wanted))
        raise SegmentError(f"{files[0]}: no segment {extra!r}, which {files[1]} has")
