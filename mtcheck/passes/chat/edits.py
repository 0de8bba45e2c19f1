"""From what a server says to an edit of the text: found in it, reduced to its smallest, refused where it goes too far.

Nothing that is said is taken on trust, so that a text with instructions in it can bring about no more than any other:
a short edit of ordinary words outside quotations, with a message of our own.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from mtcheck.core.model import Span
from mtcheck.document import Document
from mtcheck.english import lexicon
from mtcheck.english.lemmas import known
from mtcheck.passes.chat.question import Said

MOST_WORDS = 8
"""The most words that an edit may take out or put in."""
MOST_CHARS = 80

_ALIKE = ("'’‘ʼ", '"“”„«»', "-‐‑–—")
"""Marks that a server takes for each other."""
_PART = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’ʼ][\p{L}\p{M}]+)*|\s+|.", regex.DOTALL)
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’ʼ][\p{L}\p{M}]+)*")
_DIGITS = regex.compile(r"\p{N}+(?:[.,:]\p{N}+)*")
_UNWANTED = regex.compile(r"[\p{C}\p{Zl}\p{Zp}<>{}\[\]|\\`*_#@~^$]|://|www\.")
"""What no correction of ordinary prose holds."""
_DOUBLE = regex.compile(r'["“”„«»]')
_JOINED = regex.compile(r"(?<=[\p{L}\p{N}][./@_:])[\p{L}\p{N}]|[./@_:][\p{L}\p{N}]")
"""What an edit that stops here would tear apart: a file name, a domain, a path."""
_I = regex.compile(r"I(?:['’]\p{Ll}+)?")


class Edit(NamedTuple):
    """A replacement of a place of the prose, which may be empty; the text may be empty too."""

    span: Span
    text: str


def believed(said: Said, piece: Span, document: Document) -> Edit | None:
    """Return the edit of a document that is meant by what was said of a piece of it, if it passes all checks."""
    found = _place(said, piece, document.prose)
    correction = regex.sub(r"\s+", " ", said.correction).strip()
    if found is None or _UNWANTED.search(correction):
        return None
    edit = _smallest(document.prose, found, correction)
    return edit if edit is not None and _harmless(edit, document) else None


def _place(said: Said, piece: Span, prose: str) -> Span | None:
    """Return where the span stands: it must do so once, or once in a context that stands once."""
    found = list(_found(said.span, piece, prose))
    if len(found) > 1:
        around = list(_found(said.context, piece, prose))
        found = list(_found(said.span, around[0], prose)) if len(around) == 1 else []
    return found[0] if len(found) == 1 else None


def _found(words: str, within: Span, prose: str) -> Iterator[Span]:
    """Yield where words stand as whole words, however their marks and spaces are written."""
    words = words.strip()
    if not words:
        return
    parts = [r"\s+" if part.isspace() else "".join(map(_pattern, part)) for part in regex.findall(r"\s+|\S+", words)]
    before = r"(?<![\p{L}\p{M}\p{N}])" if words[0].isalnum() else ""
    after = r"(?![\p{L}\p{M}\p{N}])" if words[-1].isalnum() else ""
    pattern = regex.compile(before + "".join(parts) + after, cache_pattern=False)
    for match in pattern.finditer(prose, within.start, within.end, overlapped=True):
        yield Span(*match.span())


def _pattern(char: str) -> str:
    alike = next((marks for marks in _ALIKE if char in marks), char)
    return f"[{regex.escape(alike)}]" if len(alike) > 1 else regex.escape(alike)


def _smallest(prose: str, found: Span, correction: str) -> Edit | None:
    """Return the edit without what stays as it is at its two ends; None if nothing is left."""
    old, new = _PART.findall(prose, found.start, found.end), _PART.findall(correction)
    low = _shared(old, new)
    high = _shared(old[low:][::-1], new[low:][::-1])
    start = found.start + sum(map(len, old[:low]))
    end = found.end - sum(map(len, old[len(old) - high :]))
    text = "".join(new[low : len(new) - high])
    if start == end and not text:
        return None
    if not text and start > 0 and prose[start - 1].isspace() and not prose[end : end + 1].isalnum():
        start -= 1  # the space before goes with what is left out
    return Edit(Span(start, end), text)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    while count < min(len(one), len(other)) and _plain(one[count]) == _plain(other[count]):
        count += 1
    return count


def _plain(part: str) -> str:
    """Return a part with one sign for all that a server takes for it."""
    if part.isspace():
        return " "
    for marks in _ALIKE[:2]:
        part = regex.sub(f"[{regex.escape(marks)}]", marks[0], part)
    return part


def _harmless(edit: Edit, document: Document) -> bool:
    old = edit.span.of(document.prose)
    if max(len(old), len(edit.text)) > MOST_CHARS or max(map(_size, (old, edit.text))) > MOST_WORDS:
        return False
    if any(edit.span.overlaps(span) for span in document.protected) or _touches_quotation(edit, old, document):
        return False
    if any(_JOINED.match(document.prose, place) for place in (edit.span.start, edit.span.end)):
        return False
    if Counter(_numbers(old)) != Counter(_numbers(edit.text)):
        return False
    return _names_stay(edit, old, document)


def _size(text: str) -> int:
    return len(_WORD.findall(text))


def _touches_quotation(edit: Edit, old: str, document: Document) -> bool:
    inside = document.quotes.inside
    last = max(edit.span.start, edit.span.end - 1)
    return inside(edit.span.start) or inside(last) or bool(_DOUBLE.search(old + edit.text))


def _numbers(text: str) -> Iterator[str]:
    yield from _DIGITS.findall(text)
    numerals = lexicon.words("number-word")
    yield from (word for word in map(str.lower, _WORD.findall(text)) if word in numerals and word != "one")


def _names_stay(edit: Edit, old: str, document: Document) -> bool:
    """Tell whether each word with a capital of its own is on both sides, and none comes in from elsewhere."""
    opens = document.starts_sentence(edit.span.start)
    words = [{_bare(word) for word in _WORD.findall(text)} for text in (old, edit.text)]
    names = [set(_names(text, opens=opens)) for text in (old, edit.text)]
    return names[0] <= words[1] and names[1] <= words[0]


def _names(text: str, *, opens: bool) -> Iterator[str]:
    for number, word in enumerate(_WORD.findall(text)):
        if word == word.lower() or _I.fullmatch(word):
            continue
        if opens and number == 0 and word.istitle() and known(word.lower()):
            continue
        yield _bare(word)


def _bare(word: str) -> str:
    return regex.sub(r"['’ʼ]s?$", "", word.casefold())
