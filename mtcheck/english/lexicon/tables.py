"""Reads the tables kept by hand: a line an entry, sorted, columns parted by tabs, ``#`` for remarks."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mtcheck.english.lexicon import files

NOTHING: frozenset[str] = frozenset()
_EMPTY = "-"


@dataclass(frozen=True, slots=True)
class About:
    """What a class of words is: how the tags of its words begin, the classes it lies in, what it holds."""

    tags: str
    within: frozenset[str]
    holds: str


@dataclass(frozen=True, slots=True)
class Valency:
    """The prepositions after a word: those it governs, others that may follow it, those that are wrong there."""

    governs: frozenset[str]
    allows: frozenset[str]
    wrong: frozenset[str]


@dataclass(frozen=True, slots=True)
class Foreign:
    """A word of another language: which one, its translations, likeliest first, and its marks in the table."""

    language: str
    translations: tuple[str, ...]
    marks: frozenset[str]

    @property
    def also_english(self) -> bool:
        """Whether English has a word spelt so, which makes this one no sure sign of the language."""
        return "also-english" in self.marks


def rows(path: Path) -> Iterator[list[str]]:
    """Yield the columns of each line of a table.

    Raises:
        OSError: the file cannot be read.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    yield from (line.split("\t") for line in lines if not line.startswith("#"))


def _set(column: str) -> frozenset[str]:
    return NOTHING if column == _EMPTY else frozenset(column.split())


@cache
def about() -> Mapping[str, About]:
    """Return the classes of words that are kept by hand."""
    return {
        name: About("" if tags == _EMPTY else tags, _set(within), holds)
        for name, tags, within, holds in rows(files.ABOUT)
    }


@cache
def within(name: str) -> frozenset[str]:
    """Return a class and all classes that its words are in too; those of which no table tells are features only."""
    direct = about()[name].within if name in about() else NOTHING
    return direct.union({name}, *map(within, direct))


@cache
def classes() -> Mapping[str, frozenset[str]]:
    """Return the classes of each word, those that another class brings along included."""
    joined: dict[str, frozenset[str]] = {}
    found: dict[str, frozenset[str]] = {}
    for word, names in rows(files.CLASSES):
        if names not in joined:
            joined[names] = NOTHING.union(*map(within, names.split()))
        found[word] = joined[names]
    return found


@cache
def _alike() -> Mapping[frozenset[str], list[str]]:
    """Return the words that are in the same classes, by these."""
    found: dict[frozenset[str], list[str]] = defaultdict(list)
    for word, names in classes().items():
        found[names].append(word)
    return found


def having(name: str) -> set[str]:
    """Return the words of a class."""
    return {word for names, words in _alike().items() if name in names for word in words}


@cache
def frames() -> Mapping[str, frozenset[str]]:
    """Return the frames of the verbs whose clauses are kept by hand."""
    return {verb: _set(names) for verb, names in rows(files.FRAMES)}


@cache
def valency() -> Mapping[tuple[str, str], Valency]:
    """Return what is known of the prepositions after a word, by word and part of speech (a, n, v)."""
    return {
        (word, part): Valency(_set(governs), _set(allows), _set(wrong))
        for word, part, governs, allows, wrong in rows(files.VALENCY)
    }


@cache
def foreign() -> Mapping[str, tuple[Foreign, ...]]:
    """Return the small words of other languages, each with the languages that have it."""
    found: dict[str, list[Foreign]] = defaultdict(list)
    for word, language, translations, marks in rows(files.FOREIGN):
        found[word].append(Foreign(language, tuple(translations.split(" / ")), _set(marks)))
    return {word: tuple(entries) for word, entries in found.items()}
