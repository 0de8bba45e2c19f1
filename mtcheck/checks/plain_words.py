"""The runs of letters of a text, found once for all checks that look words up."""

import re
from typing import NamedTuple

from mtcheck.document import Document

_RUN = re.compile(r"[^\W\d_]+")


class PlainWord(NamedTuple):
    """A run of letters and where it stands."""

    start: int
    end: int
    text: str


def plain_words(document: Document) -> tuple[PlainWord, ...]:
    """Return all runs of letters; call it through ``document.memo``."""
    return tuple(PlainWord(match.start(), match.end(), match.group()) for match in _RUN.finditer(document.prose))


def alone(prose: str, word: PlainWord, *, hyphen: bool = False) -> bool:
    """Tell whether a run of letters is a whole word and no part of an address, a handle or a name with figures.

    With ``hyphen`` it may be part of a compound with hyphens.
    """
    left, right = prose[max(0, word.start - 1) : word.start], prose[word.end : word.end + 2]
    if left and (left.isalnum() or left in "@#/_.'’" or (left == "-" and not hyphen)):
        return False
    if not right:
        return True
    joined = right[0].isalnum() or right[0] in "@/_" or (right[0] == "-" and not hyphen)
    return not joined and not (right[0] in ".'’" and right[1:].islower() and right not in {"'s", "’s"})
