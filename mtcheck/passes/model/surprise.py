"""What the model made of the words of each sentence that it read: kept with the document, so nothing is read twice.

A word's surprise is set against its frequency, as in the syntactic log-odds ratio (Pauls & Klein 2012; Lau, Clark &
Lappin 2017): what is left, its oddity, is what the company of the other words does not explain.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

import regex

from mtcheck.core.model import Span
from mtcheck.document import Document
from mtcheck.english.lexicon import frequency

UNKNOWN = 1.5
"""The Zipf frequency taken for a word in no list."""
_NATS = 2.302585
"""Nats in a power of ten."""
_EVERY = 9.0
"""The power of ten that a Zipf frequency counts from: a thousand million words."""
_LEAST, _MOST = -8.0, 4.0
"""The oddity that a word counts with, in nats; so no single word decides about a sentence."""
_CORE = regex.compile(r"[\p{L}\p{N}](?:.*[\p{L}\p{N}])?+", regex.DOTALL)

Oddities = tuple[float, ...]
"""The oddity in nats of the words of a sentence that count, in order."""


def read_so_far(_: Document) -> dict[Span, Oddities]:
    """Return what is known of the sentences of a document, by their place in the prose; ``note`` fills it."""
    return {}


def note(document: Document, sentence: Span, oddities: Oddities) -> None:
    """Keep what the model made of a sentence."""
    document.memo(read_so_far)[sentence] = oddities


def oddities(words: Iterable[tuple[str, float]]) -> Iterator[float]:
    """Yield the oddity of each word of a sentence, given with its log-probability in nats.

    Figures, marks that stand alone, and what has a capital after the first word, so mostly names, are left out.
    """
    first = True
    for word, known in words:
        core = _CORE.search(word)
        if core is None:
            continue
        if not any(char.isdigit() for char in core.group()) and (first or not core.group()[0].isupper()):
            yield round(max(_LEAST, min(_MOST, -known - _expected(core.group()))), 3)
        first = False


@lru_cache(maxsize=50_000)
def _expected(word: str) -> float:
    """Return the surprise in nats of a word by its frequency alone."""
    return (_EVERY - (frequency(word) or UNKNOWN)) * _NATS
