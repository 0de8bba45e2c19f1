"""Names of people and countries that changed or went missing; only names that a given name or CLDR vouches for."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex
from anyascii import anyascii

from mtcheck.checks.bilingual.pair import Pair, masked, paired
from mtcheck.checks.check import Check
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document.bilingual.languages import country_names, script_of
from mtcheck.english.aliases import DEMONYMS
from mtcheck.english.lists import words


class Word(NamedTuple):
    """A word with a capital: how it stands, how it is compared, where."""

    text: str
    plain: str
    span: Span


class Person(NamedTuple):
    """A given name and the name right after it."""

    given: Word
    surname: Word


_CAPITAL = STORE.pattern(r"\p{Lu}[\p{L}\p{M}]*+(?:['’-]\p{Lu}?[\p{L}\p{M}]++)*+")
_ROMAN = STORE.pattern(r"[IVXL]+")
_EAST = STORE.pattern(
    r"(?:ov|ev|off|ow|eff|ew|in|ine|sky|ski|skij|skyj|skii|enko|uk|yan|ian|ich|ic|iani|shvili|adze)a?$"
)
"""Endings of names that each language spells in its own way."""
_LEAST = 4
_LONGEST = 5_000
"""In longer texts, in code points, a name may be anywhere; each is compared with each."""
_ALIKE = 0.5
_CYRILLIC_SAME = 0.55


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """Return a word in plain letters a to z, diacritics and script aside."""
    return regex.sub("[^a-z]", "", anyascii(word).lower())


@cache
def _given_names() -> frozenset[str]:
    names = words("men-names") | words("women-names") | words("given-names")
    return frozenset(plain(name) for name in names) - _ALSO_WORDS


_ALSO_WORDS = words("given-names-that-are-words")


def _capitals(text: str) -> list[Word]:
    return [Word(m.group(), plain(m.group()), Span(*m.span())) for m in _CAPITAL.finditer(masked(text))]


def _is_given(word: str, *, inflected: bool) -> bool:
    if word in _given_names():
        return True
    return inflected and any(
        word[:-cut] + end in _given_names()
        for cut in (1, 2, 3)
        for end in ("", "a", "y", "iy", "j")
        if len(word) > cut + 3
    )


def _people(text: str, *, inflected: bool) -> Iterator[Person]:
    """Yield pairs of a given name and another capital word that one space parts."""
    found = _capitals(text)
    for one, other in pairwise(found):
        if text[one.span.end : other.span.start] != " " or len(other.plain) < _LEAST or _ROMAN.fullmatch(other.text):
            continue
        if other.text.isupper() or text[other.span.end : other.span.end + 1] == "-":
            continue
        if _is_given(one.plain, inflected=inflected) and not _is_given(other.plain, inflected=inflected):
            yield Person(one, other)


def _likeness(one: str, other: str) -> float:
    one, other = one.removesuffix("s"), other.removesuffix("s")
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()


def _spelling(word: str) -> str:
    """Return a plain name with what is one sound spelled one way."""
    word = regex.sub("(?<=[aou])e", "", word)
    for other, one in (
        ("tsch", "ch"),
        ("tch", "ch"),
        ("sch", "sh"),
        ("kh", "h"),
        ("ph", "f"),
        ("w", "v"),
        ("ou", "u"),
        ("th", "t"),
    ):
        word = word.replace(other, one)
    word = regex.sub("[yj]", "i", word)
    return regex.sub(r"(.)\1", r"\1", word)


def people(pair: Pair) -> Iterator[Hit]:
    """Yield the people of the source whose surname the target changed, or of whose name it has no part."""
    script = script_of(pair.source)
    if script not in {"Latin", "Cyrillic"} or len(pair.source) > _LONGEST:
        return
    named = list(_people(pair.source, inflected=script == "Cyrillic"))
    if script == "Latin":
        yield from _changed(pair, named)
    yield from _missing(pair, named, least=_ALIKE if script == "Latin" else _CYRILLIC_SAME)


def _changed(pair: Pair, named: list[Person]) -> Iterator[Hit]:
    """Yield surnames that differ after the same given name, where the target has the source's nowhere."""
    ours = list(_people(pair.target, inflected=False)) + _after_given(pair)
    present = {_spelling(word.plain.removesuffix("s")) for word in _capitals(pair.target)}
    for person in named:
        theirs = _spelling(person.surname.plain.removesuffix("s"))
        if theirs in present or _EAST.search(person.surname.plain) or _EAST.search(theirs):
            continue
        for other in ours:
            if other.given.plain == person.given.plain and not _EAST.search(other.surname.plain):
                likeness = _likeness(theirs, _spelling(other.surname.plain))
                if _ALIKE <= likeness < 1:
                    fixes, there = (person.surname.text,), person.surname.span
                    yield Hit(other.surname.span, fixes, source_span=there, kind="changed")
                break


def _after_given(pair: Pair) -> list[Person]:
    """Return the target's pairs of capital words, whatever the first of them is."""
    found = _capitals(pair.target)
    return [Person(one, other) for one, other in pairwise(found) if pair.target[one.span.end : other.span.start] == " "]


def _missing(pair: Pair, named: list[Person], *, least: float) -> Iterator[Hit]:
    """Yield people of whose name the target has no part."""
    ours = {_spelling(word.plain) for word in _capitals(pair.target[: 2 * _LONGEST])}
    for person in named:
        parts = [_spelling(person.given.plain), _spelling(person.surname.plain)]
        if not any(_likeness(part, word) >= least for part in parts for word in ours):
            yield replace(pair.lost(Span(person.given.span.start, person.surname.span.end)), kind="missing")


def changed_country(pair: Pair) -> Iterator[Hit]:
    """Yield countries that are others than the source's, where each side has one without a counterpart."""
    names = country_names(pair.language or "")
    if not names:
        return
    theirs = _countries(pair.source, names)
    ours = _countries(pair.target, {name.lower(): name for name in names.values()})
    added = [span for name, span in ours.items() if name not in theirs]
    rest = pair.target
    for span in added:
        rest = rest[: span.start] + " " * len(span) + rest[span.end :]
    missing = [span for name, span in theirs.items() if not _called(name, rest)]
    if len(missing) == len(added) == 1 and not _stems(added[0].of(pair.target), pair.source):
        name = names[missing[0].of(pair.source).lower()]
        yield Hit(added[0], (name,), source_span=missing[0])


def _countries(text: str, names: Mapping[str, str]) -> dict[str, Span]:
    found: dict[str, Span] = {}
    for match in _CAPITAL.finditer(text):
        name = names.get(match.group().lower())
        if name is not None and len(match.group()) >= _LEAST:
            found.setdefault(name, Span(*match.span()))
    return found


def _called(country: str, target: str) -> bool:
    return regex.search(rf"\b(?:{DEMONYMS.get(country, regex.escape(country[:5]))})", target) is not None


def _stems(name: str, source: str) -> bool:
    """Tell whether the source has a word, such as that for the people of a country, like the name."""
    stem = plain(name)[:-1]
    return any(plain(word).startswith(stem) for word in regex.findall(r"\p{L}{4,}", source))


NAMES = {
    "country-changed": Check(
        "it compares the countries of two texts by what each language calls them", paired(changed_country)
    ),
    "people": Check("it compares the names of two texts by their sound", paired(people), ("changed", "missing")),
}
