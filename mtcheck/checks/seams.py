"""Checks of the seams between sentences: stops inside a clause, doubled spaces, broken lines, lower-case starts."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

import regex

from mtcheck.checks.check import Check
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.document.tagged import tagged
from mtcheck.english.lexicon import parts_of_speech
from mtcheck.english.lists import choice, words
from mtcheck.english.seams.sentences import OPENERS, TITLES, abbreviates
from mtcheck.input.layout import Block

Match = regex.Match[str]

_SEAM = STORE.pattern(r"(?<!\.)\.(?<space>[ \t]++)(?<right>\p{Ll}[\p{L}\p{M}’'-]*+)(?!\.\w)")
_LEFT = STORE.pattern(r"(?<left>(?<![\p{L}\p{M}\p{N}’'-])[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}’'-]*+|[%)])[ ]?$")
_LONGEST = 40
_YEAR = 4
_GLUED = STORE.pattern(rf"(?<=\p{{Ll}}{{3}})(?<stop>\.)(?<right>{choice('words-glued-to-a-stop')})(?=\s)")
_COMMA_CLAUSE = STORE.pattern(rf"[^.!?;:,\n]{{1,60}},\s(?!(?:{choice('openers-after-a-comma')}|\w+ing|\w+ed)\b)")
_ENDINGS = words("endings-after-a-stop")
_NO_PARTICIPLES = words("words-in-eed")
_PARTICIPLE = STORE.pattern(r"\p{Ll}{3,}ed")
_GERUND = STORE.pattern(r"\p{Ll}{3,}ing")
_NAME_PARTICLE = STORE.pattern(r"[- ’'](?:\p{Ll}{1,3}[- ’']){0,2}\p{Lu}")
_CAPITAL_INSIDE = STORE.pattern(r"\p{Ll}+\p{Lu}")
_AFTER_DETERMINER = STORE.pattern(
    r"(?<stop>\.) (?<right>\p{Lu}\p{Ll}+)(?= (?<next>\p{L}))?(?<=(?:\p{Ll}{2} |, )(?<left>the"
    rf"|an?|{choice('words-before-a-stray-stop')})\. \p{{L}}+)"
)
_NEVER_LAST = words("words-never-last")
_LETTERED = STORE.pattern(rf"(?:{choice('words-before-a-letter')})s? $")
_DOUBLE = STORE.pattern(r"[ \u00a0]{2,3}(?=\S)(?<=\S[ \u00a0]{2,3})")
_WIDE = STORE.pattern(r"\S(?:[ \u00a0]{4,}|\t)\S")
_GAP_AFTER_STOP = STORE.pattern(r"[.!?][\"”’')]?(?<gap>[ \u00a0]{1,3})(?=[\"“‘'(]?\p{Lu})")
_FINISHED = STORE.pattern(r"[.!?…:;][\"”’')\]]*$")
_LAST_WORD = STORE.pattern(r"\p{L}[\p{L}’'-]*+,?$")
_FIRST_WORD = STORE.pattern(r"\p{Ll}[\p{L}\p{M}’'-]*")


class _Seam(NamedTuple):
    """A stop with a lower-case word behind it; ``glue`` takes its place, ``rest`` is what follows."""

    left: str
    stop: Span
    space: str
    right: str
    glue: str
    rest: int

    @property
    def slots(self) -> dict[str, str]:
        return {"left": self.left, "right": self.right}


def _seams(document: Document) -> list[_Seam]:
    prose, seams = document.prose, []
    for match in _SEAM.finditer(prose):
        left = _LEFT.search(prose, max(0, match.start() - _LONGEST), match.start())
        if left is not None and not _is_rightful(document, left, match):
            stop = Span(left.end("left"), match.start() + 1)
            seams.append(_Seam(left["left"], stop, match["space"], match["right"], "", match.end()))
    for match in _GLUED.finditer(prose):
        seams += [_Seam("", Span(*match.span("stop")), "", match["right"], " ", match.end())]
    return seams


def stop_in_clause(document: Document) -> Iterator[Hit]:
    """Find stops before a lower-case word: those that cut a clause beyond doubt, and those that may be right.

    A sure one has a word beside it that needs the other half; with another, the stop or the small letter may be wrong.
    """
    for seam in document.memo(_seams):
        if _is_sure(document, seam):
            yield Hit(seam.stop, (seam.glue,), seam.slots, kind="sure")
        elif not document.memo(_is_small):
            yield _in_doubt(seam)


def _in_doubt(seam: _Seam) -> Hit:
    whole = Span(seam.stop.start, seam.stop.end + len(seam.space) + len(seam.right))
    dropped, capital = f" {seam.right}", f". {seam.right[0].upper()}{seam.right[1:]}"
    fixes: tuple[str, ...] = (dropped, capital)
    if seam.right in words("seam-either") or _GERUND.fullmatch(seam.right):
        fixes = (dropped, f", {seam.right}", capital)
    return Hit(whole, fixes, seam.slots, kind="in-doubt")


def _is_rightful(document: Document, before: Match, match: Match) -> bool:
    """Tell whether the stop is an abbreviation's, or the word after it is one that is never capitalised."""
    prose, left, right = document.prose, before["left"], match["right"]
    if _CAPITAL_INSIDE.match(right) or right in _ENDINGS or (len(right) == 1 and right != "a"):
        return True
    stem = right.split("-")[0]
    if stem in words("lowercase-names") and (
        left.lower() in TITLES or _NAME_PARTICLE.match(prose, match.start("right") + len(stem))
    ):
        return True
    start = before.start()
    block = document.block_at(start)
    low = block.span.start if block else 0
    if left.isdigit():
        return len(left) < _YEAR or start == low
    if left == "a" and start - low > _YEAR:
        return (
            prose[start - 1] == "."
            or prose[start - 2] in ".:;,)"
            or _LETTERED.search(prose, max(low, start - 12), start) is not None
        )
    return abbreviates(prose, start + len(left), low)


