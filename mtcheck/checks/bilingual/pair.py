"""A text and its source, as the bilingual checks see them."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from mtcheck.checks.check import Find
from mtcheck.core.model import Hit, Span
from mtcheck.document import Document
from mtcheck.document.bilingual.languages import language_of
from mtcheck.english.seams import protected


class Pair(NamedTuple):
    """The prose of a source and of its translation, and the code of the source's language if it is known."""

    source: str
    target: str
    language: str | None

    def lost(self, place: Span, **slots: str) -> Hit:
        """Return a hit for something of the source that the target lacks; it has no place but the target's end."""
        end = len(self.target.rstrip())
        return Hit(Span(end, end), (), slots, place)


def pair_of(document: Document) -> Pair | None:
    """Return the pair, or None where there is no source or one side is blank."""
    source = document.beside.source
    if source is None or not source.prose.strip() or not document.prose.strip():
        return None
    return Pair(source.prose, document.prose, document.memo(_language))


def _language(document: Document) -> str | None:
    source = document.beside.source
    return language_of(source.prose, document.beside.languages) if source is not None else None


def paired(compare: Callable[[Pair], Iterable[Hit]]) -> Find:
    """Return the function of documents for one that compares."""

    def run(document: Document) -> Iterator[Hit]:
        pair = pair_of(document)
        if pair is not None:
            yield from compare(pair)

    return run


def masked(text: str) -> str:
    """Return the text with addresses, placeholders and the like blanked out, every offset kept."""
    for span in protected.find(text):
        text = text[: span.start] + " " * len(span) + text[span.end :]
    return text
