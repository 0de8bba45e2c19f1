"""Habits of translated prose: sentences without end, padding, a linker at the head of every sentence."""

from collections.abc import Iterator
from functools import cache

import regex

from mtcheck.checks.check import Check
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lists import words

LONG = 60
"""How many words make a sentence overlong, when it also has COMMAS commas."""
COMMAS = 3
PADDING = 5.0
"""How many padding phrases in a thousand words are too many, once there are LEAST of them."""
LEAST = 3
LINKED = 0.4
"""The share of sentences with a linker at the head that is too many, in a text of SENTENCES sentences or more."""
SENTENCES = 8

_WORD = STORE.pattern(r"\S*\w\S*")


def overlong_sentence(document: Document) -> Iterator[Hit]:
    """Find sentences of LONG words and COMMAS commas outside quotations."""
    for span in document.sentences:
        text = span.of(document.prose)
        if text.count(",") < COMMAS or document.quotes.inside(span.start):
            continue
        length = len(_WORD.findall(text))
        if length >= LONG:
            yield Hit(span, (), {"words": str(length)})


def officialese(document: Document) -> Iterator[Hit]:
    """Report padding once, at its first place, when the text has much of it."""
    found = list(_phrases("officialese").finditer(document.prose))
    length = len(_WORD.findall(document.prose)) if len(found) >= LEAST else 0
    if length and len(found) * 1000 / length >= PADDING:
        yield Hit(Span(*found[0].span()), (), {"times": str(len(found))})


def linker_heavy(document: Document) -> Iterator[Hit]:
    """Report linkers at sentence heads once, at the first, when too many sentences have one."""
    heads = [span for span in document.sentences if _phrases("linkers").match(document.prose, span.start)]
    count = len(document.sentences)
    if count >= SENTENCES and len(heads) >= LINKED * count:
        match = _phrases("linkers").match(document.prose, heads[0].start)
        if match:
            yield Hit(Span(*match.span()), (), {"times": str(len(heads)), "sentences": str(count)})


@cache
def _phrases(name: str) -> "regex.Pattern[str]":
    entries = sorted(words(name), key=lambda entry: (-len(entry), entry))
    return STORE.pattern(rf"(?i)\b(?:{'|'.join(map(regex.escape, entries))})\b")


STYLE = {
    "linker-heavy": Check("x", linker_heavy),
    "officialese": Check("x", officialese),
    "overlong-sentence": Check("it counts the words and commas of a sentence", overlong_sentence),
}
