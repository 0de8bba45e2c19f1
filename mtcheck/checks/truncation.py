"""Texts that break off, and texts that are not there."""

from collections.abc import Iterator

from mtcheck.checks.check import Check
from mtcheck.checks.vocabulary import known
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lists import words
from mtcheck.input.layout import Block

_LAST_WORD = STORE.pattern(r"(?<=[\p{L}\p{N}]{2}[,;]?[ ])(?<word>\p{Ll}{1,24}+)\s*$")
_FULL = STORE.pattern(r"[.!?…][\"”’'»)\]]*\s*$")
_MARKS = STORE.pattern(r"[\s.,;:·。、،\"“”'‘’«»]*")


def empty_target(document: Document) -> Iterator[Hit]:
    """Yield a segment that holds nothing, or nothing but a stop, a comma or quotation marks."""
    text = document.text
    if not text.strip() and document.segment is None:
        return
    if _MARKS.fullmatch(text) and ".." not in text:
        yield Hit(Span(0, len(document.prose.rstrip("\n"))))


def broken_off_word(document: Document) -> Iterator[Hit]:
    """Yield the last word of a text where it is no word but the beginning of some."""
    if not document.blocks:
        return
    block = document.blocks[-1]
    match = _LAST_WORD.search(document.prose, max(block.span.start, block.span.end - 40), block.span.end)
    if match is None or len(match["word"]) < 4 or not _runs_on(document, block):
        return
    word = match["word"]
    if not known(word) and any(known(word + rest) for rest in words("endings-cut-off")):
        yield Hit(Span(*match.span("word")))


def _runs_on(document: Document, last: Block) -> bool:
    """Tell whether the last block is a sentence of eight words or more, in a text whose paragraphs have full stops."""
    if len(last.span.of(document.prose).split()) < 8:
        return False
    others = [block.span.of(document.prose) for block in document.blocks[:-1] if block.kind == "paragraph"]
    return all(_FULL.search(text) for text in others)


TRUNCATION = {
    "empty-target": Check("it is about a text without any words", empty_target),
    "broken-off-word": Check("it asks what the letters might have become", broken_off_word),
}
