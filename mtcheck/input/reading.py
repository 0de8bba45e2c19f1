"""Finds and decodes the texts to check: files, folders, standard input, files of many texts."""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from mtcheck.core.model import Problem, Span
from mtcheck.core.settings import Config
from mtcheck.input import containers
from mtcheck.input.containers import tables
from mtcheck.input.containers.unit import Unit
from mtcheck.input.folders import ENDINGS, LeftOut, Once
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


def texts_of(
    paths: Iterable[str], config: Config, format_: str | None = None, aligned: Aligned = APART
) -> Iterator[tuple[str, bytes, list[Text | Problem]]]:
    """Yield each file with its bytes and its texts, for whoever writes it back."""
    once = Once()
    for path in paths:
        if aligned:
            whole = _whole(path, config)
            raw = b"" if isinstance(whole, Problem) else whole
            found = (
                [whole] if isinstance(whole, Problem) else _aligned(path, whole, config, (format_ or "plain", aligned))
            )
            yield path, raw, list(found)
        elif path == STDIN:
            raw = _read_stdin(config)
            yield STDIN_NAME, raw, list(decoded(STDIN_NAME, raw, format_ or "plain", config))
        else:
            yield from _texts_below(path, config, format_, once)


def _texts_below(
    path: str, config: Config, format_: str | None, once: Once
) -> Iterator[tuple[str, bytes, list[Text | Problem]]]:
    for file in _files(path, config, once):
        if isinstance(file, Problem):
            yield path, b"", [file]
            continue
        found = list(_file(file, config, format_))
        if not Path(path).is_dir():
            found = [_failure(one) for one in found]
        readable = any(isinstance(one, Text) for one in found)
        yield file, Path(file).read_bytes() if readable else b"", found


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
    for file in _files(path, config, once):
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


def _files(path: str, config: Config, once: Once) -> Iterator[str | Problem]:
    """Yield a file, or the files of a folder whose endings are known; links to folders are not followed."""
    folder = Path(path)
    if not folder.is_dir():
        yield from [path] * once.new(path)
        return
    out = LeftOut(folder, config)
    found = False
    for top, names, files in os.walk(folder):
        here = Path(top).relative_to(folder)
        names[:] = sorted(name for name in names if not out.match_file((here / name).as_posix() + "/"))
        for name in sorted(files):
            if Path(name).suffix.lower() in ENDINGS and not out.match_file((here / name).as_posix()):
                found = True
                file = str(Path(top) / name)
                yield from [file] * once.new(file)
    if not found:
        yield Problem(f"no file to check in it (looked for {', '.join(sorted(ENDINGS))})", path)


def _file(path: str, config: Config, format_: str | None) -> Iterator[Text | Problem]:
    kind = kind_of(path, format_)
    try:
        size = Path(path).stat().st_size
        if kind != "jsonl" and size > config.max_bytes:
            yield _too_large(path, config)
        elif kind == "jsonl":
            yield from _lines(path, config)
        else:
            yield from decoded(path, Path(path).read_bytes(), kind, config)
    except FileNotFoundError:
        yield Problem("no such file", path)
    except OSError as error:
        yield Problem(f"cannot be read: {error.strerror or error}", path)


def decoded(file: str, raw: bytes, kind: str, config: Config) -> Iterator[Text | Problem]:
    """Yield the texts in the bytes of a file, and a problem for what is none."""
    if len(raw) > config.max_bytes:
        yield _too_large(file, config)
    elif kind == "jsonl":
        for number, line in enumerate(raw.splitlines(), 1):
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
        raw = _read_stdin(config) if path == STDIN else Path(path).read_bytes()
    except OSError as error:
        return Problem(f"cannot be read: {error.strerror or error}", path)
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


def _lines(path: str, config: Config) -> Iterator[Text | Problem]:
    with open(path, "rb") as stream:
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
    except (msgspec.MsgspecError, UnicodeError) as error:
        yield Problem(f"not a record: {error}", file, line=number)
        return
    segment = str(number if record.id is None else record.id)
    yield Text(file, record.target, "plain", segment, number, record.source, record.reference)
