"""A document as one line of tokens a sentence, each with its tag and lemma, for patterns to run over.

A token is written ``U+0002 word U+0001 tag U+0001 lemma``, a sentence stands between line feeds. No token holds those:
a pattern starts with U+0002, which the matcher finds much faster than it tries every place.
"""

from bisect import bisect_right
from dataclasses import dataclass

from mtcheck.core.model import Span
from mtcheck.document import Document
from mtcheck.english.lemmas import lemma
from mtcheck.english.tagging import tag_tokens
from mtcheck.english.tokens import Token

FIELD, TOKEN, SENTENCE = "\x01", "\x02", "\n"
_CLEAN = str.maketrans(dict.fromkeys("\x01\x02\n", "?") | {"’": "'"})


@dataclass(frozen=True, slots=True)
class TaggedText:
    """The written tokens of a document, with the token that starts at each offset of the writing."""

    written: str
    starts: list[int]
    tokens: list[Token]
    tags: list[str]

    def index(self, offset: int) -> int:
        """Return the number of the token that an offset of the writing lies in."""
        return bisect_right(self.starts, offset) - 1

    def span(self, low: int, high: int) -> Span:
        """Return the place in the prose of a stretch of the writing that covers whole tokens."""
        if low >= high:
            at = self.tokens[self.index(low)].start if low < len(self.written) else self.tokens[-1].end
            return Span(at, at)
        return Span(self.tokens[self.index(low)].start, self.tokens[self.index(high - 1)].end)


def tagged(document: Document) -> TaggedText:
    """Tag the sentences of a document; ask for it with ``document.memo(tagged)``."""
    parts: list[str] = [SENTENCE]
    starts: list[int] = []
    tokens: list[Token] = []
    tags: list[str] = []
    size = 1
    for sentence in document.sentence_tokens:
        for token, tag in zip(sentence, tag_tokens(sentence), strict=True):
            word = token.text.translate(_CLEAN)
            part = f"{TOKEN}{word}{FIELD}{tag}{FIELD}{lemma(word, tag)}"
            parts.append(part)
            starts.append(size)
            tokens.append(token)
            tags.append(tag)
            size += len(part)
        parts.append(SENTENCE)
        size += 1
    return TaggedText("".join(parts), starts, tokens, tags)
