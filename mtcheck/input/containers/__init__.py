"""Files that hold many texts with their sources: each module reads one kind and says where every target stands.

JSON Lines is read by mtcheck.input.reading, line by line.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

from mtcheck.core.late import late
from mtcheck.core.model import Span
from mtcheck.core.settings import Config
from mtcheck.input.containers.unit import CannotKeep, Fault, Unit

Item = Unit | Fault


def _late(module: str, name: str) -> Callable[..., Any]:
    return late(f"{__name__}.{module}", name)


READERS: dict[str, Callable[[str, Config], Iterable[Item]]] = {
    "csv": _late("tables", "read_csv"),
    "po": _late("po", "read"),
    "srt": _late("subtitles", "read_srt"),
    "tmx": _late("tmx", "read"),
    "tsv": _late("tables", "read_tsv"),
    "vtt": _late("subtitles", "read_vtt"),
    "xliff": _late("xliff", "read"),
}
"""Kind → reader of a decoded file."""

PACKED: dict[str, Callable[[bytes, Config], Iterable[Item]]] = {
    "docx": _late("word", "read"),
    "odt": _late("opendocument", "read"),
}
"""Kind → reader of the bytes of a file that is a package of parts."""

ENDINGS = {
    ".csv": "csv",
    ".docm": "docx",
    ".docx": "docx",
    ".odt": "odt",
    ".po": "po",
    ".srt": "srt",
    ".tmx": "tmx",
    ".tsv": "tsv",
    ".vtt": "vtt",
    ".xlf": "xliff",
    ".xliff": "xliff",
}
"""File ending → kind. What is found in a folder and holds other things or languages is passed over."""

ALIGNED = "lines"
"""The kind of a file of one text a line beside a file of sources or references."""

KINDS = frozenset({"jsonl", ALIGNED, *READERS, *PACKED})
"""Every kind of file that holds many texts."""

_WRITERS: dict[str, Callable[[str, str], str]] = {
    "csv": _late("tables", "csv_field"),
    "lines": _late("tables", "plain_field"),
    "po": _late("po", "msgstr"),
    "tmx": lambda target, old: target,  # noqa: ARG005  (what stands in XML is read and written as it stands)
    "tsv": _late("tables", "plain_field"),
    "xliff": lambda target, old: target,  # noqa: ARG005
}


def kind_of(name: str) -> str | None:
    """Return the kind that a file name stands for, if it is one of these."""
    return ENDINGS.get(PurePath(name).suffix.lower())


def read(kind: str, text: str, config: Config) -> Iterator[Item]:
    """Yield the units of a decoded file, and a fault for what is none."""
    yield from READERS[kind](text, config)


def repacked(kind: str, raw: bytes, texts: Mapping[str | None, str], config: Config) -> bytes:
    """Return a file of parts in which the texts of some segments are others, all else as it was.

    Raises:
        CannotKeep: that cannot be done, or not without changing more.
    """
    if kind != "docx":
        raise CannotKeep(f"an {kind} file is read only; save it as .docx to have it corrected")
    from mtcheck.input.containers import word

    return word.corrected(raw, texts, config)


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


def inner(kind: str, old: str, span: Span) -> Span:
    """Return the place, in a target as it stands in a PO, XLIFF or TMX file, of a span of what it says."""
    if kind != "po":
        return span
    from mtcheck.input.containers import po

    return po.inner(old, span)


def inline(kind: str, text: str) -> str | None:
    """Return words as they may be written within a target of a PO, XLIFF or TMX file; None if they may not."""
    if kind == "po":
        from mtcheck.input.containers import po

        return po.escaped(text)
    return None if "&" in text or "<" in text else text
