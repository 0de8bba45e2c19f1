"""The formats that mtcheck reads: each is a module with ``read(text) -> Layout``, one line in FORMATS."""

from collections.abc import Callable
from pathlib import PurePath

from mtcheck.document import Layout
from mtcheck.formats import html, markdown, plain, xml

FORMATS: dict[str, Callable[[str], Layout]] = {
    "html": html.read,
    "markdown": markdown.read,
    "plain": plain.read,
    "xml": xml.read,
}
"""Format name → reader of one text; files that hold many texts are read by mtcheck.containers and mtcheck.reading."""

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
