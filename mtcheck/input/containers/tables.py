"""Tables with named columns: TSV (one row a line, no quoting) and CSV (RFC 4180, comma or semicolon); aligned lines."""

from collections.abc import Iterator, Mapping, Sequence

import regex

from mtcheck.core.model import Span
from mtcheck.core.prepared import STORE
from mtcheck.core.settings import Config
from mtcheck.input.containers.unit import Fault, Unit

_LINE = STORE.pattern(r"[^\n]*+\n|[^\n]++")

Cell = tuple[str, Span]
"""A field's value, and the code points of the file that hold it, quotation marks included."""

Row = tuple[int, list[Cell]]
"""A row: its first line, from 1, and its cells."""


def read_tsv(text: str, config: Config) -> Iterator[Unit | Fault]:
    """Yield the units of a tab-separated file; quotation marks in it are text."""
    yield from _units(_tsv_rows(text), config)


def read_csv(text: str, config: Config) -> Iterator[Unit | Fault]:
    """Yield the units of a CSV file; the separator is the one that sets the target column's name apart."""
    head = text[: text.find("\n") + 1 or len(text)]
    sign = ";" if head.count(";") > head.count(",") else ","
    try:
        yield from _units(_csv_rows(text, sign), config)
    except _Broken as error:
        yield Fault(f"a field in quotation marks does not end as CSV asks: {error}", error.line)


def _units(rows: Iterator[Row], config: Config) -> Iterator[Unit | Fault]:
    first = next(rows, None)
    names = [value.strip() for value, _ in first[1]] if first else []
    if config.target_column not in names:
        yield Fault(
            f"no column {config.target_column!r} in its first row; name it with --target-column", 1, foreign=True
        )
        return
    columns = {name: index for index, name in reversed(list(enumerate(names)))}
    for line, cells in rows:
        if len(cells) == 1 and not cells[0][0].strip():
            continue
        if len(cells) != len(names):
            yield Fault(f"{len(cells)} fields where the first row has {len(names)}; not checked", line)
        else:
            yield _unit(line, cells, columns, config)


def _unit(line: int, cells: Sequence[Cell], columns: Mapping[str, int], config: Config) -> Unit:
    def value(name: str) -> str | None:
        return cells[columns[name]][0] if name in columns else None

    target, place = cells[columns[config.target_column]]
    segment = value(config.id_column) or str(line)
    return Unit(segment, line, target, value(config.source_column), value(config.reference_column), place=place)


def _tsv_rows(text: str) -> Iterator[Row]:
    for number, (line, start) in enumerate(_lines(text), 1):
        cells: list[Cell] = []
        for field in line.split("\t"):
            cells.append((field, Span(start, start + len(field))))
            start += len(field) + 1  # noqa: PLW2901  (it runs along the line)
        yield number, cells


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """Yield each line without its end, and where it starts; a byte order mark is no part of the first."""
    for match in _LINE.finditer(text, 1 if text.startswith("\ufeff") else 0):
        yield match.group().removesuffix("\n").removesuffix("\r"), match.start()


class _Broken(Exception):
    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


def _csv_rows(text: str, sign: str) -> Iterator[Row]:
    cell = regex.compile(rf'"(?P<quoted>(?:[^"]++|"")*+)"(?=[{sign}\r\n]|\Z)|(?P<bare>(?!")[^{sign}\r\n]*+)')
    at, line, size = (1 if text.startswith("\ufeff") else 0), 1, len(text)
    while at < size:
        cells: list[Cell] = []
        first = line
        while True:
            match = cell.match(text, at)
            if match is None:
                raise _Broken(line)
            value = match["bare"] if match["quoted"] is None else match["quoted"].replace('""', '"')
            cells.append((value, Span(*match.span())))
            line += match.group().count("\n")
            at = match.end()
            if text[at : at + 1] != sign:
                break
            at += 1
        at += 2 if text[at : at + 2] == "\r\n" else 1
        line += 1
        yield first, cells


def csv_field(target: str, old: str) -> str:
    """Return a target as a CSV field, in quotation marks if the old one had them or it needs them."""
    if old.startswith('"') or regex.search(r'[",;\r\n]', target):
        return '"' + target.replace('"', '""') + '"'
    return target


def plain_field(target: str, old: str) -> str:  # noqa: ARG001
    """Return a target as a field of a format without quoting.

    Raises:
        ValueError: it holds a tab or a line break.
    """
    if regex.search(r"[\t\r\n]", target):
        raise ValueError("it holds a tab or a line break")
    return target


def read_lines(text: str, sources: Sequence[str] | None, references: Sequence[str] | None) -> Iterator[Unit]:
    """Yield a unit for each line; the others' lines are as many. Lines that are blank on all sides are none."""
    for index, (line, start) in enumerate(_lines(text)):
        source = sources[index] if sources is not None else None
        reference = references[index] if references is not None else None
        if line.strip() or (source or "").strip():
            place = Span(start, start + len(line))
            yield Unit(str(index + 1), index + 1, line, source, reference, place=place)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, without line ends and byte order mark."""
    return [line for line, _ in _lines(text)]
