"""Reads data sets row by row: JSON Lines, CSV and Parquet, a file or a folder of parts, by the ending."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from mtcheck.core.errors import UserError
from mtcheck.datasets import csv_rows
from mtcheck.input.files import open_regular

FORMATS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "tsv", ".parquet": "parquet"}

Row = dict[str, Any]


class DatasetError(UserError):
    """A data set that cannot be read or written; the message says why."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that is none, and why."""

    reason: str


def format_of(path: Path) -> str:
    """Return the format of a data set; that of a folder is that of its files.

    Raises:
        DatasetError: its ending is not known, or a folder holds files of several formats.
    """
    kinds = {FORMATS[part.suffix.lower()] for part in _in_folder(path)} if path.is_dir() else set()
    if len(kinds) > 1:
        raise DatasetError(f"{path}: a folder of several formats ({', '.join(sorted(kinds))}); name one folder each")
    if kinds:
        return kinds.pop()
    try:
        return FORMATS[path.suffix.lower()]
    except KeyError:
        raise DatasetError(f"{path}: not a data set (known endings: {', '.join(sorted(FORMATS))})") from None


def _in_folder(path: Path) -> list[Path]:
    return sorted(part for part in path.iterdir() if part.suffix.lower() in FORMATS and not part.name.startswith("."))


def parts_of(path: Path) -> list[Path]:
    """Return the files of a data set in the order of their names: itself, or the parts in its folder."""
    if not path.is_dir():
        return [path]
    parts = _in_folder(path)
    if not parts:
        raise DatasetError(f"{path}: a folder without a data set (known endings: {', '.join(sorted(FORMATS))})")
    return parts


def read(path: Path, skip: int = 0) -> Iterator[Row | Unreadable]:
    """Yield the rows of a data set from a row number on.

    Raises:
        DatasetError: the file is missing or as a whole not of its format.
    """
    readers = {"jsonl": _read_jsonl, "csv": _read_csv, "tsv": _read_csv, "parquet": _read_parquet}
    try:
        yield from readers[format_of(path)](path, skip)
    except FileNotFoundError as error:
        raise DatasetError(f"{path}: no such file") from error
    except (OSError, ValueError, csv.Error) as error:  # pyarrow's errors are both ValueError and its own
        raise DatasetError(f"{path}: cannot be read: {error}") from error


def count(path: Path) -> int:
    """Return the number of rows, readable or not.

    Raises:
        DatasetError: as ``read``.
    """
    if format_of(path) == "parquet":
        return sum(pyarrow_parquet().ParquetFile(part).metadata.num_rows for part in parts_of(path))
    if format_of(path) == "jsonl":
        return sum(1 for _ in _lines(path))
    return sum(1 for _ in read(path))


def _lines(path: Path) -> Iterator[bytes]:
    for part in parts_of(path):
        with open_regular(str(part)) as stream:
            for number, line in enumerate(stream):
                text = line if number else line.removeprefix(b"\xef\xbb\xbf")
                if text.strip():
                    yield text


def _read_jsonl(path: Path, skip: int) -> Iterator[Row | Unreadable]:
    yield from map(_record, islice(_lines(path), skip, None))


def _record(line: bytes) -> Row | Unreadable:
    try:
        row = msgspec.json.decode(line)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        return Unreadable(f"not JSON: {error}")
    return row if isinstance(row, dict) else Unreadable("not a JSON object")


def _read_csv(path: Path, skip: int) -> Iterator[Row | Unreadable]:
    for part in parts_of(path):
        names: list[str] | None = None
        with open_regular(str(part)) as stream:
            for cells in csv_rows.read(stream, delimiter_of(path)):
                if names is None:
                    names = _header(part, cells)
                elif skip:
                    skip -= 1
                else:
                    yield _row(names, cells)


def header_of(path: Path) -> list[str]:
    """Return the names in the first row of a CSV or TSV file; of a folder, those of all its files.

    Raises:
        DatasetError: it has none, or one twice.
    """
    names: dict[str, None] = {}
    for part in parts_of(path):
        with open_regular(str(part)) as stream:
            names |= dict.fromkeys(_header(part, next(csv_rows.read(stream, delimiter_of(path)), [])))
    return list(names)


def _header(path: Path, cells: list[str] | csv_rows.Broken) -> list[str]:
    if isinstance(cells, csv_rows.Broken) or not cells:
        raise DatasetError(f"{path}: cannot be read: its first row names no columns")
    twice = next((name for name in cells if cells.count(name) > 1), None)
    if twice is not None:
        raise DatasetError(f"{path}: two columns are named {twice!r}; rename one, or its values would be lost")
    return cells


def _row(names: list[str], cells: list[str] | csv_rows.Broken) -> Row | Unreadable:
    if isinstance(cells, csv_rows.Broken):
        return Unreadable(cells.reason)
    if len(cells) != len(names):
        return Unreadable("more or fewer fields than the header")
    return dict(zip(names, cells, strict=True))


def _read_parquet(path: Path, skip: int) -> Iterator[Row | Unreadable]:
    for part in parts_of(path):
        file = pyarrow_parquet().ParquetFile(part)
        if file.metadata.num_rows <= skip:
            skip -= file.metadata.num_rows
            continue
        yield from _read_part(file, skip)
        skip = 0


def _read_part(file: Any, skip: int) -> Iterator[Row]:
    done = 0
    for group in range(file.num_row_groups):
        size = file.metadata.row_group(group).num_rows
        if done + size > skip:
            for batch in file.iter_batches(batch_size=1024, row_groups=[group]):
                rows = batch.to_pylist()
                yield from rows[max(0, skip - done) :]
                done += len(rows)
        else:
            done += size


def pyarrow_parquet() -> Any:
    """Return the module that reads Parquet.

    Raises:
        DatasetError: it is not installed.
    """
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise DatasetError("Parquet needs the extra: pip install 'mtcheck[parquet]'") from error
    return pyarrow.parquet


def delimiter_of(path: Path) -> str:
    """Return what stands between the fields of a CSV or TSV file."""
    return "\t" if format_of(path) == "tsv" else ","
