"""A stretch of a document that the model reads at once: some sentences of a block, with what stands before them."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

import regex

from mtcheck.core.model import Span
from mtcheck.document import Document
from mtcheck.english.tagging import tag_tokens
from mtcheck.english.tokens import Token
from mtcheck.passes.model.runtime import LanguageModel, Reading

CHUNK = regex.compile(r"\s*\S+")
"""A run of characters between white spaces, with the white space before it: no token crosses its bounds."""
_BREAK = regex.compile(r"\s*\n\s*")

CONTEXT = 64
"""The most tokens read before the passage."""
_CONTEXT_CHARS = 600
LONGEST = 115
"""The most words of a passage, unless one sentence alone has more."""
_CUT = 400
"""A sentence of more words than this is read only so far: it is a list or a table."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage: its place, and the numbers of its first word and of the one after its last."""

    span: Span
    low: int
    high: int


@dataclass(frozen=True)
class Passage:
    """Sentences with their words, to be read at once when the reading is first asked for.

    ``chunks`` are places in ``prose``; ``first[i]`` is the number of chunk ``i``'s first token, and the last entry
    that of the token after all. ``lead`` is the white space before the passage as it was read, ``read_tokens`` are all
    tokens to be read, those before the passage too.
    """

    prose: str
    kind: str
    lead: str
    chunks: tuple[tuple[int, int], ...]
    first: tuple[int, ...]
    read_tokens: tuple[int, ...]
    read: Callable[[], Reading]
    tokens: tuple[Token, ...]
    tags: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    quoted: tuple[bool, ...]

    @cached_property
    def reading(self) -> Reading:
        """What the model made of it."""
        return self.read()

    @property
    def low(self) -> int:
        """Where it begins."""
        return self.chunks[0][0]

    @property
    def high(self) -> int:
        """Where it ends."""
        return self.chunks[-1][1]

    def token_at(self, offset: int) -> int | None:
        """Return the number of the token that begins with the chunk of a place, if only white space is before it."""
        index = bisect_right(self.chunks, (offset, len(self.prose))) - 1
        if index < 0 or self.prose[self.chunks[index][0] : offset].strip():
            return None
        return self.first[index]

    def sentence_of(self, word: int) -> Sentence:
        """Return the sentence that holds a word."""
        return next(one for one in self.sentences if one.low <= word < one.high)


def passages(
    document: Document, model: LanguageModel, wanted: Callable[[Span], bool] = lambda _: True
) -> Iterator[Passage]:
    """Yield a document passage by passage; only those of which a sentence is wanted."""
    numbers = {span: number for number, span in enumerate(document.sentences)}
    for kind, spans in _groups(document):
        if any(map(wanted, spans)) and any(
            token.text.isalpha() for span in spans for token in document.sentence_tokens[numbers[span]]
        ):
            yield _read(document, model, kind, [(span, document.sentence_tokens[numbers[span]]) for span in spans])


def _groups(document: Document) -> Iterator[tuple[str, list[Span]]]:
    """Yield runs of sentences of one block that are short enough to be read at once."""
    spans: list[Span] = []
    block, words = None, 0
    for span in document.sentences:
        here, size = document.block_at(span.start), len(span.of(document.prose).split())
        if spans and (here != block or words + size > LONGEST):
            yield (block.kind if block else "paragraph"), spans
            spans, words = [], 0
        if size > _CUT:
            continue
        block, words = here, words + size
        spans.append(span)
    if spans:
        yield (block.kind if block else "paragraph"), spans


def _read(document: Document, model: LanguageModel, kind: str, parts: list[tuple[Span, tuple[Token, ...]]]) -> Passage:
    prose, low, high = document.prose, parts[0][0].start, parts[-1][0].end
    context = _context(prose, low, model)
    lead = _plain(prose[len(prose[:low].rstrip()) : low]) if context else ""
    chunks = [match.span() for match in CHUNK.finditer(prose, low, high)]
    tokens, first = [model.card.start, *context], []
    for index, (start, end) in enumerate(chunks):
        first.append(len(tokens))
        tokens += model.encode((lead if index == 0 else "") + _plain(prose[start:end]))
    words = [word for _, words in parts for word in words]
    sentences, at = [], 0
    for span, inner in parts:
        sentences.append(Sentence(span, at, at + len(inner)))
        at += len(inner)
    return Passage(
        prose=prose,
        kind=kind,
        lead=lead,
        chunks=tuple(chunks),
        first=(*first, len(tokens)),
        read_tokens=tuple(tokens),
        read=partial(model.read, tokens, 1 + len(context)),
        tokens=tuple(words),
        tags=tuple(tag for _, inner in parts for tag in tag_tokens(inner)),
        sentences=tuple(sentences),
        quoted=tuple(document.quotes.inside(word.start) for word in words),
    )


def _context(prose: str, low: int, model: LanguageModel) -> list[int]:
    """Return the tokens of what stands before a place, as many whole chunks as the limit allows."""
    context: list[int] = []
    start = max(0, low - _CONTEXT_CHARS)
    pieces = [_plain(match.group()) for match in CHUNK.finditer(prose, start, low)]
    for piece in reversed(pieces[1:] if start else pieces):
        tokens = model.encode(piece)
        if len(context) + len(tokens) > CONTEXT:
            break
        context = [*tokens, *context]
    return context


def _plain(text: str) -> str:
    """Return the text with each break between blocks as an empty line."""
    return _BREAK.sub("\n\n", text)
