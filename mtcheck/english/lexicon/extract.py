"""Words with their features in one file: written by the build script, read at first use.

An extract is a line of JSON, the list of all combinations of features that occur, and a line a word, sorted:
the word, a tab, the number of its combination in the list. It is searched as it is, since making a list of a hundred
thousand words would take longer than all questions that a text asks.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mtcheck.english.lines import line_of

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Extract:
    """The lines of an extract, a line feed before the first and after the last, and its combinations of features."""

    lines: bytes
    sets: tuple[frozenset[str], ...]

    def features(self, word: str) -> frozenset[str]:
        """Return the features of a word as it is written; none for a word that is not in the extract."""
        number = line_of(self.lines, word)
        return self.sets[int(number)] if number else NOTHING

    def having(self, feature: str) -> Iterator[str]:
        """Yield the words that have a feature."""
        wanted = [b"%d" % number for number, features in enumerate(self.sets) if feature in features]
        if wanted:
            found = re.findall(rb"\n([^\t\n]*)\t(?:%b)(?=\n)" % b"|".join(wanted), self.lines)
            yield from b"\n".join(found).decode().split("\n") if found else ()

    def all_features(self) -> frozenset[str]:
        """Return every feature that a word has here."""
        return frozenset().union(*self.sets)


def read(path: Path) -> Extract:
    """Read an extract.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is no extract.
    """
    return unpack(path.read_bytes(), path.name)


def unpack(packed: bytes, name: str) -> Extract:
    """Read the content of an extract's file.

    Raises:
        ValueError: it is no extract.
    """
    try:
        head, feed, rest = packed.partition(b"\n")
        return Extract(feed + rest, tuple(map(frozenset, json.loads(head))))
    except (ValueError, TypeError) as error:
        raise ValueError(f"{name} is no extract: {error}") from error


def pack(entries: Mapping[str, frozenset[str]]) -> bytes:
    """Return the content of an extract's file; the same entries give the same bytes."""
    sets = sorted({tuple(sorted(features)) for features in entries.values()})
    number = {features: at for at, features in enumerate(sets)}
    head = json.dumps(sets, separators=(",", ":"), ensure_ascii=False)
    lines = [f"{word}\t{number[tuple(sorted(entries[word]))]}\n" for word in sorted(entries)]
    return "".join([head, "\n", *lines]).encode()
