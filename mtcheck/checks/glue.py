"""Checks of words that have run together with a figure or an article."""

from collections.abc import Iterator

from mtcheck.checks.check import Check
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lexicon import foreign

_INSIDE = STORE.pattern(
    r"(?=\d)(?<=(?<![\p{L}\d./@#_-]\p{Ll}{0,30})(?P<left>\p{Ll}{3,30}))\d{2,4}(?P<right>\p{Ll}{4,30})"
)
_TECHNICAL = STORE.pattern(r"thumb\d|base\d|\p{Ll}+\d+(?:px|bits?|sum|encoded|encode|decode)\b")
_AGE = STORE.pattern(r"(?P<noun>\p{Ll}+?)de(?P<age>\d{1,3})a[ñn]os")
_SHOWN = {"man", "woman", "boy", "girl"}
"""What English adds to an age; of others it says only how old they are."""


def figure_in_word(document: Document) -> Iterator[Hit]:
    """Find words with a figure in their midst; Spanish and Portuguese phrases for an age are given in English."""
    for match in _INSIDE.finditer(document.prose):
        word = match["left"] + match.group()
        span = Span(match.end() - len(word), match.end())
        if age := _AGE.fullmatch(word):
            yield Hit(span, (f"{age['age']}-year-old{_person(age['noun'])}",), kind="age")
        elif not _TECHNICAL.match(word):
            yield Hit(span, kind="any")


def _person(noun: str) -> str:
    for entry in foreign(noun):
        if "person" in entry.marks:
            kind = entry.translations[0].split()[-1]
            return f" {kind}" if kind in _SHOWN else ""
    return f" {noun[:-1] if noun.endswith('ista') else noun}"


GLUE = {
    "figure-in-word": Check("it looks up what is glued in another language", figure_in_word, ("any", "age")),
}
