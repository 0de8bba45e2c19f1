"""The columns of a data set, from all of it: formats with fixed columns need them before the first row is written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from mtcheck.datasets.rows import DatasetError, Row, format_of, header_of, parts_of, pyarrow_parquet, read

_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Shape:
    """The names of the columns and, for Parquet, their types as a ``pyarrow.Schema``."""

    names: tuple[str, ...] = ()
    schema: Any = None

    def beside(self, more: Mapping[str, str]) -> "Shape":
        """Return the shape with more columns after the others, by their Arrow types."""
        names = (*(name for name in self.names if name not in more), *more)
        if self.schema is None:
            return Shape(names)
        import pyarrow

        own = [column for column in self.schema if column.name not in more]
        added = [(name, pyarrow.list_(pyarrow.string()) if kind == "list" else kind) for name, kind in more.items()]
        return Shape((), pyarrow.schema([*own, *added]))


def shape_of(source: Path, wanted: str) -> Shape:
    """Return the columns that an output of a format needs for the rows of an input.

    Raises:
        DatasetError: the input cannot be read, or a column is of several types that no Parquet column holds.
    """
    kind = format_of(source)
    if wanted == "jsonl":
        return Shape()
    if kind in {"csv", "tsv"} and wanted != "parquet":
        return Shape(tuple(header_of(source)))
    schema = _schema_of_parts(source) if kind == "parquet" else None
    if wanted != "parquet":
        return Shape(tuple(schema.names) if schema is not None else _names(source))
    return Shape((), schema if schema is not None else _inferred(source))


def _schema_of_parts(source: Path) -> Any:
    import pyarrow

    try:
        return _united(pyarrow_parquet().read_schema(part) for part in parts_of(source))
    except (OSError, pyarrow.ArrowException) as error:
        raise DatasetError(f"{source}: cannot be read: {error}") from error


def _names(source: Path) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for row in read(source):
        if isinstance(row, dict):
            names |= dict.fromkeys(row)
    return tuple(names)


def _inferred(source: Path) -> Any:
    """Return the types of the columns of an input that does not state them, from all its rows."""
    pyarrow_parquet()
    import pyarrow

    try:
        return _united(_schema(batch) for batch in _batches(source))
    except pyarrow.ArrowException as error:
        raise DatasetError(f"{source}: no Parquet types hold its columns: {error}; write .jsonl instead") from error


def _batches(source: Path) -> Iterator[list[Row]]:
    rows = (row for row in read(source) if isinstance(row, dict))
    while batch := list(islice(rows, _BATCH)):
        yield batch


def _schema(batch: list[Row]) -> Any:
    import pyarrow

    names = dict.fromkeys(name for row in batch for name in row)
    return pyarrow.schema([(name, pyarrow.array([row.get(name) for row in batch]).type) for name in names])


def _united(schemas: Iterable[Any]) -> Any:
    import pyarrow

    whole = pyarrow.schema([])
    for schema in schemas:
        if schema != whole:
            whole = pyarrow.unify_schemas([whole, schema], promote_options="permissive")
    return whole
