"""The tokens of a document with their tags, and where each word stands; an edge parts the sentences."""

from dataclasses import dataclass
from functools import cached_property

from mtcheck.core.model import Span
from mtcheck.document import Document
from mtcheck.document.positions import EDGE, MARGIN, Kind, Positions
from mtcheck.english.tagging import tag_tokens
from mtcheck.english.tokens import Token


@dataclass(frozen=True)
class TaggedText:
    """The tokens of a document in order, without edges, and their tags."""

    tokens: list[Token]
    tags: list[str]
    sentences: tuple[tuple[Token, ...], ...]

    @cached_property
    def words(self) -> "TaggedWords":
        """The same with edges and indexes."""
        return _with_edges(self)


@dataclass(frozen=True)
class TaggedWords:
    """Every token and every edge by number: its kind, where it begins and ends in the prose."""

    kinds: list[Kind]
    starts: list[int]
    ends: list[int]

    @cached_property
    def at(self) -> dict[str, list[int]]:
        """The numbers of the tokens that are a word, by the word in small letters; those of edges under EDGE."""
        at: dict[str, list[int]] = {}
        for number in range(len(self.starts)):
            at.setdefault(self.kinds[number][0].lower(), []).append(number)
        return at

    @cached_property
    def with_tag(self) -> dict[str, list[int]]:
        """The numbers of the tokens with each tag; those of edges under EDGE."""
        found: dict[str, list[int]] = {}
        for number in range(len(self.starts)):
            found.setdefault(self.kinds[number][1], []).append(number)
        return found

    @cached_property
    def positions(self) -> Positions:
        """The same tokens as sets."""
        return Positions(self.at, self.with_tag, len(self.starts))

    def span(self, first: int, last: int) -> Span:
        """Return the place in the prose of the tokens from the first to the last."""
        return Span(self.starts[first], self.ends[last])


def tagged(document: Document) -> TaggedText:
    """Tag the sentences of a document; ask for it with ``document.memo(tagged)``."""
    sentences = document.sentence_tokens
    tags = [tag for sentence in sentences for tag in tag_tokens(sentence)]
    return TaggedText([token for sentence in sentences for token in sentence], tags, sentences)


def _with_edges(text: TaggedText) -> TaggedWords:
    kinds: list[Kind] = [(EDGE, EDGE)]
    starts, ends = [0], [0]
    tags = iter(text.tags)
    for sentence in text.sentences:
        for token in sentence:
            kinds.append((token.text.replace("’", "'"), next(tags)))
            starts.append(token.start)
            ends.append(token.end)
        kinds.append((EDGE, EDGE))
        starts.append(ends[-1])
        ends.append(ends[-1])
    kinds.extend([(EDGE, EDGE)] * MARGIN)
    return TaggedWords(kinds, starts, ends)
