"""Bodies, dates and shares that one text writes in two ways."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

import regex

from mtcheck.checks.check import Check
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lists import choice, words

_LEAST_SENTENCES = 3
_MONTHS = choice("months")
_DATE = STORE.pattern(
    rf"\b(?:(?<day>\d{{1,2}}) (?<month>{_MONTHS})|(?<month>{_MONTHS}) (?<day>\d{{1,2}}))"
    r"(?![\p{L}\d:%]|[.,]\d)(?:,? (?<year>(?:1[5-9]|20)\d\d)\b)?"
)
_SHARE = STORE.pattern(r"(?<![\d.,])(?<figure>\d[\d.,]{0,12}+)(?<sign>%| percent\b| per cent\b)")
_NAME = STORE.pattern(r"(?<!\. )\b(?:\p{Lu}\p{Ll}+ ){1,3}\p{Lu}\p{Ll}+\b")

Form = tuple[Span, str, str]


def _minority(forms: list[Form]) -> Iterator[Form]:
    """Yield what is not in the form that most have; the first used wins a tie."""
    kinds = Counter(kind for _, kind, _ in forms)
    if len(kinds) < 2:
        return
    first = {kind: index for index, (_, kind, _) in reversed([*enumerate(forms)])}
    right = min(kinds, key=lambda kind: (-kinds[kind], first[kind]))
    yield from (form for form in forms if form[1] != right)


def _hits(document: Document, forms: list[Form]) -> Iterator[Hit]:
    if len(document.sentences) >= _LEAST_SENTENCES:
        for span, _, fix in _minority(forms):
            yield Hit(span, (fix,))


@cache
def _bodies() -> "regex.Pattern[str]":
    names = "|".join(sorted(words("bodies-with-or-without-capitals")))
    return STORE.pattern(rf"\b(?:[Tt]he|[’']s) (?:\p{{Lu}}\p{{Ll}}+ )?(?<span>(?i:{names}))(?! of\b)\b(?! \p{{Lu}})")


def caps_inconsistent(document: Document) -> Iterator[Hit]:
    """Yield a body with capitals that the text mostly writes without, or the reverse."""
    found: dict[str, list[Form]] = defaultdict(list)
    for match in _bodies().finditer(document.prose):
        text = match["span"]
        block = document.block_at(match.start())
        if block is None or block.kind == "heading" or text not in {text.lower(), text.title()}:
            continue
        other = text.title() if text.islower() else text.lower()
        found[text.lower()].append((Span(*match.span("span")), "lower" if text.islower() else "capital", other))
    for forms in found.values():
        yield from _hits(document, forms)


def date_style_mixed(document: Document) -> Iterator[Hit]:
    """Yield dates with the day first in a text that mostly has the month first, or the reverse."""
    forms: list[Form] = []
    for match in _DATE.finditer(document.prose):
        day, month, year = match["day"], match["month"], match["year"]
        if not 1 <= int(day) <= 31:
            continue
        if match.group()[0].isdigit():
            forms.append((Span(*match.span()), "day", f"{month} {day}" + (f", {year}" if year else "")))
        else:
            forms.append((Span(*match.span()), "month", f"{day} {month}" + (f" {year}" if year else "")))
    yield from _hits(document, [form for form in forms if not document.quotes.inside(form[0].start)])


def percent_style_mixed(document: Document) -> Iterator[Hit]:
    """Yield shares with a sign in a text that mostly has the word, or the reverse."""
    found = [match for match in _SHARE.finditer(document.prose) if not document.quotes.inside(match.start())]
    word = next((match["sign"] for match in found if match["sign"] != "%"), " percent")
    forms: list[Form] = [
        (
            Span(*match.span()),
            "sign" if match["sign"] == "%" else "word",
            match["figure"] + (word if match["sign"] == "%" else "%"),
        )
        for match in found
    ]
    yield from _hits(document, forms)


def name_synonym(document: Document) -> Iterator[Hit]:
    """Yield the rarer of two names of a body that differ in one word, and that word by a synonym."""
    synonyms = {frozenset(entry.split()) for entry in words("words-of-bodies-that-mean-the-same")}
    found = [(Span(*match.span()), match.group()) for match in _NAME.finditer(document.prose)]
    counts = Counter(name for _, name in found)
    for span, name in found:
        for other in counts:
            if counts[other] > counts[name] and _differ_by(name.lower().split(), other.lower().split()) in synonyms:
                yield Hit(span, (other,), {"name": other})
                break


def _differ_by(one: list[str], other: list[str]) -> frozenset[str]:
    """Return the two words in which two names of equal length differ, if there is one such pair."""
    if len(one) != len(other):
        return frozenset()
    pairs = [frozenset(pair) for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return pairs[0] if len(pairs) == 1 else frozenset()


VARIANTS = {
    "caps-inconsistent": Check("x", caps_inconsistent),
    "date-style-mixed": Check("x", date_style_mixed),
    "percent-style-mixed": Check("x", percent_style_mixed),
    "name-synonym": Check("it compares all names of the text with one another", name_synonym),
}
