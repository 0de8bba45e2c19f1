"""Names that a stop or a space cuts in two, by what else the text has and by the names that are known."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

import regex

from mtcheck.checks.check import of_kinds
from mtcheck.checks.plain_words import alone, pairs_not_lower, places
from mtcheck.checks.vocabulary import known
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lists import words

_STOP = STORE.pattern(r"(?<![\p{L}\p{N}’'.-])(?<one>\p{Lu}\p{Ll}{2,})\. (?<two>\p{Lu}[\p{L}’-]*\p{Ll})(?=[\s,.;:!?’'])")
_TURNED = STORE.pattern(
    r"(?<![\p{L}\p{N}’'.-])(?<one>\p{L}\p{Ll}{2,})\. (?<two>\p{Lu}\p{Ll}{2,})"
    r"(?=\.(?:\s|$|[”\"]))(?=\.(?<after> \p{Ll}))?"
)


_TURNED_INSIDE = STORE.pattern(r"(?<![\p{L}\p{N}’'.-])(?<one>\p{Lu}\p{Ll}{2,})\. (?<two>\p{Lu}\p{Ll}{2,})(?= \p{Ll})")


def name_cut_by_stop(document: Document) -> Iterator[Hit]:
    """Yield the stop in a name that the text has without one, or between a given name and a family's."""
    named = document.memo(_named)
    for match in _STOP.finditer(document.prose):
        one, two = match["one"], match["two"]
        given = _given_alone(document, match.start(), one, two) or _given_once(document, one, two)
        if named[one, two] or given or _no_sentence(document, match):
            yield Hit(Span(match.end("one"), match.end("one") + 1), ("",), {"name": f"{one} {two}"})


def name_turned_at_stop(document: Document) -> Iterator[Hit]:
    """Yield names that were turned round with a stop after either part: Merkel. Angela."""
    named = document.memo(_named)
    for match in _TURNED.finditer(document.prose):
        one, two = match["one"].capitalize(), match["two"]
        person = two in given_names() and match["one"].istitle() and not known(one.lower())
        if named[two, one] or person:
            runs_on = match["after"] is not None
            yield Hit(Span(match.start(), match.end("two") + runs_on), (f"{two} {one}",))
    for match in _TURNED_INSIDE.finditer(document.prose):
        one, two = match["one"], match["two"]
        alone_once = named[two, one] == len(document.memo(places)[two]) - 1
        if named[two, one] and alone_once and two in given_names():
            yield Hit(Span(match.start(), match.end("two")), (f"{two} {one}",))


def _named(document: Document) -> Counter[tuple[str, str]]:
    """Count the neighbours with a capital each, parted by a space."""
    found = document.memo(pairs_not_lower)
    return Counter((one.text, two.text) for one, two in found if one.text[0].isupper() and two.text[0].isupper())


def _given_alone(document: Document, at: int, given: str, family: str) -> bool:
    """Tell whether a sentence is a given name and no more, and the next begins with what is no word."""
    return given in given_names() and document.starts_sentence(at) and not known(family.lower())


def _given_once(document: Document, given: str, family: str) -> bool:
    """Tell whether the text has a given name only here, and what follows is no word: nobody goes by it alone."""
    written = len(document.memo(places).get(given, ()))
    return given in given_names() and written == 1 and not known(family.lower()) and family not in given_names()


_NO_SUBJECT = STORE.pattern(r"[.!?]|,? (?:and|in|at|on|for|with|from)\b")


def _no_sentence(document: Document, match: "regex.Match[str]") -> bool:
    """Tell whether a given name ends one sentence and what may be a family's is no subject of the next."""
    if match["one"] not in given_names() or known(match["two"].lower()):
        return False
    return _NO_SUBJECT.match(document.prose, match.end("two")) is not None


def name_cut_by_space(document: Document) -> Iterator[Hit]:
    """Yield names of places, peoples, months and persons, and words, with a capital and a space inside: Mel bourne."""
    for one, two in document.memo(pairs_not_lower):
        if not one.text.istitle() or not two.text.islower():
            continue
        name = one.text + two.text
        named = name in _names() and not _by_chance(one.text, two.text)
        if not named and not _pieces(document, one.text, two.text):
            continue
        if alone(document.prose, two) and alone(document.prose, one):
            yield Hit(Span(one.start, two.end), (name,))


@cache
def _names() -> dict[str, bool]:
    """Return the names, and whether each is one that no sentence has by chance: no given name."""
    sure = words("places") | words("demonyms") | words("days-and-months")
    return dict.fromkeys(given_names(), False) | dict.fromkeys(sure, True)


@cache
def given_names() -> frozenset[str]:
    """Return the given names that are no other word."""
    names = words("given-names") | words("men-names") | words("women-names")
    return frozenset(name for name in names if name.lower() not in words("given-names-that-are-words"))


def _pieces(document: Document, one: str, two: str) -> bool:
    """Tell whether neither piece is a word, while both together are one, or a name that the text has whole."""
    if len(two) < 2 or known(one.lower()) or known(two) or one in _names():
        return False
    return known((one + two).lower()) or one + two in document.memo(places)


def _by_chance(one: str, two: str) -> bool:
    """Tell whether a sentence may have both pieces side by side: Ann a, Rob in."""
    return known(two) and (len(two) < 3 or not _names()[one + two] or one in _names() or known(one.lower()))


CUT_NAMES = {
    "cut-name": of_kinds(
        "it asks what names the text has uncut, and which are known",
        {"stop": name_cut_by_stop, "turned": name_turned_at_stop, "space": name_cut_by_space},
    )
}
