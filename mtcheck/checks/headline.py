"""A headline that counts otherwise than the story below it."""

from collections.abc import Iterator

import regex

from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document

_PLURAL = STORE.pattern(r"\b(?<modifier>[\p{L}]+-[\p{L}]+|\p{Lu}\p{Ll}+(?:an|ese|ish|i)) (?<noun>\p{Ll}{4,}(?<!s)s)\b")
_LEAST_PARAGRAPHS = 3


def headline_clash(document: Document) -> Iterator[Hit]:
    """Yield a plural in the headline whose noun the first paragraph has with the same modifier in the singular."""
    if len(document.blocks) < _LEAST_PARAGRAPHS or document.blocks[0].kind != "heading":
        return
    head = document.blocks[0]
    first = next((block for block in document.blocks[1:3] if block.kind == "paragraph"), None)
    if first is None:
        return
    body = first.span.of(document.prose)
    for match in _PLURAL.finditer(document.prose, head.span.start, head.span.end):
        single = _told_of_one(match["modifier"], match["noun"], body)
        if single is not None:
            yield Hit(Span(*match.span("noun")), (single,))


def _told_of_one(modifier: str, noun: str, body: str) -> str | None:
    """Return the singular that the paragraph has after the same modifier, if it tells of one only."""
    modifier = regex.escape(modifier)
    if regex.search(rf"\b{modifier}\b[^.]{{0,20}}\b{noun}\b|\b(?:another|other|others|second|both)\b", body):
        return None
    for single in (noun[:-3] + "y" if noun.endswith("ies") else noun[:-1], noun[:-1]):
        if regex.search(rf"\b(?:an?|one) {modifier} {single}\b", body):
            return single
    return None
