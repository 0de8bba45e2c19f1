"""The stop that a paragraph of running text has lost at its end."""

from collections.abc import Iterator

from mtcheck.checks.check import Check
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.tagging import tag_tokens

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LEAST_WORDS = 5
_STOPPED = STORE.pattern(r"\p{Ll}[.!?][\"”’')]*$")


def missing_final_stop(document: Document) -> Iterator[Hit]:
    """Yield the end of a paragraph whose last sentence has no mark behind it, though the ones before it have.

    A line of one sentence may be a headline, a caption, a label or an item of a list, all of which do without.
    """
    last = {sentence.end: index for index, sentence in enumerate(document.sentences)}
    for block in document.blocks:
        end = block.span.end
        if block.kind != "paragraph" or not document.prose[end - 1].isalpha() or end not in last:
            continue
        index = last[end]
        if _is_text(document, index - 1, block.span) and _is_text(document, index, block.span):
            word = document.sentence_tokens[index][-1]
            yield Hit(Span(word.start, end), (document.prose[word.start : end] + ".",))


def _is_text(document: Document, index: int, block: Span) -> bool:
    """Tell whether a sentence is one of running text in the block: mostly in small letters, with a finite verb."""
    if index < 0 or document.sentences[index].start < block.start:
        return False
    tokens, span = document.sentence_tokens[index], document.sentences[index]
    stopped = span.end == block.end or _STOPPED.search(document.prose, span.start, span.end)
    if not stopped or len(tokens) < _LEAST_WORDS or not tokens[0].text[:1].isupper():
        return False
    small = sum(token.text[0].islower() for token in tokens)
    return small * 2 > len(tokens) and bool(_FINITE & set(tag_tokens(tokens)))


FINAL_STOP = {
    "missing-final-stop": Check(
        "it tells running text from labels, by the sentences of a paragraph", missing_final_stop
    )
}
