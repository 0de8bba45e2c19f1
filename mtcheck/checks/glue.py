"""Checks of words that have run together with a figure or an article."""

from collections.abc import Callable, Iterator

import regex

from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document

_GLUED_THE = STORE.pattern(r"\b[Tt]he(?P<word>\p{Ll}{5,})\b")
_WORD = STORE.pattern(r"\b\p{Ll}{5,}\b")
_WHOLE = frozenset({"rapist", "rapists", "rapies", "reunder", "matrices"})


def glued_article(document: Document) -> Iterator[Hit]:
    """Find "the" run together with a word that stands by itself elsewhere in the text."""
    found = [match for match in _GLUED_THE.finditer(document.prose) if match["word"] not in _WHOLE]
    if not found:
        return
    known = {match.group() for match in _WORD.finditer(document.prose)}
    for match in found:
        if match["word"] in known:
            yield Hit(Span(*match.span()), (f"{match.group()[:3]} {match['word']}",))


_ENDINGS = (
    "tions?|tional|tionally|sions?|ments?|mently|mation|cation|lation|tation|ization|isation|ically|tically|tively"
    "|tives?|cially?|tially?|cious|tious|gious|ences?|ances?|ities|ity|iness|ingly|ously|tures?|ibility"
)
_TAIL = STORE.pattern(rf"\b(?:{_ENDINGS})\b(?<=(?P<head>(?<![\w-])\p{{L}}\p{{Ll}}{{2,14}})(?:- ?| )(?:{_ENDINGS}))")
_NO_HEAD = frozenset({"the", "and", "any", "its", "for", "his", "her", "suffix", "ending", "letters", "syllable"})


def split_word(document: Document) -> Iterator[Hit]:
    """Find words that a space or a hyphen cuts before an ending that is no word."""
    for match in _TAIL.finditer(document.prose):
        head = match["head"]
        if head.lower() not in _NO_HEAD:
            yield Hit(Span(match.start("head"), match.end()), (head + match.group(),))


_BEFORE = "in|of|from|to|by|since|until|the|and|for|with|about|than|under|nearly|around|almost|only|at"
_AFTER = (
    "years?|months?|weeks?|days|hours|minutes|people|million|billion|trillion|percent|euros|dollars|pounds|kilometers"
    "|kilometres|meters|miles|and|of"
)
_FIGURE = STORE.pattern(
    rf"(?=\d)(?:(?<=\b(?P<before>{_BEFORE}))(?P<figure>\d{{2,4}})(?![\w-]|[.,]\d)"
    rf"|(?<![\w.,$€£-])(?P<figure>\d{{1,4}}(?:[.,]\d{{1,3}})?)(?P<after>{_AFTER})(?![\w-]))"
)


def glued_figure(document: Document) -> Iterator[Hit]:
    """Find a figure run together with a preposition before it or a counted noun after it."""
    for match in _FIGURE.finditer(document.prose):
        before, after = match["before"] or "", match["after"] or ""
        fix = f"{before} {match['figure']} {after}".strip()
        yield Hit(Span(match.start() - len(before), match.end()), (fix,))


_INSIDE = STORE.pattern(
    r"(?=\d)(?<=(?<![\p{L}\d./@#_-]\p{Ll}{0,30})(?P<left>\p{Ll}{3,30}))\d{2,4}(?P<right>\p{Ll}{4,30})"
)
_TECHNICAL = STORE.pattern(r"thumb\d|base\d|\p{Ll}+\d+(?:px|bits?|sum|encoded|encode|decode)\b")
_AGE = STORE.pattern(r"(?P<noun>\p{Ll}+?)de(?P<age>\d{1,3})a[ñn]os")
# fmt: off
_PERSONS = {
    "hombre": " man", "homem": " man", "mujer": " woman", "mulher": " woman", "persona": "", "pessoa": "",
    "joven": "", "jovem": "", "niño": " boy", "niña": " girl", "chico": " boy", "chica": " girl",
    "menino": " boy", "menina": " girl", "muchacho": " boy", "muchacha": " girl", "anciano": " man",
}
# fmt: on


def figure_in_word(document: Document) -> Iterator[Hit]:
    """Find words with a figure in their midst, except ages, which have a rule of their own."""
    for match, word in _figured(document):
        if not _AGE.fullmatch(word) and not _TECHNICAL.match(word):
            yield Hit(Span(match.end() - len(word), match.end()))


def glued_age(document: Document) -> Iterator[Hit]:
    """Find Spanish and Portuguese phrases for a person's age written as one word, and give them in English."""
    for match, word in _figured(document):
        if age := _AGE.fullmatch(word):
            noun = age["noun"]
            person = _PERSONS.get(noun, f" {noun[:-1] if noun.endswith('ista') else noun}")
            yield Hit(Span(match.end() - len(word), match.end()), (f"{age['age']}-year-old{person}",))


def _figured(document: Document) -> Iterator[tuple["regex.Match[str]", str]]:
    for match in _INSIDE.finditer(document.prose):
        yield match, match["left"] + match.group()


GLUE: dict[str, Callable[[Document], Iterator[Hit]]] = {
    "figure-in-word": figure_in_word,
    "glued-age": glued_age,
    "glued-article": glued_article,
    "glued-figure": glued_figure,
    "split-word": split_word,
}
