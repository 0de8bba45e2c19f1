"""Checks of markup: character references that reached the reader as they are written in HTML."""

import unicodedata
from collections.abc import Iterator
from html import unescape
from html.entities import html5

import regex

from mtcheck.checks.check import Check
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document

_LEAK = STORE.pattern(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,6}|[a-zA-Z][a-zA-Z0-9]{1,30});(?!\w{1,8};)")
_QUOTED = "\"'“”‘’`"


def entity_leak(document: Document) -> Iterator[Hit]:
    """Find whole character references; one between quotation marks is what the text is about."""
    prose = document.prose
    for match in _LEAK.finditer(prose):
        char = unescape(match.group())
        around = prose[match.start() - 1 : match.start()] + prose[match.end() : match.end() + 1]
        if char == match.group() or (len(around) == 2 and all(mark in _QUOTED for mark in around)):
            continue
        fix = _shown(char)
        yield Hit(Span(*match.span()), ("" if fix == " " and " " in around else fix,))


def _shown(char: str) -> str:
    return {"\u00a0": " ", "\u00ad": "", "\u200b": "", "\u2009": " "}.get(char, char)


_NAMES = (
    "quot|amp|apos|nbsp|lt|gt|ndash|mdash|lsquo|rsquo|ldquo|rdquo|laquo|raquo|hellip|bull|middot|euro|pound|copy|reg"
    "|trade|deg|shy|thinsp|[aeiou](?:acute|grave|circ|uml)|ntilde|ccedil|szlig|oslash|aring|aelig"
)
_CODE = rf"#\s?(?:x\s?)?[0-9a-fA-F]{{2,4}}|(?i:{_NAMES})"
_BROKEN = STORE.pattern(
    rf"&amp;(?P<code>{_CODE});"
    rf"|(?!&#?\w+;)&[^\S\n]?(?P<code>{_CODE})[^\S\n]?;"
    rf"|&(?P<code>#(?:39|34|160|8217|8216|8220|8221|8211|8212))(?![\d;]| ;)"
    rf"|&(?P<code>quot|nbsp|apos|rsquo|lsquo|rdquo|ldquo|ndash|mdash)(?![\w;=]| ;)"
    rf"|(?<![\\\w:])\\u(?P<point>[0-9a-fA-F]{{4}})"
)
_CLITIC = STORE.pattern(r" ?(?=(?:s|t|re|ve|ll|d|m)\b)")


def entity_broken(document: Document) -> Iterator[Hit]:
    """Find character references with spaces, without their end, or escaped twice."""
    inside = False
    for match in _BROKEN.finditer(document.prose):
        char = _character(match)
        if char is None:
            continue
        span = Span(*match.span())
        if char == '"':
            inside = not inside
            span = _hugging(document.prose, span, opening=inside)
        elif char in "'’":
            span = _joining(document.prose, span)
        yield Hit(span, (char,))


def _character(match: "regex.Match[str]") -> str | None:
    if match["point"]:
        char = chr(int(match["point"], 16))
        return None if unicodedata.category(char).startswith("C") else char
    code = regex.sub(r"\s", "", match["code"])
    if not code.startswith("#"):
        code = next((form for form in (code, code.lower()) if f"{form};" in html5), code)
    char = unescape(f"&{code};")
    return None if len(char) > 1 else _shown(char)


def _hugging(prose: str, span: Span, *, opening: bool) -> Span:
    """Take in the space on the inner side of a quotation mark."""
    if opening:
        return Span(span.start, span.end + (prose[span.end : span.end + 1] == " "))
    return Span(span.start - (prose[max(0, span.start - 1) : span.start] == " "), span.end)


def _joining(prose: str, span: Span) -> Span:
    """Take in the spaces round an apostrophe that a clitic follows."""
    rest = _CLITIC.match(prose, span.end)
    if rest is None:
        return span
    return Span(span.start - (prose[max(0, span.start - 1) : span.start] == " "), rest.end())


MARKUP = {
    "html-entity-broken": Check("it works out which character is meant, and which way its marks face", entity_broken),
    "html-entity-leak": Check("it works out which character is meant", entity_leak),
}
