"""The tagged words of a document by number and by word, with an edge between sentences, for checks that look about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mtcheck.core.model import Span
from mtcheck.document import Document
from mtcheck.document.tagged import tagged

EDGE = "\n"
"""What stands before the first and behind the last word of every sentence, as word and as tag."""
_MARKS = frozenset("“\"‘'(")


@dataclass(frozen=True, slots=True)
class TaggedWords:
    """Every token as written, in small letters and with its tag; ``at`` tells where a word in small letters stands."""

    shown: list[str]
    words: list[str]
    tags: list[str]
    starts: list[int]
    at: dict[str, list[int]]

    def places(self, words: Iterable[str]) -> Iterator[int]:
        """Yield the numbers of all tokens that are one of the words."""
        for word in words:
            yield from self.at.get(word, ())

    def span(self, first: int, last: int) -> Span:
        """Return the place in the prose of the tokens from the first to the last."""
        return Span(self.starts[first], self.starts[last] + len(self.shown[last]))

    def openings(self) -> Iterator[int]:
        """Yield the number of the first word of every sentence, past an opening mark."""
        for edge in self.at.get(EDGE, ())[:-1]:
            first = edge + 1
            yield first + (self.words[first] in _MARKS)

    def before(self, number: int, reach: int) -> list[str]:
        """Return the words in small letters that stand before a token in its sentence, at most so many."""
        words = self.words[max(0, number - reach) : number]
        while EDGE in words:
            words = words[words.index(EDGE) + 1 :]
        return words


def tagged_words(document: Document) -> TaggedWords:
    """Tag a document; ask for it with ``document.memo(tagged_words)``."""
    text = document.memo(tagged)
    shown, tags, starts = [EDGE], [EDGE], [0]
    number = 0
    for sentence in document.sentence_tokens:
        for token in sentence:
            shown.append(token.text)
            tags.append(text.tags[number])
            starts.append(token.start)
            number += 1
        shown.append(EDGE)
        tags.append(EDGE)
        starts.append(starts[-1])
    words = [word.lower().replace("’", "'") for word in shown]
    at: dict[str, list[int]] = {}
    for index, word in enumerate(words):
        at.setdefault(word, []).append(index)
    for lists in (shown, words, tags):
        lists.extend((EDGE, EDGE))
    return TaggedWords(shown, words, tags, [*starts, starts[-1], starts[-1]], at)
