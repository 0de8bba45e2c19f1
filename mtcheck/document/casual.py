"""Whether a text is a post, a chat or a review, in which a stray mark or a small letter is the writer's own.

And whether it does without capitals.
"""

import regex

from mtcheck.core.model import Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lists import choice

_SIGNS = (
    STORE.pattern(r"[\U0001F300-\U0001FAFF\u2600-\u26FF\u2702-\u27B0\u2764]"),
    STORE.pattern(r"(?<![\p{L}\p{N}:;])[:;=][’'o-]?[)(DPp](?![\p{L}\p{N}/])|<3\b|\^\^"),
    STORE.pattern(r"(?<![\w&/#])#\p{L}\w+"),
    STORE.pattern(r"(?<![\w/.])@\w{2,}"),
    STORE.pattern(r"[!?]{2,}"),
    STORE.pattern(rf"(?i)\b(?:{choice('words-of-chats')})\b"),
    STORE.pattern(r"\b[Ii](?:m|ve)\b|(?<=^|\s)i(?=\s\p{Ll})"),
)
_FIRST_PERSON = STORE.pattern(r"\b(?:I|[Mm]y|[Mm]e|[Ww]e|[Oo]ur|[Uu]s)\b")
_SELF = STORE.pattern(r"\b(?:I|[Mm]y|[Mm]e)\b")
_EXCLAIMED = STORE.pattern(r"\p{L}!(?=\s|$)")
_LETTER = 300
"""A text of fewer code points is casual by one sign alone."""

_SELDOM = 200
"""Who says *I*, *my* or *me* more often than once in so many code points writes of himself."""


def casual(document: Document) -> bool:
    """Tell whether the text is a post, a chat or a review.

    It is, if two signs of such writing stand outside quotation marks (emoji and smileys, hashtags, handles, marks in a
    row, words of chats, apostrophes left out), or one in a text of a few lines or of a writer who says *I*, or if
    that writer also exclaims, or hardly has another subject.
    """
    signs = sum(_outside(document, pattern, 1) for pattern in _SIGNS)
    if signs > 1 or (signs and len(document.prose) < _LETTER):
        return True
    if _outside(document, _SELF, max(3, len(document.prose) // _SELDOM)):
        return True
    return _outside(document, _FIRST_PERSON, 2) and (bool(signs) or _outside(document, _EXCLAIMED, 1))


def _outside(document: Document, pattern: "regex.Pattern[str]", wanted: int) -> bool:
    """Tell whether a pattern is found so often outside quotation marks."""
    found = 0
    for match in pattern.finditer(document.prose):
        found += not document.quotes.inside(match.start())
        if found == wanted:
            return True
    return False


def uncased(document: Document) -> bool:
    """Tell whether the text does without capitals, as chats do: in more than a fifth of five sentences or more.

    Items of a list, labels and scraps of a line are no sentences that a writer would begin with a capital.
    """
    whole = [one for one in document.sentences if _whole(one.of(document.prose)) and _in_paragraph(document, one)]
    small = sum(document.prose[one.start].islower() for one in whole)
    return len(whole) > 4 and small * 5 > len(whole)


def _whole(sentence: str) -> bool:
    return len(sentence.split()) > 3 and sentence.rstrip("\"”’')]").endswith((".", "!", "?", "…"))


def _in_paragraph(document: Document, sentence: Span) -> bool:
    block = document.block_at(sentence.start)
    return block is not None and block.kind == "paragraph"
