"""Checks of double quotation marks: turned, dropped in, lost, glued, foreign, of two styles."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from mtcheck.checks.check import of_kinds
from mtcheck.checks.whole import whole
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.seams.quotes import SAYING, Mark

_STOPS = ",.!?;:"
_FOREIGN = {"«": "“", "»": "”", "„": "“", "「": "“", "」": "”", "『": "“", "』": "”", "《": "“", "》": "”", "〈": "“"}
_FOREIGN |= {"〉": "”", "‹": "“", "›": "”", "〝": "“", "〞": "”", "‟": "“", "❝": "“", "❞": "”"}
_NATIONS = "«»„"
"""Marks that are read like “ and ” and are a finding by themselves, however they are turned."""
_FOREIGN_MARK = STORE.pattern(r"[«»„「」『』《》〈〉‹›〝〞‟❝❞]|(?<=„[^“”„\n]{1,200})“")
_SEAM = STORE.pattern(r"\s*[.,](?=\s+\p{Ll})")
_IN_CLAUSE = STORE.pattern(r"\s\p{Ll}")
_RUNS_ON = STORE.pattern(r"\s+\p{Ll}")
_SUFFIX = STORE.pattern(r"(?:s|es|d|ed|ing|th|er|ish|y)\b")
_ATTRIBUTION = STORE.pattern(
    rf",(?=\s(?:{SAYING})\s(?:\p{{Lu}}|the\s)|\s(?:he|she|they|(?:the\s\p{{Ll}}+\s?){{1,2}}|(?:\p{{Lu}}[\p{{L}}.’'-]{{1,24}}\s?){{1,4}})"
    r"(?<!I )\s?(?:said|says|told|added|explained|wrote|warned)\b)"
)
_LAST_STOP = STORE.pattern(r"[.!?]$")
_LEAD_IN = STORE.pattern(rf"\b(?:{SAYING})[,:]\s(?=\p{{Lu}})")
_FIRST_WORD = STORE.pattern(r"[\p{L}\p{N}][\p{L}\p{N}’'-]*")
_LEADS_IN = STORE.pattern(rf"(?:^|[,:]\s?|\b(?:{SAYING})\s)$")
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


def _turned(document: Document) -> list[tuple[Mark, _Context]]:
    """Return the English marks that are turned wrong."""
    return [one for one in document.memo(_contexts) if one[0].flipped and one[1].char not in _NATIONS]


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
    for mark, context in document.memo(_turned):
        if mark.role == "close" and _is_sound(document, context) and not _is_trailing(context):
            gap = "" if not context.right or context.right in ".,;:!?)]—–-" else " "
            span = Span(context.start - len(context.stop), context.end)
            yield Hit(span, (context.stop + _closer(context.char) + gap,), {"mark": context.char})


def trailing_open(document: Document) -> Iterator[Hit]:
    """Find opening marks behind the end of a sentence, with nothing of a quotation after them."""
    for mark, context in document.memo(_turned):
        if mark.role == "close" and _is_trailing(context):
            span = Span(context.start - len(context.stop), context.at + 1)
            yield Hit(span, (context.stop + _closer(context.char),), {"mark": context.char})


def _is_trailing(context: _Context) -> bool:
    return not context.right or (context.end > context.at + 1 and context.stop in {".", "!", "?"})


def opening_flipped(document: Document) -> Iterator[Hit]:
    """Find marks that open a quotation but are turned or placed as if they closed one."""
    for mark, context in document.memo(_turned):
        if mark.role == "open" and _is_sound(document, context):
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
        if mark.role == "close" and seam is not None and "," in seam.group():
            continue  # “Who pays?”, she asked: a comma outside, as other houses set it
        span = Span(context.start - 1, seam.end() if seam else mark.offset + 1)
        if mark.role == "stray":
            yield Hit(span, ("", ","), {"mark": context.char})
        elif mark.offset in document.quotes.unopened:  # nothing is open that it could close
            yield Hit(span, ("", context.char, "," + context.char), {"mark": context.char})
        else:
            yield Hit(span, (context.char, "," + context.char, ""), {"mark": context.char})


def unbalanced(document: Document) -> Iterator[Hit]:
    """Find opening marks that nothing closes, closing ones that nothing opened, and marks that do neither.

    A quotation may have begun before the text or go on behind it, so the text itself must show that a mark is lost.
    In a paragraph with another fault of a mark, that fault is the finding, and this would be its echo.
    """
    faulty = document.memo(_faulty)
    lonely = [_unclosed(document, offset) for offset in document.quotes.unclosed]
    lonely += [_unopened(document, offset) for offset in document.quotes.unopened]
    for mark in document.quotes.marks:
        after = mark.offset + 1
        if mark.role == "stray" and not (_RUNS_ON.match(document.prose, after) or _SEAM.match(document.prose, after)):
            lonely.append(Hit(Span(mark.offset, after), ("",), {"state": "neither opens nor closes a quotation"}))
    for hit in lonely:
        if hit is not None and _block_start(document, hit.span.start) not in faulty:
            yield hit


def _faulty(document: Document) -> frozenset[int]:
    """Return the starts of the blocks in which another check finds a fault of a double mark."""
    checks = (closing_flipped, trailing_open, opening_flipped, stray_inside, inner_space, glued, foreign_marks)
    found = {_block_start(document, hit.span.start) for check in checks for hit in check(document)}
    return frozenset(found | {_block_start(document, match.start()) for match in _WRITTEN_OUT.finditer(document.prose)})


_WRITTEN_OUT = STORE.pattern(r"&(?:amp;)?(?:quot|[lr]dquo|[lr]aquo|bdquo|#34|#822[0-2]|#x22);?")
"""Marks that the text has as an HTML entity: another rule reports those, and their partners stand alone until then."""


def _block_start(document: Document, offset: int) -> int:
    block = document.block_at(offset)
    return block.span.start if block else -1


def _unclosed(document: Document, offset: int) -> Hit | None:
    """Place the missing mark before "he said" or at the end of the paragraph; without a place there is no finding."""
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
    goes_on = document.prose[high:].strip()
    if last and goes_on and limit == high and _LEADS_IN.search(document.prose, max(low, offset - 16), offset):
        return Hit(Span(*last.span()), (last.group() + closer,), slots)
    return None


def _unopened(document: Document, offset: int) -> Hit | None:
    """Place the missing mark at the start of the speech where it is plain; a mark within a clause is to be dropped."""
    slots = {"state": "closes a quotation that was never opened"}
    prose, block, marks = document.prose, document.block_at(offset), document.quotes.marks
    if block is None:
        return None
    if prose[offset - 1] not in ",.!?":
        if not (_IN_CLAUSE.match(prose, offset + 1, block.span.end) and prose[offset - 1].isalpha()):
            return None
        if prose[offset - 1] == "s":
            return Hit(
                Span(offset, offset + 1), ("’", ""), {"state": "stands where an apostrophe belongs, or for nothing"}
            )
        return Hit(Span(offset, offset + 1), ("",), slots)
    index = bisect_left(marks, offset, key=lambda mark: mark.offset)
    low = max(block.span.start, marks[index - 1].offset + 1 if index else 0)
    lead = _LEAD_IN.search(prose, low, offset)
    word = _FIRST_WORD.match(prose, lead.end(), offset) if lead else None
    return None if word is None else Hit(Span(*word.span()), (_opener(prose[offset]) + word.group(),), slots)


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
    """Find quotation marks of other languages; those that nations turn differently are read like any other."""
    prose = document.prose
    is_straight = prose.count('"') > prose.count("“") + prose.count("”")
    roles = {mark.offset: mark.role for mark in document.quotes.marks}
    for match in _FOREIGN_MARK.finditer(prose):
        char = match.group()
        start, end = match.span()
        opens = roles[start] == "open" if roles.get(start, "stray") != "stray" else _FOREIGN.get(char) == "“"
        fix = '"' if is_straight else "“" if opens else "”"
        block = document.block_at(start)
        if opens:
            end += prose[end : end + 1].isspace() and block is not None and end < block.span.end
            fix = " " + fix if start and prose[start - 1].isalnum() else fix
        else:
            start -= prose[max(0, start - 1) : start].isspace() and block is not None and start > block.span.start
            fix = fix + " " if prose[end : end + 1].isalnum() else fix
        yield Hit(Span(start, end), (fix,), {"mark": char})


MARKS = {
    "closing-flipped": closing_flipped,
    "trailing-open": trailing_open,
    "opening-flipped": opening_flipped,
    "inner-space": inner_space,
    "glued": glued,
    "style-mixed": style_mixed,
    "foreign-marks": foreign_marks,
}
"""Those that mend a mark where it stands."""
QUOTES = {
    "quotation-marks": of_kinds(
        "it reads all marks of a text together: which opens, which closes, which pair",
        {**whole(MARKS), "stray-inside": stray_inside, "unbalanced": unbalanced},
    )
}
