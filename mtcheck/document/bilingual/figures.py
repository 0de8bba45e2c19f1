"""Numbers in a text and what they may stand for: figures in the manner of a language, scale words, words for digits."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

import regex

from mtcheck.core.model import Span
from mtcheck.core.prepared import STORE
from mtcheck.document.bilingual.languages import COMMA_DECIMAL
from mtcheck.document.bilingual.number_words import CJK, NUMERALS, SCALES, cjk_value, english_numbers, roman_numbers


class Number(NamedTuple):
    """A number in figures: its place, the values it may stand for, its parts if it may be several (a date, a time)."""

    span: Span
    values: frozenset[Decimal]
    parts: tuple[Decimal, ...] = ()


_FIGURE = STORE.pattern(
    r"(?<![\p{Latin}\p{Cyrillic}\p{Greek}\d_]|[\p{Latin}\p{Cyrillic}\p{Greek}][-‑]|\d[.,])"
    r"(?:\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})++(?![\d])(?:[.,]\d{1,2}(?!\d))?+|\d++(?:[.,'’٬٫，．]\d++)*+)"
)
_CJK_FIGURE = STORE.pattern(rf"(?<![\d,.，．])\d[\d,.，．]*+[{CJK}](?:[ ]?\d[\d,.，．]*+[{CJK}]|[{CJK}])*+(?:\d++)?+")
_SPACE = STORE.pattern(r"[ \u00a0\u202f\u2009]")
_SCALE_WORD = {
    code: STORE.pattern(
        rf"(?i)[ \u00a0\u202f]?(?:{'|'.join(f'(?P<g{power}>{words})' for power, words in table)})(?!\p{{L}})"
    )
    for code, table in SCALES.items()
}
_WIDE = str.maketrans({"，": ",", "．": ".", "٬": ",", "٫": ".", "’": "'"})


def figures(text: str, language: str | None) -> Iterator[Number]:
    """Yield the numbers that a text has in figures; ``language`` is a code, ``en`` for the target."""
    done = 0
    if language in {"zh", "ja", "ko"}:
        for match in _CJK_FIGURE.finditer(text):
            yield from _plain(text, (done, match.start()), language)
            value = cjk_value(match.group().translate(_WIDE))
            yield Number(Span(*match.span()), frozenset({value} if value is not None else ()))
            done = match.end()
    yield from _plain(text, (done, len(text)), language)


def _plain(text: str, between: tuple[int, int], language: str | None) -> Iterator[Number]:
    scale = _SCALE_WORD.get(language or "", _SCALE_WORD[""])
    for match in _FIGURE.finditer(text, *between):
        values, parts = _values(_ascii(match.group()), language)
        word = scale.match(text, match.end())
        span = Span(match.start(), word.end() if word else match.end())
        if word and word.lastgroup:
            factor = Decimal(10) ** int(word.lastgroup[1:])
            short = len(word.group().strip()) <= 1
            values = frozenset(value * factor for value in values) | (values if short else frozenset())
            parts = ()
        yield Number(span, values, parts)


def _ascii(figure: str) -> str:
    """Return the figure with digits 0 to 9 and plain signs, whatever its script."""
    return "".join(str(int(char)) if char.isdigit() and char.isdecimal() else char for char in figure.translate(_WIDE))


def _values(figure: str, language: str | None) -> tuple[frozenset[Decimal], tuple[Decimal, ...]]:
    parts = tuple(Decimal(part) for part in regex.split(r"\D", figure) if part)
    readings = frozenset(Decimal(one) for one in _readings(_SPACE.sub("", figure).replace("'", ""), language))
    several = not readings or " " in figure or regex.fullmatch(r"[012]?\d\.[0-5]\d", figure) is not None
    return readings, parts if several else ()


def _readings(figure: str, language: str | None) -> list[str]:
    """Return the plain forms of a figure: the sign that parts decimals is told by form, else by language."""
    signs = [char for char in figure if char in ".,"]
    if not signs:
        return [figure]
    if len(set(signs)) > 1:
        whole, _, rest = figure.rpartition(signs[-1])
        return [whole.replace(".", "").replace(",", "") + "." + rest] if signs.count(signs[-1]) == 1 else []
    sign = signs[0]
    grouped = regex.fullmatch(rf"[1-9]\d{{0,2}}(?:{regex.escape(sign)}\d{{3}})+|[1-9]\d?(?:,\d\d)+,\d{{3}}", figure)
    if len(signs) > 1:
        return [figure.replace(sign, "")] if grouped else []
    as_group, as_decimal = figure.replace(sign, ""), figure.replace(sign, ".")
    if not grouped:
        return [as_decimal]
    if language is None or language == "es":  # half of the countries of Spanish write as in English
        return [as_group, as_decimal] if language is None or sign == "," else [as_group]
    return [as_decimal] if (sign == ",") == (language in COMMA_DECIMAL) else [as_group]


def possible(text: str, language: str | None) -> frozenset[Decimal]:
    """Return the values that words of a text may stand for: number words, ordinals, Roman figures, months."""
    found = set(roman_numbers(text))
    if language == "en":
        found |= english_numbers(text)
    if language in {"zh", "ja", "ko"}:
        found |= {value for match in NUMERALS.finditer(text) if (value := cjk_value(match.group())) is not None}
    return frozenset(found)
