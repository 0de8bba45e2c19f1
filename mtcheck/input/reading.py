"""Finds and decodes the texts to check: files, folders, standard input, files of many texts."""

import io
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any, NamedTuple

import msgspec

from mtcheck.core.model import Problem, Span
from mtcheck.core.settings import Config
from mtcheck.input import containers, files
from mtcheck.input.containers import tables
from mtcheck.input.containers.unit import Unit
from mtcheck.input.folders import Once
from mtcheck.input.formats import FORMATS, format_of

STDIN = "-"
STDIN_NAME = "<stdin>"


@dataclass(frozen=True, slots=True)
class Text:
    """One text as it was read; ``segment`` and ``line`` are those of its record in a file of many texts.

    ``source`` is what it translates, in the same format, ``source_lang`` the code of that language where the file
    says it, ``place`` the code points of the decoded file to replace when the text is corrected, ``outline`` the
    kind of block that each of its lines is, where the file says that.
    """

    file: str
    text: str
    format: str
    segment: str | None = None
    line: int | None = None
    source: str | None = None
    reference: str | None = None
    source_lang: str | None = None
    place: Span | None = None
    outline: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aligned:
    """Files whose line n belongs to line n of the text: its source, a reference."""

    source: str | None = None
    reference: str | None = None

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return self.source is not None or self.reference is not None


APART = Aligned()

INPUT_FORMATS = tuple(sorted({*FORMATS, *containers.READERS, *containers.PACKED, "jsonl"} - {"paragraphs", "xml"}))
"""What a file may be said to be."""


class Record(msgspec.Struct, frozen=True):
    """A line of a JSONL file; other keys are allowed and left alone."""

    target: str
    id: str | int | None = None
    source: str | None = None
    reference: str | None = None


_DECODE = msgspec.json.Decoder(Record)


def kind_of(name: str, format_: str | None = None) -> str:
    """Return how a file is read: as was asked, else by its ending."""
    return format_ or containers.kind_of(name) or format_of(name)


def texts(
    paths: Iterable[str], config: Config, format_: str | None = None, aligned: Aligned = APART
) -> Iterator[Text | Problem]:
    """Yield every text, and a problem for everything that is none; a file that is named twice comes once."""
    once = Once()
    for path in paths:
        if aligned:
            raw = _whole(path, config)
            yield from [raw] if isinstance(raw, Problem) else _aligned(path, raw, config, (format_ or "plain", aligned))
        elif path != STDIN:
            yield from _each(path, config, format_, once)
        elif once.new(STDIN):
            yield from decoded(STDIN_NAME, _read_stdin(config), format_ or "plain", config)


class Whole(NamedTuple):
    """A file as it was read: its bytes, its texts, and what was named on the way to it."""

    file: str
    raw: bytes
    found: list[Text | Problem]
    named: str


def texts_of(
    paths: Iterable[str], config: Config, format_: str | None = None, aligned: Aligned = APART
) -> Iterator[Whole]:
    """Yield each file with its bytes and its texts, for whoever writes it back; what is too large has no bytes."""
    once = Once()
    for path in paths:
        if aligned or path == STDIN:
            whole = _whole(path, config)
            raw = b"" if isinstance(whole, Problem) else whole
            found = [whole] if isinstance(whole, Problem) else _single(path, raw, config, (format_ or "plain", aligned))
            yield Whole(STDIN_NAME if path == STDIN and not aligned else path, raw, list(found), path)
        else:
            yield from _texts_below(path, config, format_, once)


def _single(path: str, raw: bytes, config: Config, how: tuple[str, Aligned]) -> Iterable[Text | Problem]:
    return _aligned(path, raw, config, how) if how[1] else decoded(STDIN_NAME, raw, how[0], config)


def _texts_below(path: str, config: Config, format_: str | None, once: Once) -> Iterator[Whole]:
    for file in files.find(path, config, once):
        if isinstance(file, Problem):
            yield Whole(path, b"", [file], path)
            continue
        kind = kind_of(file, format_)
        try:
            raw = files.read_bytes(file, None if kind == "jsonl" else config.max_bytes)
        except OSError as error:
            yield Whole(file, b"", [_unread(file, error)], path)
            continue
        found = list(_lines(io.BytesIO(raw), file, config) if kind == "jsonl" else decoded(file, raw, kind, config))
        if not Path(path).is_dir():
            found = [_failure(one) for one in found]
        yield Whole(file, raw, found, path)


def _read_stdin(config: Config) -> bytes:
    """Return what standard input holds; it can be read once only, so what it held is remembered."""
    stream = sys.stdin.buffer
    if _held.get("stream") is not stream:
        _held.update(stream=stream, raw=stream.read(config.max_bytes + 1))
    return bytes(_held["raw"])


_held: dict[str, Any] = {}


def _each(path: str, config: Config, format_: str | None, once: Once) -> Iterator[Text | Problem]:
    """Yield the texts of a file, or of a folder; what is passed over is a failure where nothing else was found."""
    passed_over: list[Problem] = []
    empty = True
    for file in files.find(path, config, once):
        for one in [file] if isinstance(file, Problem) else _file(file, config, format_):
            if isinstance(one, Problem) and one.passed_over:
                passed_over.append(one)
            else:
                empty = empty and isinstance(one, Problem)
                yield one
    named = empty or not Path(path).is_dir()
    yield from (_failure(one) if named else one for one in passed_over)


