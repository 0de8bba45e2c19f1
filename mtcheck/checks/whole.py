"""Fixes that are right only together: safe where those of a paragraph, all made, leave it with nothing more to fix.

Where marks of several nations and turned ones stand in a tangle, each fix upsets how the others are read. Such fixes
are shown, and are not safe.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from mtcheck.checks.check import Find
from mtcheck.core.model import Hit, Span
from mtcheck.document import Document
from mtcheck.input.layout import Block, Layout

Hits = dict[str, list[Hit]]
_ROUNDS = 4
"""Paragraphs hang together by quotations that run on, so that one which falls away may cost others; then all fall."""

_MOST = 200
"""Fixes in one paragraph, beyond which it is a tangle without trying them."""


def whole(family: Mapping[str, Find]) -> dict[str, Find]:
    """Return the checks of a family; a fix is safe only where those of all of them leave a paragraph clean."""

    def found(document: Document) -> Hits:
        return {name: list(check(document)) for name, check in family.items()}

    def sound(document: Document) -> frozenset[int]:
        return _sound(document, document.memo(found), found)

    def judged(name: str) -> Find:
        def hits(document: Document) -> Iterator[Hit]:
            for hit in document.memo(found)[name]:
                yield replace(hit, safe=_block(document, hit.span) in document.memo(sound))

        return hits

    return {name: judged(name) for name in family}


def _sound(document: Document, hits: Hits, find: Callable[[Document], Hits]) -> frozenset[int]:
    """Return the numbers of the blocks in which nothing is left to fix once all the hits there are fixed."""
    fixes: dict[int, list[Hit]] = {}
    for hit in sorted((one for several in hits.values() for one in several), key=lambda one: one.span):
        fixes.setdefault(_block(document, hit.span), []).append(hit)
    fixes = {number: several for number, several in fixes.items() if number >= 0 and len(several) <= _MOST}
    for _ in range(_ROUNDS if fixes else 0):
        after = _mended(document, fixes)
        left = {_block(after, hit.span) for several in find(after).values() for hit in several}
        if left.isdisjoint(fixes):
            return frozenset(fixes)
        fixes = {number: several for number, several in fixes.items() if number not in left}
    return frozenset()


def _block(document: Document, span: Span) -> int:
    """Return the number of the block that holds a span, or -1."""
    number = bisect_right(document.blocks, span.start, key=lambda block: block.span.start) - 1
    return number if number >= 0 and span.end <= document.blocks[number].span.end else -1


def _mended(document: Document, fixes: Mapping[int, list[Hit]]) -> Document:
    """Return a document of the prose alone, with the first fix of each hit made; blocks keep their numbers."""
    parts: list[str] = []
    blocks: list[Block] = []
    at = size = 0
    for number, (span, kind) in enumerate(document.blocks):
        between = document.prose[at : span.start]
        words = _fixed(document.prose, span, fixes.get(number, ()))
        start = size + len(between)
        parts += [between, words]
        blocks.append(Block(Span(start, start + len(words)), kind))
        at, size = span.end, start + len(words)
    prose = "".join([*parts, document.prose[at:]])
    return Document(prose, Layout(prose, (), tuple(blocks)))


def _fixed(prose: str, block: Span, hits: Iterable[Hit]) -> str:
    """Return a block's prose with the hits fixed, which are in order; of two that overlap the first counts."""
    parts: list[str] = []
    at = block.start
    for hit in hits:
        if hit.span.start >= at:
            parts += [prose[at : hit.span.start], hit.fixes[0]]
            at = hit.span.end
    return "".join([*parts, prose[at : block.end]])
