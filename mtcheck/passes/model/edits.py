"""An edit of a text, and what of the text's tokens it changes."""

from dataclasses import dataclass

from mtcheck.passes.model.passage import CHUNK, Passage
from mtcheck.passes.model.runtime import LanguageModel


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement of the characters ``start`` to ``end`` of a document's prose.

    ``rule`` is the id of the rule that proposes it, ``word`` the number of the word in the passage that it is about.
    """

    start: int
    end: int
    text: str
    rule: str
    word: int


@dataclass(frozen=True, slots=True)
class Change:
    """An edit in tokens: those from ``low`` to ``high`` of the passage give way to ``new``."""

    low: int
    high: int
    new: tuple[int, ...]


def change(edit: Edit, passage: Passage, model: LanguageModel) -> Change:
    """Return the smallest change of tokens that makes the edit."""
    first, last = _chunks(edit, passage)
    low, high = passage.chunks[first][0], passage.chunks[last][1]
    prose = passage.prose
    text = prose[low : edit.start] + edit.text + prose[edit.end : high]
    new: list[int] = []
    for index, match in enumerate(CHUNK.finditer(text)):
        piece = match.group()
        if first == 0 and index == 0:
            piece = passage.lead + piece.lstrip()
        new += model.encode(piece)
    at, until = passage.first[first], passage.first[last + 1]
    old = passage.reading.tokens[at:until]
    same = _shared(old, new)
    same_after = _shared(old[same:][::-1], new[same:][::-1])
    return Change(at + same, until - same_after, tuple(new[same : len(new) - same_after]))


def _shared(one: "tuple[int, ...] | list[int]", other: "tuple[int, ...] | list[int]") -> int:
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count


def _chunks(edit: Edit, passage: Passage) -> tuple[int, int]:
    """Return the first and the last chunk that the edit touches."""
    chunks = passage.chunks
    first = 0
    while first < len(chunks) - 1 and chunks[first][1] < edit.start + (edit.end == edit.start):
        first += 1
    last = first
    while last < len(chunks) - 1 and (chunks[last][1] < edit.end or (not edit.text and chunks[last][1] == edit.end)):
        last += 1
    return first, last