def _failure(one: Text | Problem) -> Text | Problem:
    return replace(one, passed_over=False) if isinstance(one, Problem) and one.passed_over else one


def _file(path: str, config: Config, format_: str | None) -> Iterator[Text | Problem]:
    kind = kind_of(path, format_)
    try:
        if kind == "jsonl":
            with files.open_regular(path) as stream:
                yield from _lines(stream, path, config)
        else:
            yield from decoded(path, files.read_bytes(path, config.max_bytes), kind, config)
    except OSError as error:
        yield _unread(path, error)


def _unread(path: str, error: OSError) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem("no such file", path)
    return Problem(f"cannot be read: {error.strerror or error}", path)


def decoded(file: str, raw: bytes, kind: str, config: Config) -> Iterator[Text | Problem]:
    """Yield the texts in the bytes of a file, and a problem for what is none."""
    if len(raw) > config.max_bytes:
        yield _too_large(file, config)
    elif kind == "jsonl":
        for number, line in enumerate(raw.split(b"\n"), 1):
            yield from _record(file, number, line)
    elif kind in containers.PACKED:
        yield from (_item(file, item) for item in containers.PACKED[kind](raw, config))
    elif not isinstance(text := decode(raw), str):
        yield Problem(text.reason, file)
    elif kind in containers.READERS:
        yield from (_item(file, item) for item in containers.read(kind, text, config))
    else:
        yield Text(file, text, kind)


def _item(file: str, item: containers.Item) -> Text | Problem:
    if isinstance(item, Unit):
        return _source(file, item)
    return Problem(item.reason, file, item.segment, item.line, item.foreign)


def _source(file: str, unit: Unit, format_: str | None = None) -> Text:
    beside = (unit.source, unit.reference, unit.language, unit.place, unit.outline)
    return Text(file, unit.target, format_ or unit.format, unit.segment, unit.line, *beside)


def _too_large(file: str, config: Config) -> Problem:
    return Problem(f"larger than {config.max_bytes} bytes; split it or raise max-bytes", file)


def _whole(path: str, config: Config) -> bytes | Problem:
    try:
        raw = _read_stdin(config) if path == STDIN else files.read_bytes(path, config.max_bytes)
    except OSError as error:
        return _unread(path, error)
    return _too_large(path, config) if len(raw) > config.max_bytes else raw


def _aligned(file: str, raw: bytes, config: Config, how: tuple[str, Aligned]) -> Iterator[Text | Problem]:
    """Yield a text for each line of a file, with the lines that belong to it; all files must have as many."""
    format_, aligned = how
    text = decode(raw)
    if not isinstance(text, str):
        yield Problem(text.reason, file)
        return
    count = len(tables.lines_of(text))
    beside: list[list[str] | None] = []
    for name in (aligned.source, aligned.reference):
        lines = None if name is None else _lines_of(name, config)
        if isinstance(lines, Problem):
            yield lines
            return
        if lines is not None and len(lines) != count:
            yield Problem(f"has {len(lines)} lines where {file} has {count}; line n must belong to line n", name)
            return
        beside.append(lines)
    for unit in tables.read_lines(text, *beside):
        yield _source(file, unit, format_)


def _lines_of(name: str, config: Config) -> list[str] | Problem:
    raw = _whole(name, config)
    if isinstance(raw, Problem):
        return raw
    text = decode(raw)
    return tables.lines_of(text) if isinstance(text, str) else Problem(text.reason, name)


@dataclass(frozen=True, slots=True)
class Undecodable:
    """Why bytes are no text."""

    reason: str


def decode(raw: bytes) -> str | Undecodable:
    """Decode UTF-8, byte order mark and line ends kept; say why it cannot be."""
    if b"\0" in raw:
        wide = raw[:2] in {b"\xff\xfe", b"\xfe\xff"}
        return Undecodable("UTF-16 text; convert it to UTF-8" if wide else "a binary file (it holds NUL bytes)")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Undecodable(f"not UTF-8: byte 0x{raw[error.start]:02x} on line {line}; convert it to UTF-8")


def _lines(stream: IO[bytes], path: str, config: Config) -> Iterator[Text | Problem]:
    number = 0
    while line := stream.readline(config.max_bytes + 1):
        number += 1
        if len(line) > config.max_bytes and not line.endswith(b"\n"):
            yield Problem(f"line longer than {config.max_bytes} bytes; not checked", path, line=number)
            while (rest := stream.readline(config.max_bytes)) and not rest.endswith(b"\n"):
                pass
            continue
        yield from _record(path, number, line)


def _record(file: str, number: int, line: bytes) -> Iterator[Text | Problem]:
    line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
    if not line.strip():
        return
    try:
        record = _DECODE.decode(line)
        record.target.encode()
        for beside in (record.source, record.reference):
            (beside or "").encode()
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        yield Problem(f"not a record: {error}", file, line=number)
        return
    segment = str(number if record.id is None else record.id)
    yield Text(file, record.target, "plain", segment, number, record.source, record.reference)
