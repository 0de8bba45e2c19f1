"""Word lists by name: classes of the lexicon, and ``lists/<name>.txt`` in a pack folder for what is no class of words.

A file has one entry a line, ``#`` for remarks.
"""

import errno
import os
import re
from functools import cache
from hashlib import sha256
from pathlib import Path

from mtcheck.core.places import builtin_rules
from mtcheck.english import forms, lexicon

_OURS = "en"
"""The language of the lexicon; another language has files only, until it has a lexicon of its own."""
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
def words(name: str, language: str = _OURS) -> frozenset[str]:
    """Return the entries of a list that comes with mtcheck for a language.

    Raises:
        FileNotFoundError: there is no such list.
    """
    path = builtin_rules(language) / "lists" / f"{name}.txt"
    if path.is_file():
        return read_list(path)
    try:
        if language == _OURS:
            return _marked(name) or lexicon.words(_CALLED.get(name, name))
    except KeyError:
        pass
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))


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


@cache
def lexicon_digest(language: str) -> bytes:
    """Return a digest of all that is known of the words of a language besides the lists in its folder."""
    digest = sha256()
    for path in (*lexicon.FILES, *forms.FILES) if language == _OURS else ():
        raw = path.read_bytes()
        digest.update(f"{path.name} {len(raw)} ".encode() + raw)
    return digest.digest()
