"""Checks of numbers: parts that must add up to their total, ordinals and centuries."""

from collections.abc import Iterator

import regex

from mtcheck.checks.check import Check, of_kinds
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lists import choice, words
from mtcheck.english.numerals import TENS, UNITS, ordinal_ending

WORDS = {word: value for value, word in enumerate(UNITS)} | {
    word: value for value, word in zip(range(20, 100, 10), TENS, strict=True)
}
_SMALL = "|".join([*TENS, *reversed(UNITS[1:])])
_COMPOUND = rf"(?:{'|'.join(TENS)})-(?:{'|'.join(UNITS[1:10])})"
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,5}}+|\d{{1,15}}+|{_COMPOUND}|{_SMALL})\b(?![\w%.,]*\d)"


def value_of(number: str) -> int:
    """Return what a figure or a number word stands for."""
    if number[0].isdecimal():
        return int(number.replace(",", ""))
    return sum(WORDS[part] for part in number.lower().split("-"))


_NAME_OR_WORD = r"(?!(?:and|or|as|but|including|who|which)\b)[\p{L}’'-]++"
_PART = rf"(?:{NUMBER}|an?)\b(?: (?!(?:{_SMALL}|an?)\b){_NAME_OR_WORD}){{1,5}}"
_VAGUE = choice("words-before-a-vague-figure")
_PARTS = STORE.pattern(
    rf"(?i)(?<![\w.,$€£-]|\b(?:{_VAGUE}) )"
    rf"(?P<total>{NUMBER}) (?P<noun>(?:{_NAME_OR_WORD} ){{0,3}}?{_NAME_OR_WORD})"
    rf"(?P<lead>,? including )(?P<part>{_PART})(?:(?:, and |, | and )(?P<part>{_PART}))*+"
    r"(?! (?:and|or)\b|,? (?:and|or|plus|as well)\b)"
)
_NUMBER = STORE.pattern(rf"(?i)^(?:{NUMBER})")


_LEAD = STORE.pattern(r",? including ")
_REACH = 80


def _sums(document: Document) -> list[tuple["regex.Match[str]", int, list[int]]]:
    """Return each total with parts after it: the match, the total, and what each part is worth."""
    prose = document.prose
    sums = []
    for lead in _LEAD.finditer(prose):
        for match in _PARTS.finditer(prose, max(0, lead.start() - _REACH), lead.end() + 3 * _REACH):
            if match.start("lead") == lead.start():
                parts = [_NUMBER.match(part) for part in match.captures("part")]
                values = [value_of(part.group()) if part else 1 for part in parts]
                sums.append((match, value_of(match["total"]), values))
    return sums


def parts_equal_total(document: Document) -> Iterator[Hit]:
    """Find "including" before parts that are the whole."""
    for match, total, parts in document.memo(_sums):
        if len(parts) > 1 and sum(parts) == total and _plural(match["noun"]):
            comma = match.start("lead") + match["lead"].startswith(",")
            span = Span(comma, match.end("lead"))
            yield Hit(span, (" " if comma > match.start("lead") else ", ",), {"total": match["total"]})


def parts_over_total(document: Document) -> Iterator[Hit]:
    """Find people of whom more are singled out than there are."""
    for match, total, parts in document.memo(_sums):
        nations = len(parts) > 1 and all(_nation(part) for part in match.captures("part"))
        if _people(match["noun"]) and (max(parts) > total or (nations and sum(parts) > total)):
            yield Hit(Span(match.start("total"), match.end()), (), {"total": match["total"]})


def _plural(noun: str) -> bool:
    return any(
        (word.endswith("s") and not word.endswith(("ss", "us"))) or word in words("people-plurals")
        for word in noun.lower().split()
    )


def _people(noun: str) -> bool:
    return any(word.lower() in words("people-plurals") for word in noun.split())


def _nation(part: str) -> bool:
    return regex.fullmatch(r"\S+ \p{Lu}\p{Ll}+", part) is not None


_ROMAN = {"I": 1, "V": 5, "X": 10}
_CENTURY_NUMBER = r"X{1,2}(?:I{1,3}|I[XV]|VI{0,3})?|I[XV]|VI{0,3}|I{2,3}|V"
_CENTURY = STORE.pattern(
    r"(?<![\w.,$€£#-])(?P<article>(?:the|early|late|mid|this|last|next)[ -])?"
    rf"(?P<first>{_CENTURY_NUMBER}|(?:[2-9]|1\d|2[01])(?=(?:[-–/]\d{{1,2}})? centur))(?:-?th)?+"
    rf"(?:(?P<sign>[-–]| and | or )(?P<second>{_CENTURY_NUMBER}|\d{{1,2}})(?:-?th)?+)? (?P<noun>century|centuries)\b"
)

_CENTURY_NOUN = STORE.pattern(r"(?<= )(?:century|centuries)\b")
_CENTURY_REACH = 40


def century(document: Document) -> Iterator[Hit]:
    """Find centuries in Roman figures or without the ending of their number."""
    prose = document.prose
    for match in _centuries(prose):
        if not match["first"].isalpha() and (match["noun"] == "centuries" or match["second"]):
            continue
        first, second = _ordinal(match["first"]), _ordinal(match["second"] or "")
        before = prose[max(0, match.start() - 12) : match.start()]
        bare = not match["article"] and regex.search(r"\b(?:[Ii]n|[Oo]f|[Ss]ince|[Ff]rom|[Uu]ntil|[Bb]y|to) $", before)
        article = match["article"] or ("the " if bare else "")
        fix = article + first + (match["sign"] + second if second else "") + f" {match['noun']}"
        yield Hit(Span(*match.span()), (fix,))


def _centuries(prose: str) -> Iterator["regex.Match[str]"]:
    for noun in _CENTURY_NOUN.finditer(prose):
        for match in _CENTURY.finditer(prose, max(0, noun.start() - _CENTURY_REACH), noun.end()):
            if match.end() == noun.end():
                yield match


def _ordinal(figure: str) -> str:
    if not figure:
        return ""
    number = int(figure) if figure.isdecimal() else _from_roman(figure)
    return f"{number}{ordinal_ending(number)}"


def _from_roman(figure: str) -> int:
    values = [_ROMAN[char] for char in figure]
    return sum(-value if value < max(values[index + 1 :], default=0) else value for index, value in enumerate(values))


NUMBERS = {
    "century": Check("it reads Roman figures", century),
    "parts": of_kinds("it adds up numbers", {"equal": parts_equal_total, "over": parts_over_total}),
}
