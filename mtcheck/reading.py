"""Finds and decodes the texts to check: files, folders, standard input, JSON Lines."""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
from pathspec import GitIgnoreSpec

from mtcheck.config import Config
from mtcheck.formats import ENDINGS, format_of
from mtcheck.model import Problem

STDIN = "-"
ALWAYS_OUT = [".git/", ".hg/", ".svn/", "node_modules/", ".venv/", "__pycache__/", ".tox/"]


@dataclass(frozen=True, slots=True)
class Source:
    """One text as it was read; ``segment`` and ``line`` are those of its record in a file of many texts."""

    file: str
    text: str
    format: str
    segment: str | None = None
    line: int | None = None


class Record(msgspec.Struct, frozen=True):
    """A line of a JSONL file; other keys are allowed and left alone."""

    target: str
    id: str | int | None = None
    source: str | None = None
    reference: str | None = None


_DECODE = msgspec.json.Decoder(Record)


def sources(paths: Iterable[str], config: Config, format_: str | None = None) -> Iterator[Source | Problem]:
    """Yield every text, and a problem for everything that is none."""
    for path in paths:
        if path == STDIN:
            yield from decoded("<stdin>", _read_stdin(config), format_ or "plain", config)
        else:
            yield from _each(path, config, format_)


def texts_of(
    paths: Iterable[str], config: Config, format_: str | None = None
) -> Iterator[tuple[str, bytes, list[Source | Problem]]]:
    """Yield each file with its bytes and its texts, for whoever writes it back."""
    for path in paths:
        if path == STDIN:
            raw = _read_stdin(config)
            yield "<stdin>", raw, list(decoded("<stdin>", raw, format_ or "plain", config))
            continue
        for file in _files(path, config):
            if isinstance(file, Problem):
                yield path, b"", [file]
                continue
            found = list(_file(file, config, format_))
            readable = any(isinstance(one, Source) for one in found)
            yield file, Path(file).read_bytes() if readable else b"", found


def _read_stdin(config: Config) -> bytes:
    return sys.stdin.buffer.read(config.max_bytes + 1)


def _each(path: str, config: Config, format_: str | None) -> Iterator[Source | Problem]:
    for file in _files(path, config):
        if isinstance(file, Problem):
            yield file
        else:
            yield from _file(file, config, format_)


def _files(path: str, config: Config) -> Iterator[str | Problem]:
    """Yield a file, or the files of a folder whose endings are known; links to folders are not followed."""
    folder = Path(path)
    if not folder.is_dir():
        yield path
        return
    out = GitIgnoreSpec.from_lines([*ALWAYS_OUT, *config.exclude])
    found = False
    for top, names, files in os.walk(folder):
        here = Path(top).relative_to(folder)
        names[:] = sorted(name for name in names if not out.match_file((here / name).as_posix() + "/"))
        for name in sorted(files):
            if Path(name).suffix.lower() in ENDINGS and not out.match_file((here / name).as_posix()):
                found = True
                yield str(Path(top) / name)
    if not found:
        yield Problem(f"no file to check in it (looked for {', '.join(sorted(ENDINGS))})", path)


def _file(path: str, config: Config, format_: str | None) -> Iterator[Source | Problem]:
    kind = format_ or format_of(path)
    try:
        size = Path(path).stat().st_size
        if kind != "jsonl" and size > config.max_bytes:
            yield Problem(f"larger than {config.max_bytes} bytes; split it or raise max-bytes", path)
        elif kind == "jsonl":
            yield from _lines(path, config)
        else:
            yield from decoded(path, Path(path).read_bytes(), kind, config)
    except FileNotFoundError:
        yield Problem("no such file", path)
    except OSError as error:
        yield Problem(f"cannot be read: {error.strerror or error}", path)


def decoded(file: str, raw: bytes, kind: str, config: Config) -> Iterator[Source | Problem]:
    """Yield the texts in the bytes of a file, and a problem for what is none."""
    if len(raw) > config.max_bytes:
        yield Problem(f"larger than {config.max_bytes} bytes; split it or raise max-bytes", file)
    elif kind == "jsonl":
        for number, line in enumerate(raw.splitlines(), 1):
            yield from _record(file, number, line)
    elif isinstance(text := decode(raw), str):
        yield Source(file, text, kind)
    else:
        yield Problem(text.reason, file)


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


def _lines(path: str, config: Config) -> Iterator[Source | Problem]:
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


def _record(file: str, number: int, line: bytes) -> Iterator[Source | Problem]:
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
    yield Source(file, record.target, "plain", segment, number)
