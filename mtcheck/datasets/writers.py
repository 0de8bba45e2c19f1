"""Writes data sets row by row, so that a run that was killed can go on: the sizes say what is safely on the disk."""

import csv
import json
import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import msgspec
import regex

from mtcheck.core.writing import write_atomically
from mtcheck.datasets.rows import DatasetError, delimiter_of, format_of, pyarrow_parquet
from mtcheck.datasets.shape import Shape

_SHARD = regex.compile(r"part-([0-9]{6,})\.(?:jsonl|parquet)")


class RowWriter(Protocol):
    """Where rows go; what ``flush`` returns is where a later run goes on."""

    def write(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Append rows."""

    def flush(self) -> int:
        """Bring everything to the disk and return the size."""

    def close(self) -> None:
        """Close what is open."""


class _FileWriter:
    """Appends rows to a file, cut to a size that an earlier run is known to have written."""

    def __init__(self, path: Path, size: int) -> None:
        if size and (not path.is_file() or path.stat().st_size < size):
            raise DatasetError(f"{path}: shorter than the earlier run left it; --restart begins anew")
        self._stream = path.open("r+b" if size else "wb")
        self._stream.truncate(size)
        self._stream.seek(size)

    def _append(self, data: bytes) -> None:
        self._stream.write(data)

    def flush(self) -> int:
        """Bring everything to the disk and return the size of the file."""
        self._stream.flush()
        os.fsync(self._stream.fileno())
        return self._stream.tell()

    def close(self) -> None:
        """Close the file."""
        self._stream.close()


class JsonWriter(_FileWriter):
    """Writes JSON Lines."""

    def write(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Append rows."""
        self._append(_json_lines(rows))


def _json(row: object) -> bytes:
    try:
        return msgspec.json.encode(row)
    except OverflowError:  # whole numbers of more than 64 bits
        return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()


class CsvWriter(_FileWriter):
    """Writes CSV or TSV under a header that is known beforehand; what is no text in a cell is written as JSON."""

    def __init__(self, path: Path, size: int, names: Sequence[str]) -> None:
        """Open the file, and write the header at its start."""
        super().__init__(path, size)
        self._names = list(names)
        self._delimiter = delimiter_of(path)
        if not size:
            self._write([self._names])

    def write(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Append rows."""
        self._write([[_cell(row.get(name)) for name in self._names] for row in rows])

    def _write(self, rows: Sequence[Sequence[str]]) -> None:
        lines = _Lines()
        csv.writer(lines, delimiter=self._delimiter, lineterminator="\r\n").writerows(rows)
        self._append("".join(lines).encode())


class _Lines(list[str]):
    """What a CSV writer writes, a line an item; a carriage return within a cell is quoted only if lines end in one."""

    def write(self, line: str) -> None:
        self.append(line.removesuffix("\r\n") + "\n")


def _cell(value: object) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False, default=str)


class ShardWriter:
    """Writes each batch as a file of its own in a folder, whole or not at all; ``size`` counts the files."""

    def __init__(
        self, path: Path, size: int, ending: str, encode: Callable[[Sequence[Mapping[str, Any]]], bytes]
    ) -> None:
        """Open a folder; shards from ``size`` on, left by a run that was killed, are removed."""
        self._path = path
        self._shards = size
        self._ending = ending
        self._encode = encode
        path.mkdir(exist_ok=True)
        known = {int(match[1]): one for one in path.iterdir() if (match := _SHARD.fullmatch(one.name))}
        if any(number not in known for number in range(size)):
            raise DatasetError(f"{path}: parts of the earlier run are gone; --restart begins anew")
        for number, one in known.items():
            if number >= size or one.suffix != f".{ending}":
                one.unlink()

    def write(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write a shard, if there are rows."""
        if rows:
            self._write(rows)

    def _write(self, rows: Sequence[Mapping[str, Any]]) -> None:
        write_atomically(self._path / f"part-{self._shards:06}.{self._ending}", self._encode(rows))
        self._shards += 1

    def flush(self) -> int:
        """Return the number of shards."""
        return self._shards

    def close(self) -> None:
        """Write an empty shard where there is none, so that the columns can be read."""
        if not self._shards:
            self._write([])


def _json_lines(rows: Sequence[Mapping[str, Any]]) -> bytes:
    return b"".join(_json(row) + b"\n" for row in rows)


def _parquet(rows: Sequence[Mapping[str, Any]], schema: Any) -> bytes:
    import pyarrow

    sink = pyarrow.BufferOutputStream()
    pyarrow_parquet().write_table(pyarrow.Table.from_pylist(list(rows), schema=schema), sink)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def writer(path: Path, size: int, shape: Shape, shards: str | None = None) -> RowWriter:
    """Return the writer for a path; size 0 starts anew. ``shards`` names the format of a folder of them.

    Raises:
        DatasetError: its format is not known or needs an extra, or the file is not what an earlier run left.
    """
    kind = shards or format_of(path)
    if kind == "parquet":
        return ShardWriter(path, size, kind, partial(_parquet, schema=shape.schema))
    if shards:
        return ShardWriter(path, size, kind, _json_lines)
    return JsonWriter(path, size) if kind == "jsonl" else CsvWriter(path, size, shape.names)
