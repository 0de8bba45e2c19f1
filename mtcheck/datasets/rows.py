"""Reads and writes data sets row by row: JSON Lines, CSV and Parquet, by the ending of the file."""

import csv
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from mtcheck.core.errors import UserError
from mtcheck.core.writing import write_atomically

FORMATS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "tsv", ".parquet": "parquet"}

Row = dict[str, Any]


class DatasetError(UserError):
    """A data set that cannot be read or written; the message says why."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that is none, and why."""

    reason: str


def format_of(path: Path) -> str:
    """Return the format of a data set.

    Raises:
        DatasetError: its ending is not known.
    """
    try:
        return FORMATS[path.suffix.lower()]
    except KeyError:
        raise DatasetError(f"{path}: not a data set (known endings: {', '.join(sorted(FORMATS))})") from None


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
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DatasetError(f"{path}: cannot be read: {error}") from error


def _read_jsonl(path: Path, skip: int) -> Iterator[Row | Unreadable]:
    with path.open("rb") as stream:
        lines = (line for line in stream if line.strip())
        for line in islice(lines, skip, None):
            try:
                row = msgspec.json.decode(line)
            except msgspec.MsgspecError as error:
                yield Unreadable(f"not JSON: {error}")
                continue
            yield row if isinstance(row, dict) else Unreadable("not a JSON object")


def _read_csv(path: Path, skip: int) -> Iterator[Row | Unreadable]:
    csv.field_size_limit(min(sys.maxsize, 10_000_000))
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream, delimiter=_delimiter(path), restkey="", strict=True)
        for row in islice(rows, skip, None):
            if "" in row or None in row.values():
                yield Unreadable("more or fewer fields than the header")
            else:
                yield row


def _read_parquet(path: Path, skip: int) -> Iterator[Row | Unreadable]:
    parquet = _pyarrow()
    file = parquet.ParquetFile(path)
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


def _pyarrow() -> Any:
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise DatasetError("Parquet needs the extra: pip install 'mtcheck[parquet]'") from error
    return pyarrow.parquet


def _delimiter(path: Path) -> str:
    return "\t" if format_of(path) == "tsv" else ","


class Writer:
    """Appends rows to a data set; ``size`` after ``flush`` is where a later run cuts the file to go on."""

    def __init__(self, path: Path, size: int) -> None:
        """Open a file, cut to a size that an earlier run is known to have written; 0 starts anew."""
        self.path = path
        self._stream = path.open("r+b" if size else "wb")
        self._stream.truncate(size)
        self._stream.seek(size)
        self._header: list[str] | None = None
        if size and format_of(path) in {"csv", "tsv"}:
            with path.open(encoding="utf-8", newline="") as lines:
                self._header = next(csv.reader(lines, delimiter=_delimiter(path)))

    def write(self, rows: list[Mapping[str, Any]]) -> None:
        """Append rows."""
        if format_of(self.path) == "jsonl":
            self._stream.write(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
        else:
            self._write_csv(rows)

    def _write_csv(self, rows: list[Mapping[str, Any]]) -> None:
        import io

        text = io.StringIO(newline="")
        out = csv.writer(text, delimiter=_delimiter(self.path), lineterminator="\n")
        if self._header is None and rows:
            self._header = list(rows[0])
            out.writerow(self._header)
        for row in rows:
            out.writerow([row.get(name, "") for name in self._header or ()])
        self._stream.write(text.getvalue().encode())

    def flush(self) -> int:
        """Bring everything to the disk and return the size of the file."""
        import os

        self._stream.flush()
        os.fsync(self._stream.fileno())
        return self._stream.tell()

    def close(self) -> None:
        """Close the file."""
        self._stream.close()


class ParquetWriter:
    """Writes each batch as a part file of its own, whole or not at all; ``size`` counts the parts."""

    def __init__(self, path: Path, size: int) -> None:
        """Open a folder; parts from ``size`` on, left by a run that was killed, are removed."""
        _pyarrow()
        self.path = path
        self._parts = size
        path.mkdir(exist_ok=True)
        for part in path.glob("part-*.parquet"):
            if int(part.stem.removeprefix("part-")) >= size:
                part.unlink()

    def write(self, rows: list[Mapping[str, Any]]) -> None:
        """Write a part."""
        if not rows:
            return
        import pyarrow
        from pyarrow import parquet

        sink = pyarrow.BufferOutputStream()
        parquet.write_table(pyarrow.Table.from_pylist(rows), sink)
        write_atomically(self.path / f"part-{self._parts:06}.parquet", sink.getvalue().to_pybytes())
        self._parts += 1

    def flush(self) -> int:
        """Return the number of parts."""
        return self._parts

    def close(self) -> None:
        """Nothing is open."""


def writer(path: Path, size: int) -> Writer | ParquetWriter:
    """Return the writer for a path.

    Raises:
        DatasetError: its format is not known or needs an extra.
    """
    return ParquetWriter(path, size) if format_of(path) == "parquet" else Writer(path, size)
