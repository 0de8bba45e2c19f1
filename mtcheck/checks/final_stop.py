"""The stop that a paragraph of running text has lost at its end."""

from collections.abc import Callable, Iterator

from mtcheck.core.model import Hit, Span
from mtcheck.document import Document
from mtcheck.english.tagging import tag_tokens

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LEAST_WORDS = 9


def missing_final_stop(document: Document) -> Iterator[Hit]:
    """Yield the end of a paragraph whose last sentence has a finite verb and no mark behind it.

    Short lines without a mark are headings to the document, so this sees only lines that are too long for one.
    """
    last = {sentence.end: index for index, sentence in enumerate(document.sentences)}
    for block in document.blocks:
        end = block.span.end
        if block.kind != "paragraph" or not document.prose[end - 1].isalpha() or end not in last:
            continue
        tokens = document.sentence_tokens[last[end]]
        if len(tokens) < _LEAST_WORDS or not tokens[0].text[:1].isupper():
            continue
        if _FINITE & set(tag_tokens(tokens)):
            word = tokens[-1]
            yield Hit(Span(word.start, end), (document.prose[word.start : end] + ".",))


FINAL_STOP: dict[str, Callable[[Document], Iterator[Hit]]] = {"missing-final-stop": missing_final_stop}
