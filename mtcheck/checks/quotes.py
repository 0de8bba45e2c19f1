"""Checks of double quotation marks: turned, dropped in, lost, glued, foreign, of two styles."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from typing import NamedTuple

from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.seams.quotes import SAYING, Mark

_STOPS = ",.!?;:"
_FOREIGN = {"«": "“", "»": "”", "„": "“", "「": "“", "」": "”", "『": "“", "』": "”", "《": "“", "》": "”", "〈": "“"}
_FOREIGN |= {"〉": "”", "‹": "“", "›": "”", "〝": "“", "〞": "”", "‟": "“", "❝": "“", "❞": "”"}
_FOREIGN_MARK = STORE.pattern(r"[«»„「」『』《》〈〉‹›〝〞‟❝❞]|(?<=„[^“”„\n]{1,200})“")
_SEAM = STORE.pattern(r"\s*[.,](?=\s+\p{Ll})")
_RUNS_ON = STORE.pattern(r"\s+\p{Ll}")
_SUFFIX = STORE.pattern(r"(?:s|es|d|ed|ing|th|er|ish|y)\b")
_ATTRIBUTION = STORE.pattern(
    rf",(?=\s(?:{SAYING})\s|\s(?:the\s)?(?:[\p{{L}}.’'-]{{1,24}}\s){{1,5}}(?:said|says|told|added|explained|wrote|warned)\b)"
)
_LAST_STOP = STORE.pattern(r"[.!?]$")
_LEAD_IN = STORE.pattern(rf"\b(?:{SAYING})[,:]\s(?=\p{{Lu}})")
_FIRST_WORD = STORE.pattern(r"[\p{L}\p{N}][\p{L}\p{N}’'-]*")
_LEADS_IN = STORE.pattern(rf"(?:^|[,:]\s?|\b(?:{SAYING})\s)$")
_BRACKET = STORE.pattern(r"(?<!(?:^|\s)[:;=8xX]['-]?)[()](?!(?<=\s[()])['-]?[:;=])")
_LABEL = STORE.pattern(r"(?:^|[\s,;.])\w{1,3}$")
_NEAR = 3
_ART = 200
_MAJORITY = 3
_FEW = 4


class _Context(NamedTuple):
    """A mark, with the white space and the stop before it and the white space after it."""

    at: int
    char: str
    start: int
    end: int
    stop: str
    left: str
    right: str


def _context(document: Document, mark: Mark) -> _Context:
    block = document.block_at(mark.offset)
    low, high = (block.span.start, block.span.end) if block else (0, len(document.prose))
    prose, at = document.prose, mark.offset
    start, end = at, at + 1
    while start > low and prose[start - 1].isspace():
        start -= 1
    while end < high and prose[end].isspace():
        end += 1
    left = prose[start - 1] if start > low else ""
    stop = left if left and left in _STOPS else ""
    return _Context(at, prose[at], start, end, stop, left, prose[end] if end < high else "")


def _contexts(document: Document) -> list[tuple[Mark, _Context]]:
    return [(mark, _context(document, mark)) for mark in document.quotes.marks]


def _closer(char: str) -> str:
    return {"“": "”", "„": "”", "«": "»"}.get(char, char)


def _opener(char: str) -> str:
    return {"”": "“", "»": "«"}.get(char, char)


def _troubled(document: Document) -> frozenset[int]:
    """Return the starts of the blocks in which a mark lacks its partner."""
    lonely = (*document.quotes.unclosed, *document.quotes.unopened)
    blocks = (document.block_at(offset) for offset in lonely)
    return frozenset(block.span.start for block in blocks if block)


def _is_sound(document: Document, context: _Context) -> bool:
    """Tell whether the reading of a mark can be trusted: curly ones speak for themselves, straight ones in pairs."""
    block = document.block_at(context.at)
    return context.char != '"' or block is None or block.span.start not in document.memo(_troubled)


def closing_flipped(document: Document) -> Iterator[Hit]:
    """Find marks that end a quotation but are turned or placed as if they opened one, with text behind them."""
    for mark, context in document.memo(_contexts):
        if mark.role == "close" and mark.flipped and _is_sound(document, context) and not _is_trailing(context):
            gap = "" if not context.right or context.right in ".,;:!?)]—–-" else " "
            span = Span(context.start - len(context.stop), context.end)
            yield Hit(span, (context.stop + _closer(context.char) + gap,), {"mark": context.char})


def trailing_open(document: Document) -> Iterator[Hit]:
    """Find opening marks behind the end of a sentence, with nothing of a quotation after them."""
    for mark, context in document.memo(_contexts):
        if mark.role == "close" and mark.flipped and _is_trailing(context):
            span = Span(context.start - len(context.stop), context.at + 1)
            yield Hit(span, (context.stop + _closer(context.char),), {"mark": context.char})


def _is_trailing(context: _Context) -> bool:
    return not context.right or (context.end > context.at + 1 and context.stop in {".", "!", "?"})


def opening_flipped(document: Document) -> Iterator[Hit]:
    """Find marks that open a quotation but are turned or placed as if they closed one."""
    for mark, context in document.memo(_contexts):
        if mark.role == "open" and mark.flipped and _is_sound(document, context):
            gap = "" if not context.left or context.left in "([—–-" else " "
            yield Hit(Span(context.start, context.end), (gap + _opener(context.char),), {"mark": context.char})


def stray_inside(document: Document) -> Iterator[Hit]:
    """Find a closing mark between stops after which the sentence runs on in lower case."""
    for mark, context in document.memo(_contexts):
        if mark.role == "open" or not context.stop:
            continue
        seam = _SEAM.match(document.prose, mark.offset + 1)
        if seam is None and (mark.role == "close" or not _RUNS_ON.match(document.prose, mark.offset + 1)):
            continue
        span = Span(context.start - 1, seam.end() if seam else mark.offset + 1)
        if mark.role == "stray":
            yield Hit(span, ("", ","), {"mark": context.char})
        else:
            yield Hit(span, (context.char, "," + context.char, ""), {"mark": context.char})


def unbalanced(document: Document) -> Iterator[Hit]:
    """Find opening marks that nothing closes, closing ones that nothing opened, and marks that do neither."""
    for offset in document.quotes.unclosed:
        yield _unclosed(document, offset)
    for offset in document.quotes.unopened:
        yield _unopened(document, offset)
    for mark in document.quotes.marks:
        after = mark.offset + 1
        if mark.role == "stray" and not (_RUNS_ON.match(document.prose, after) or _SEAM.match(document.prose, after)):
            yield Hit(Span(mark.offset, after), ("",), {"state": "neither opens nor closes a quotation"})


def _unclosed(document: Document, offset: int) -> Hit:
    """Place the missing mark before "he said" or at the end of the paragraph, where either is plain."""
    slots = {"state": "opens a quotation that is never closed"}
    block = document.block_at(offset)
    low, high = (block.span.start, block.span.end) if block else (0, len(document.prose))
    marks = document.quotes.marks
    following = bisect_right(marks, offset, key=lambda mark: mark.offset)
    limit = min(high, marks[following].offset) if following < len(marks) else high
    closer = _closer(document.prose[offset])
    said = _ATTRIBUTION.search(document.prose, offset, limit)
    if said:
        return Hit(Span(*said.span()), ("," + closer,), slots)
    last = _LAST_STOP.search(document.prose, high - 1, high)
    if last and limit == high and _LEADS_IN.search(document.prose, max(low, offset - 16), offset):
        return Hit(Span(*last.span()), (last.group() + closer,), slots)
    return Hit(Span(offset, offset + 1), ("",), slots)


def _unopened(document: Document, offset: int) -> Hit:
    """Place the missing mark at the start of the speech where it is plain."""
    slots = {"state": "closes a quotation that was never opened"}
    prose, block, marks = document.prose, document.block_at(offset), document.quotes.marks
    drop = Hit(Span(offset, offset + 1), ("",), slots)
    if block is None or prose[offset - 1] not in ",.!?" or _is_carried(document, offset):
        return drop
    index = bisect_left(marks, offset, key=lambda mark: mark.offset)
    low = max(block.span.start, marks[index - 1].offset + 1 if index else 0)
    lead = _LEAD_IN.search(prose, low, offset)
    starts = (span.start for span in document.sentences if low <= span.start < offset)
    word = _FIRST_WORD.match(prose, lead.end() if lead else next(starts, offset), offset)
    return drop if word is None else Hit(Span(*word.span()), (_opener(prose[offset]) + word.group(),), slots)


def _is_carried(document: Document, offset: int) -> bool:
    """Tell whether a quotation was opened, and not closed, in the last few paragraphs before a mark."""
    unclosed = document.quotes.unclosed
    index = bisect_left(unclosed, offset)
    return index > 0 and document.prose.count("\n", unclosed[index - 1], offset) <= _NEAR


def inner_space(document: Document) -> Iterator[Hit]:
    """Find white space between a mark and the quotation it opens or closes."""
    for mark, context in _outer(document):
        if mark.role == "open" and context.end > context.at + 1 and context.right:
            gap = " " if context.start == context.at and _touches(context.left) else ""
            yield Hit(Span(context.at, context.end), (gap + context.char,))
        elif mark.role == "close" and context.start < context.at and context.left:
            gap = " " if context.end == context.at + 1 and context.right.isalnum() else ""
            yield Hit(Span(context.start, context.at + 1), (context.char + gap,))


def glued(document: Document) -> Iterator[Hit]:
    """Find quotations with no space between them and the word outside."""
    for mark, context in _outer(document):
        is_near = context.start == context.at and context.end == context.at + 1
        if mark.role == "open" and is_near and _touches(context.left):
            yield Hit(Span(context.at, context.at + 1), (" " + context.char,))
        is_followed = context.right.isalnum() and not _SUFFIX.match(document.prose, context.end)
        if mark.role == "close" and is_near and is_followed:
            yield Hit(Span(context.at, context.at + 1), (context.char + " ",))


def _touches(left: str) -> bool:
    return bool(left) and left != ":" and (left.isalpha() or left in _STOPS)


def _outer(document: Document) -> Iterator[tuple[Mark, _Context]]:
    """Yield the marks that are turned right and read beyond doubt."""
    for mark, context in document.memo(_contexts):
        if mark.role != "stray" and not mark.flipped and context.char in '“”"' and _is_sound(document, context):
            yield mark, context


def style_mixed(document: Document) -> Iterator[Hit]:
    """Find the few straight or curly marks of a text that otherwise has the other kind."""
    marks = [(mark, document.prose[mark.offset]) for mark in document.quotes.marks]
    straight = [mark for mark, char in marks if char == '"']
    curly = [mark for mark, char in marks if char in "“”"]
    few, many = (straight, curly) if len(straight) <= len(curly) else (curly, straight)
    if not few or len(few) > _FEW or len(many) < _MAJORITY * len(few):
        return
    for mark in few:
        form = '"' if few is curly else ("“" if mark.role == "open" else "”")
        if mark.role != "stray" and not mark.flipped:
            yield Hit(Span(mark.offset, mark.offset + 1), (form,), {"kind": "curly" if few is curly else "straight"})


def foreign_marks(document: Document) -> Iterator[Hit]:
    """Find quotation marks of other languages."""
    prose = document.prose
    is_straight = prose.count('"') > prose.count("“") + prose.count("”")
    for match in _FOREIGN_MARK.finditer(prose):
        char = match.group()
        form = "”" if char == "“" else _FOREIGN[char]
        start, end = match.span()
        fix = '"' if is_straight else form
        if form == "“":
            end += prose[end : end + 1].isspace()
            fix = " " + fix if start and prose[start - 1].isalnum() else fix
        else:
            start -= start > 0 and prose[start - 1].isspace()
            fix = fix + " " if prose[end : end + 1].isalnum() else fix
        yield Hit(Span(start, end), (fix,), {"mark": char})


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
        if match.group() == "(":
            opened.append(at)
        elif opened:
            opened.pop()
        elif not _LABEL.search(prose, max(low, at - 4), at):
            yield _Bracket(index, at, ")", at + 1 == high)
    for at in opened:
        yield _Bracket(index, at, "(", is_smile=False)


QUOTES: dict[str, Callable[[Document], Iterable[Hit]]] = {
    "bracket-unbalanced": bracket_unbalanced,
    "quote-closing-flipped": closing_flipped,
    "quote-trailing-open": trailing_open,
    "quote-opening-flipped": opening_flipped,
    "quote-stray-inside": stray_inside,
    "quote-unbalanced": unbalanced,
    "quote-inner-space": inner_space,
    "quote-glued": glued,
    "quote-style-mixed": style_mixed,
    "quote-foreign-marks": foreign_marks,
}
