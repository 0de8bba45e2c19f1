"""Reads CSV so that a bad row costs itself alone: the next line begins a row again."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONGEST = 10_000_000
"""Characters in a field at the most."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that cannot be read, and why."""

    reason: str


def read(stream: Iterable[bytes], delimiter: str) -> Iterator[list[str] | Broken]:
    """Yield the cells of each row of a UTF-8 file that is open as bytes; blank lines are no rows."""
    csv.field_size_limit(LONGEST)
    lines = _Lines(stream)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            lines.back_to_second()
            yield Broken(f"not CSV: {error}")
            continue
        if any("\udc80" <= char <= "\udcff" for cell in cells for char in cell):
            yield Broken("not UTF-8")
        elif cells:
            yield cells


class _Lines:
    """The lines of a file; those read since ``begin`` can be read again, save the first."""

    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = iter(stream)
        self._again: deque[str] = deque()
        self._read: list[str] = []
        self._first = True

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self._again:
            line = self._again.popleft()
        else:
            line = next(self._stream).decode("utf-8", "surrogateescape")
            line = line.removeprefix("\ufeff") if self._first else line
            self._first = False
        self._read.append(line)
        return line

    def begin(self) -> None:
        self._read.clear()

    def back_to_second(self) -> None:
        self._again.extendleft(reversed(self._read[1:]))
