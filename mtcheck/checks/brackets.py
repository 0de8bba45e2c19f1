"""Round brackets of which the partner is lost."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from mtcheck.checks.check import Check
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document

_BRACKET = STORE.pattern(r"[()（）]")
_SMILE = STORE.pattern(r"(?:^|\s)[:;=8xX]['-]?$")
_SMILE_OPENS = STORE.pattern(r"(?<=(?:^|\s)[:;=8xX]['-]?)\(|(?<=\s)\(['-]?[:;=]")
_LABEL = STORE.pattern(r"(?:^|[\s,;.])\w{1,3}$")
_NEAR = 3
_ART = 200


def bracket_unbalanced(document: Document) -> Iterator[Hit]:
    """Find round brackets without a partner in the same block or, opened, in one of the next three."""
    lonely = sorted(hit for index in range(len(document.blocks)) for hit in _lonely_brackets(document, index))
    if len(lonely) > _ART:
        return
    is_partner = False
    for one, other in zip_longest(lonely, lonely[1:]):
        is_paired = one.char == "(" and other is not None and other.char == ")" and other.block - one.block <= _NEAR
        if not (is_partner or is_paired or one.is_smile):
            yield Hit(Span(one.at, one.at + 1), (), {"mark": one.char})
        is_partner = is_paired


class _Bracket(NamedTuple):
    block: int
    at: int
    char: str
    is_smile: bool


def _lonely_brackets(document: Document, index: int) -> Iterator[_Bracket]:
    prose, (low, high) = document.prose, (document.blocks[index].span.start, document.blocks[index].span.end)
    opened: list[int] = []
    for match in _BRACKET.finditer(prose, low, high):
        at = match.start()
        if match.group() in "(（":
            if not _SMILE_OPENS.match(prose, at):
                opened.append(at)
        elif opened:
            opened.pop()
        elif not (_LABEL.search(prose, max(low, at - 4), at) or _SMILE.search(prose, max(low, at - 3), at)):
            yield _Bracket(index, at, ")", at + 1 == high)
    for at in opened:
        yield _Bracket(index, at, "(", is_smile=False)


BRACKETS = {"bracket-unbalanced": Check("it counts what is open, over several paragraphs", bracket_unbalanced)}
