"""Word lists by name: classes of the lexicon, and ``lists/<name>.txt`` in a pack folder for what is no class of words.

A file has one entry a line, ``#`` for remarks.
"""

import errno
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from mtcheck.core.places import builtin_rules
from mtcheck.english import lexicon

_CALLED = {"months": "month", "weekdays": "weekday"}
"""Lists with another name than the class of the lexicon that they are."""
_MARKED = {"foreign-function-words": "leftover", "foreign-words-outside-names": "outside-names"}
"""Lists that are the foreign words with a mark."""
_TELLING = "small-words-"
"""What the names of lists begin with that are the words which tell a language; its code follows."""


def read_list(path: Path) -> frozenset[str]:
    """Return the entries of a list file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(entry for line in lines if (entry := line.partition("#")[0].strip()))


@cache
def words(name: str) -> frozenset[str]:
    """Return the entries of a list that comes with mtcheck.

    Raises:
        FileNotFoundError: there is no such list.
    """
    path = builtin_rules() / "lists" / f"{name}.txt"
    if path.is_file():
        return read_list(path)
    try:
        return _marked(name) or lexicon.words(_CALLED.get(name, name))
    except KeyError as error:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path)) from error


def _marked(name: str) -> frozenset[str]:
    if name.startswith(_TELLING):
        return lexicon.foreign_words("telling", name.removeprefix(_TELLING))
    return lexicon.foreign_words(_MARKED[name]) if name in _MARKED else frozenset()


@cache
def choice(name: str, *, capital: bool = False) -> str:
    """Return the entries of a list as alternatives of a pattern, longest first; with a capital letter each, if asked.

    Raises:
        FileNotFoundError: there is no such list.
    """
    entries = {entry.capitalize() for entry in words(name)} if capital else words(name)
    return "|".join(map(re.escape, sorted(entries, key=lambda entry: (-len(entry), entry))))


def files() -> Iterator[Path]:
    """Yield every file that a list which comes with mtcheck is read from, in a fixed order."""
    yield from sorted((builtin_rules() / "lists").glob("*.txt"))
    yield from lexicon.FILES
