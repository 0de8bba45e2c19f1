"""Files that hold many texts with their sources: each module reads one kind and says where every target stands.

JSON Lines is read by mtcheck.input.reading, line by line.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath

from mtcheck.core.model import Span
from mtcheck.core.settings import Config
from mtcheck.input.containers import po, tables, tmx, xliff
from mtcheck.input.containers.unit import Fault, Unit

Item = Unit | Fault

READERS: dict[str, Callable[[str, Config], Iterable[Item]]] = {
    "csv": tables.read_csv,
    "po": po.read,
    "tmx": tmx.read,
    "tsv": tables.read_tsv,
    "xliff": xliff.read,
}
"""Kind → reader of a decoded file."""

ENDINGS = {
    ".csv": "csv",
    ".po": "po",
    ".tmx": "tmx",
    ".tsv": "tsv",
    ".xlf": "xliff",
    ".xliff": "xliff",
}
"""File ending → kind. What is found in a folder and holds other things or languages is passed over."""

ALIGNED = "lines"
"""The kind of a file of one text a line beside a file of sources or references."""

KINDS = frozenset({"jsonl", ALIGNED, *READERS})
"""Every kind of file that holds many texts."""

_WRITERS: dict[str, Callable[[str, str], str]] = {
    "csv": tables.csv_field,
    "lines": tables.plain_field,
    "po": po.msgstr,
    "tmx": lambda target, old: target,  # noqa: ARG005  (what stands in XML is read and written as it stands)
    "tsv": tables.plain_field,
    "xliff": lambda target, old: target,  # noqa: ARG005
}


def kind_of(name: str) -> str | None:
    """Return the kind that a file name stands for, if it is one of these."""
    return ENDINGS.get(PurePath(name).suffix.lower())


def read(kind: str, text: str, config: Config) -> Iterator[Item]:
    """Yield the units of a decoded file, and a fault for what is none."""
    yield from READERS[kind](text, config)


class CannotKeep(Exception):
    """A target that cannot be put back without changing more than itself; the message says why."""


Target = tuple[str | None, Span | None, str]
"""A unit's name, the place of its target, and its new text."""


def replaced(kind: str, text: str, targets: Iterable[Target]) -> str:
    """Return a decoded file with other targets, all else as it stood.

    Raises:
        CannotKeep: a target has no place that is its own, or its new text does not fit there.
    """
    for segment, place, target in sorted(targets, key=lambda one: one[1] or Span(0, 0), reverse=True):
        if place is None:
            raise CannotKeep(f"the target of {segment!r} has no place of its own in the file")
        try:
            new = _WRITERS[kind](target, place.of(text))
        except ValueError as error:
            raise CannotKeep(f"the corrected target of {segment!r} does not fit: {error}") from error
        text = text[: place.start] + new + text[place.end :]
    return text
