"""The formats that mtcheck reads: each is a module with ``read(text) -> Layout``, one line in FORMATS."""

from collections.abc import Callable
from pathlib import PurePath

from mtcheck.input.formats import html, markdown, paragraphs, plain, subtitles, xml
from mtcheck.input.layout import Layout

FORMATS: dict[str, Callable[[str], Layout]] = {
    "html": html.read,
    "markdown": markdown.read,
    "paragraphs": paragraphs.read,
    "plain": plain.read,
    "srt": subtitles.read_srt,
    "vtt": subtitles.read_vtt,
    "xml": xml.read,
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
"""File ending → format name; these endings are what a folder is searched for."""


def format_of(name: str) -> str:
    """Return the format a file name stands for: plain text unless its ending says otherwise."""
    return ENDINGS.get(PurePath(name).suffix.lower(), "plain")
