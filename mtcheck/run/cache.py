"""Remembers what was found in a text under a signature, in an SQLite file in the user's cache folder."""

import hashlib
from pathlib import Path

import msgspec

from mtcheck.core.model import SEVERITIES, Finding, Span
from mtcheck.core.places import cache_folder
from mtcheck.core.remembered import Table
from mtcheck.core.report import Placed

MOST_ROWS = 50_000
"""Texts remembered at the most; the ones unused for longest go first."""
MOST_PIECES = 200_000
"""The same for pieces of texts, of which a pass remembers what it found."""


def default_path() -> Path:
    """Return the file in the user's cache folder."""
    return cache_folder() / "found.sqlite"


class Row(msgspec.Struct, array_like=True, frozen=True):
    """A placed finding as it is stored."""

    start: int
    end: int
    rule: str
    found_by: str
    message: str
    severity: str
    category: str
    fixes: tuple[str, ...]
    safe: bool
    confidence: float
    also: tuple[str, ...]
    line: int
    column: int
    text: str
    key: str
    in_source: tuple[int, int] | None


class Entry(msgspec.Struct, array_like=True, frozen=True):
    """What is stored for a text without problems."""

    words: int
    rows: tuple[Row, ...]


_DECODE = msgspec.msgpack.Decoder(Entry)


class Cache:
    """A store of findings by content; any trouble with it means only that the text is checked again."""

    def __init__(self, path: Path, signature: str) -> None:
        """Take the file of the store; ``signature`` is part of every key."""
        self._signature = signature
        self._table = Table(path, "found", MOST_ROWS)

    def key(self, *parts: object) -> bytes:
        """Return the key of a text with all that its findings depend on."""
        body = "\x1f".join([self._signature, *map(str, parts)])
        return hashlib.sha256(body.encode("utf-8", "surrogatepass")).digest()

    def get(self, key: bytes, text: str) -> tuple[int, tuple[Placed, ...]] | None:
        """Return the words and findings stored under a key; only what can be true of the text is believed."""
        data = self._table.get(key)
        if data is None:
            return None
        try:
            entry = _DECODE.decode(data)
            findings = tuple(map(_placed, entry.rows))
        except (msgspec.MsgspecError, ValueError, TypeError, LookupError, RecursionError):
            return None
        return (entry.words, findings) if all(_possible(one, text) for one in findings) else None

    def put(self, key: bytes, words: int, findings: tuple[Placed, ...]) -> None:
        """Store the words and findings of a text."""
        self._table.put(key, msgspec.msgpack.encode(Entry(words, tuple(map(_row, findings)))))

    def close(self) -> None:
        """Prune and close the store."""
        self._table.close()


def pieces(path: Path) -> Table:
    """Return the memory of passes for pieces of texts, in the same file."""
    return Table(path, "pieces", MOST_PIECES)


def _possible(placed: Placed, text: str) -> bool:
    span = placed.finding.span
    return span.end <= len(text) and span.of(text) == placed.text and placed.line >= 1 and placed.column >= 1


def _row(placed: Placed) -> Row:
    one = placed.finding
    return Row(
        one.span.start,
        one.span.end,
        one.rule,
        one.found_by,
        one.message,
        one.severity.label,
        one.category,
        one.fixes,
        one.safe,
        one.confidence,
        one.also,
        placed.line,
        placed.column,
        placed.text,
        placed.key,
        (one.source_span.start, one.source_span.end) if one.source_span else None,
    )


def _placed(row: Row) -> Placed:
    finding = Finding(
        Span(row.start, row.end),
        row.rule,
        row.found_by,
        row.message,
        SEVERITIES[row.severity],
        row.category,
        row.fixes,
        row.safe,
        row.confidence,
        row.also,
        Span(*row.in_source) if row.in_source else None,
    )
    return Placed(finding, row.line, row.column, row.text, row.key)