def _is_sure(document: Document, seam: _Seam) -> bool:
    left, right = seam.left.lower().replace("’", "'"), seam.right.replace("’", "'")
    if right in words("carries-on") or left in words("never-final") or left == "a" or seam.glue:
        return True
    if _PARTICIPLE.fullmatch(right) and right not in _NO_PARTICIPLES:
        return True
    return right in words("fronted-prepositions") and _COMMA_CLAUSE.match(document.prose, seam.rest) is None


def _is_small(document: Document) -> bool:
    """Tell whether a text does without capitals at the start of its sentences."""
    starts = [document.prose[span.start] for span in document.sentences]
    small = sum(char.islower() for char in starts)
    inside = sum(1 for _ in document.memo(_seams))
    return small + inside > 3 and (small + inside) * 2 > len(starts) + inside


def stop_after_determiner(document: Document) -> Iterator[Hit]:
    """Find sentences that end in an article, a possessive or a coordinator."""
    for match in _AFTER_DETERMINER.finditer(document.prose):
        left, right = match["left"], match["right"]
        if left not in _NEVER_LAST and (right in OPENERS or not _is_proper(document, match.start("right"))):
            continue  # the house he grew up in. Prices rose
        if left in {"a", "an"} and _LETTERED.search(
            document.prose, max(0, match.start("left") - 12), match.start("left")
        ):
            continue
        keep, small = f" {right}", f" {right[0].lower()}{right[1:]}"
        named = (
            left not in _NEVER_LAST
            or (match["next"] or "").isupper()
            or _is_name(document.prose, right, match.start("right"))
        )
        fixes = (keep, small) if named else (small, keep)
        yield Hit(Span(match.start("stop"), match.end("right")), fixes, {"left": left, "right": right})


def _is_proper(document: Document, start: int) -> bool:
    """Tell whether the word at a place is a name, or an adjective made from one."""
    found = document.memo(tagged).words
    at = bisect_left(found.starts, start, 1)
    if at == len(found.starts) or found.starts[at] != start:
        return False
    word, tag = found.kinds[at]
    return tag in {"NNP", "NNPS"} or (not parts_of_speech(word.lower()) and tag == "JJ")


def _is_name(prose: str, word: str, at: int) -> bool:
    """Tell whether a word has a capital in mid-sentence elsewhere in the text."""
    found = regex.finditer(rf"(?<=[\p{{Ll}},] ){regex.escape(word)}\b", prose)
    return any(match.start() != at for match in found)


