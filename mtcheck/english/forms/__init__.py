"""Forms of English words and the dictionary forms they belong to, as LemmInflect has them, answer for answer.

LemmInflect reads its tables into dictionaries of a hundred thousand entries and imports NumPy, which takes half a
second; here the same entries are searched as they lie. The README in this folder names the data and their licence.
"""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

from mtcheck.english.forms import regular
from mtcheck.english.forms.guess import Guesser, unpack
from mtcheck.english.lines import line_of

_HERE = Path(__file__).parent
LEMMAS, FORMS, GUESSES = (_HERE / name for name in ("lemmas.bin", "forms.bin", "guesses.bin"))
FILES = (LEMMAS, FORMS, GUESSES)
"""All data that answers come from."""

_OF_TAGS = {"N": "NOUN", "V": "VERB", "J": "ADJ", "R": "ADV"}
_OTHERWISE = {"VBD": "VBN", "VBN": "VBD", "JJR": "RBR", "JJS": "RBS", "RBR": "JJR", "RBS": "JJS"}
"""The tag whose form stands in where a word has none for the one asked."""


def classes(word: str) -> frozenset[str]:
    """Return the classes, such as NOUN, that a word in lower case is known in, in any form."""
    return frozenset(_known_as(word))


def dictionary_forms(word: str, word_class: str) -> tuple[str, ...]:
    """Return the dictionary forms of a word of a class (NOUN, PROPN, VERB, ADJ, ADV), likeliest first.

    One that no table has is guessed; the capitals are those of the word.
    """
    name = word_class == "PROPN"
    key = word.capitalize() if name else word.lower()
    wanted = "NOUN" if name else word_class
    found = _known_as(key).get(wanted)
    if found is None:
        found = (regular.undone(word, _guesser("lemma").guess(word, wanted)),)
    return _styled(word, found)


def inflected(lemma: str, tag: str, *, guess: bool = True) -> tuple[str, ...]:
    """Return the forms of a dictionary word that an inflected Penn tag asks for, likeliest first.

    One that no table has is guessed unless that is not wanted, and then there is none; the capitals are those given.
    """
    known = _known_forms(lemma.capitalize() if tag == "NNPS" else lemma.lower())
    plain = tag.replace("NNPS", "NNS")
    found = known.get(plain) or known.get(_OTHERWISE.get(plain, ""))
    if found is None and guess:
        word_class = _OF_TAGS[tag[0]]
        found = (regular.done(lemma.lower(), plain, _guesser("form").guess(lemma, word_class)),)
    return _styled(lemma, found or ())


def entry(word: str, fields: Mapping[str, tuple[str, ...]]) -> str:
    """Return the line of a word; a form that is the word itself is left out of it."""
    said = (f"{name}:{'/'.join('' if form == word else form for form in forms)}" for name, forms in fields.items())
    return "\t".join([word, *said])


@lru_cache(maxsize=50_000)
def _known_as(word: str) -> Mapping[str, tuple[str, ...]]:
    """Return the dictionary forms of a word by class."""
    return dict(_entries(_lemmas(), word))


@lru_cache(maxsize=20_000)
def _known_forms(word: str) -> Mapping[str, tuple[str, ...]]:
    """Return the forms of a dictionary word by tag."""
    return dict(_entries(_forms(), word))


def _entries(lines: bytes, word: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    line = line_of(lines, word).decode()
    for field in line.split("\t") if line else ():
        name, _, forms = field.partition(":")
        yield name, tuple(form or word for form in forms.split("/"))


def _styled(word: str, forms: tuple[str, ...]) -> tuple[str, ...]:
    if word.isupper():
        return tuple(form.upper() for form in forms)
    return tuple(form.capitalize() if word[:1].isupper() else form.lower() for form in forms)


@cache
def _lemmas() -> bytes:
    return LEMMAS.read_bytes()


@cache
def _forms() -> bytes:
    return FORMS.read_bytes()


@cache
def _guesser(name: str) -> Guesser:
    return unpack(GUESSES.read_bytes())[name]
