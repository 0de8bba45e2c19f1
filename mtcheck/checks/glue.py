"""Checks of words that have run together with a figure or an article."""

from collections.abc import Iterator

from mtcheck.checks.check import Check
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lexicon import foreign
from mtcheck.english.lists import choice, words

_GLUED_THE = STORE.pattern(r"\b[Tt]he(?P<word>\p{Ll}{5,})\b")
_WORD = STORE.pattern(r"\b\p{Ll}{5,}\b")
_WHOLE = frozenset({"rapist", "rapists"})


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
_NO_HEAD = words("words-before-a-mentioned-ending")


def split_word(document: Document) -> Iterator[Hit]:
    """Find words that a space or a hyphen cuts before an ending that is no word."""
    for match in _TAIL.finditer(document.prose):
        head = match["head"]
        if head.lower() not in _NO_HEAD:
            yield Hit(Span(match.start("head"), match.end()), (head + match.group(),))


_BEFORE = choice("words-before-a-glued-figure")
_AFTER = f"years?|months?|weeks?|{choice('words-after-a-glued-figure')}|and|of"
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
    "glued-article": Check("it asks whether the text has the word by itself", glued_article),
    "glued-figure": Check("x", glued_figure),
    "split-word": Check("x", split_word),
}
