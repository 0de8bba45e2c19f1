"""Reads WordNet's data files for the build script: each word's senses, their hypernyms, their verb frames."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

PARTS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}

Synset = tuple[str, int]
"""The part of speech and the offset that name a set of synonyms."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a word, the number of times that a tagged corpus has it, and the word's place among its names."""

    synset: Synset
    count: int
    rank: int


@dataclass(slots=True)
class Database:
    """All senses of all words; underscores are blanks."""

    senses: dict[tuple[str, str], list[Sense]] = field(default_factory=lambda: defaultdict(list))
    above: dict[Synset, tuple[Synset, ...]] = field(default_factory=dict)
    instances: set[Synset] = field(default_factory=set)
    relational: set[Synset] = field(default_factory=set)
    frames: dict[tuple[Synset, str], set[int]] = field(default_factory=lambda: defaultdict(set))
    words: dict[Synset, list[str]] = field(default_factory=dict)

    def ancestors(self, synset: Synset) -> frozenset[Synset]:
        """Return a set of synonyms and all that it is a kind or an instance of."""
        found, queue = {synset}, [synset]
        while queue:
            new = set(self.above.get(queue.pop(), ())) - found
            found |= new
            queue.extend(new)
        return frozenset(found)


def load(folder: Path) -> Database:
    """Read the folder ``dict`` of WordNet 3.

    Raises:
        OSError: a file is missing.
    """
    database = Database()
    for part, name in PARTS.items():
        for line in _lines(folder / f"data.{name}"):
            _read_synset(database, part, line)
    for line in _lines(folder / "index.sense"):
        key, offset, rank, count = line.split()
        lemma, _, rest = key.partition("%")
        part = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}[rest[0]]
        database.senses[lemma.replace("_", " "), part].append(Sense((part, int(offset)), int(count), int(rank)))
    return database


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        yield from (line for line in lines if not line.startswith(" "))


def _read_synset(database: Database, part: str, line: str) -> None:
    fields = line.partition(" | ")[0].split()
    synset = (part, int(fields[0]))
    number = int(fields[3], 16)
    words = [word.partition("(")[0].replace("_", " ") for word in fields[4 : 4 + 2 * number : 2]]
    database.words[synset] = words
    rest = fields[4 + 2 * number :]
    pointers = [tuple(rest[1 + 4 * at : 5 + 4 * at]) for at in range(int(rest[0]))]
    database.above[synset] = tuple((to, int(at)) for kind, at, to, _ in pointers if kind in {"@", "@i"})
    if any(kind == "@i" for kind, *_ in pointers):
        database.instances.add(synset)
    if part == "a" and any(kind == "\\" for kind, *_ in pointers):
        database.relational.add(synset)
    if part == "v":
        _read_frames(database, synset, words, rest[1 + 4 * len(pointers) :])


def _read_frames(database: Database, synset: Synset, words: list[str], fields: list[str]) -> None:
    for at in range(1, len(fields) - 1, 3):
        frame, which = int(fields[at + 1]), int(fields[at + 2], 16)
        for word in [words[which - 1]] if which else words:
            database.frames[synset, word.lower()].add(frame)