def double_space(document: Document) -> Iterator[Hit]:
    """Find doubled spaces, except after stops in a text that sets two there throughout."""
    prose = document.prose
    if "  " not in prose.replace("\u00a0", " "):
        return
    gaps = {match.start("gap"): len(match["gap"]) for match in _GAP_AFTER_STOP.finditer(prose)}
    is_house_style = sum(size > 1 for size in gaps.values()) * 2 >= max(1, len(gaps))
    for block in document.blocks:
        low, high = block.span.start, block.span.end
        if block.kind == "cell" or _WIDE.search(prose, low, high):
            continue
        for match in _DOUBLE.finditer(prose, low, high):
            if not (is_house_style and match.start() in gaps):
                yield Hit(Span(*match.span()), (" ",))


def line_break_fragment(document: Document) -> Iterator[Hit]:
    """Find blocks that end in mid-clause where the next one goes on in lower case."""
    blocks = [block for block in document.blocks if block.kind in {"paragraph", "heading"}]
    small = sum(document.prose[block.span.start].islower() for block in blocks)
    if (small > 3 and small * 4 > len(blocks)) or document.memo(_seams):
        return  # a writer who sets small letters after stops does so at the start of a line, too
    for one, other in zip(document.blocks, document.blocks[1:], strict=False):
        hit = _broken(document.prose, one, other)
        if hit:
            yield hit


def _broken(prose: str, one: Block, other: Block) -> Hit | None:
    if one.kind not in {"paragraph", "heading"} or other.kind not in {"paragraph", "heading"}:
        return None
    first = _FIRST_WORD.match(prose, other.span.start, other.span.end)
    last = _LAST_WORD.search(prose, max(one.span.start, one.span.end - 30), one.span.end)
    if (
        first is None
        or last is None
        or _is_name_in_small(prose, first)
        or _FINISHED.search(prose, max(one.span.start, one.span.end - 6), one.span.end)
    ):
        return None
    goes_on = last.group().lower() in words("never-final") or first.group() in words("carries-on")
    if not goes_on and len(one.span.of(prose).split()) < 6:
        return None
    return Hit(Span(last.start(), first.end()), (f"{last.group()} {first.group()}",), {"left": last.group()})


def lowercase_start(document: Document) -> Iterator[Hit]:
    """Find paragraphs of whole sentences that begin in lower case."""
    previous: Block | None = None
    small = document.memo(_is_small)
    for block in document.blocks:
        before, previous = previous, block
        first = _FIRST_WORD.match(document.prose, block.span.start, block.span.end)
        if first is None or not _is_lowered(document.prose, block, before, first):
            continue
        word = first.group()
        yield Hit(Span(*first.span()), (word[0].upper() + word[1:],))
        if small:
            return


def _is_lowered(prose: str, block: Block, before: Block | None, first: Match) -> bool:
    if block.kind != "paragraph" or len(block.span.of(prose).split()) < 4:
        return False
    if before is not None and prose[before.span.end - 1] in ",;:—–-":
        return False
    if before is not None and not _FINISHED.search(prose, max(before.span.start, before.span.end - 6), before.span.end):
        return False
    return not _is_name_in_small(prose, first)


def _is_name_in_small(prose: str, first: Match) -> bool:
    """Tell whether a word in lower case is a name that has no capital: iRobot, van Gogh, example.org."""
    word = first.group()
    at_web_name = prose[first.end() : first.end() + 1] in {".", "_", "/", "(", "=", ":"}
    cased = _CAPITAL_INSIDE.match(prose, first.start()) is not None
    return cased or word.split("-")[0] in words("lowercase-names") or at_web_name


SEAMS = {
    "stop-in-clause": Check(
        "it weighs both sides of a stop by abbreviations, names and what the text does elsewhere",
        stop_in_clause,
        ("sure", "in-doubt"),
    ),
    "stop-after-determiner": Check("it asks whether the word is a name here or elsewhere", stop_after_determiner),
    "double-space": Check("it goes by how the text spaces its sentences", double_space),
    "line-break-fragment": Check("it looks at the end of one block and the start of the next", line_break_fragment),
    "lowercase-start": Check("it goes by how the paragraphs before begin and end", lowercase_start),
}
