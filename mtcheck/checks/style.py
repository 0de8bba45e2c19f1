"""Habits of translated prose: sentences without end, padding, a linker at the head of every sentence."""

from collections.abc import Iterator

from mtcheck.checks.check import Check
from mtcheck.core.model import Hit
from mtcheck.core.prepared import STORE
from mtcheck.document import Document

LONG = 60
"""How many words make a sentence overlong, when it also has COMMAS commas."""
COMMAS = 3

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


STYLE = {
    "overlong-sentence": Check("it counts the words and commas of a sentence", overlong_sentence),
}
