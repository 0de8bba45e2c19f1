"""The formats that mtcheck reads: each is a module with ``read(text) -> Layout``, one line in FORMATS."""

from collections.abc import Callable
from pathlib import PurePath

from mtcheck.core.late import late
from mtcheck.input.formats import plain
from mtcheck.input.layout import Layout


def _late(module: str, name: str = "read") -> Callable[..., Layout]:
    return late(f"{__name__}.{module}", name)


FORMATS: dict[str, Callable[[str], Layout]] = {
    "html": _late("html"),
    "markdown": _late("markdown"),
    "paragraphs": _late("paragraphs"),
    "plain": plain.read,
    "srt": _late("subtitles", "read_srt"),
    "vtt": _late("subtitles", "read_vtt"),
    "xml": _late("xml"),
}
"""Format name → reader of one text; files of many texts are read by the containers and by ``reading``."""

ENDINGS = {
    ".htm": "html",
    ".html": "html",
    ".jsonl": "jsonl",
    ".markdown": "markdown",
    ".md": "markdown",
    ".mdx": "markdown",
    ".ndjson": "jsonl",
    ".text": "plain",
    ".txt": "plain",
    ".xhtml": "html",
}
"""File ending → format name."""


def format_of(name: str) -> str:
    """Return the format a file name stands for: plain text unless its ending says otherwise."""
    return ENDINGS.get(PurePath(name).suffix.lower(), "plain")
