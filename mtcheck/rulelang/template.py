"""Messages and fixes with slots: ``{1}``, ``{name}``, ``{text}``, ``{fix}``, with a filter as in ``{1:lower}``.

A slot names a captured group and nothing else, so a template from a stranger's pack cannot reach into objects.
The filter ``a`` makes a or an of an indefinite article, as what follows it in the filled template asks for.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module

import regex

from mtcheck.core.prepared import STORE
from mtcheck.english.numerals import ordinal_ending

_SLOT = STORE.pattern(r"\{\{|\}\}|\{(?P<name>\w+)(?::(?P<filter>\w+))?\}(?P<space> ?)")
_FIGURE = STORE.pattern(r"[\d,]+")
_ARTICLE = STORE.pattern(r"\x01([Aa]) (?=[“\"‘'(]?([\w.-]++))")


PRONOUN = "pronoun"
"""A slot in the fixes of sequences: the pronoun for what the text named last, that fits the captured ``verb``."""


_MOST_DIGITS = 300
"""Longer figures are left as they are."""


def _number(text: str) -> int | None:
    digits = regex.sub(r"\D", "", text)
    return int(digits or 0) if len(digits) <= _MOST_DIGITS else None


def _ordinal(text: str) -> str:
    number = _number(text)
    if number is None:
        return text
    return f"{text if _FIGURE.fullmatch(text) else number}{ordinal_ending(number)}"


_NOON = 12


def _hour(text: str) -> str:
    number = _number(text)
    return text if number is None else str((number - 1) % _NOON + 1)


def _minutes(text: str) -> str:
    return f":{text}" if text.strip("0") else ""


def _half(text: str) -> str:
    number = _number(text)
    return text if number is None else "a.m." if number < _NOON else "p.m."


def _thousands(text: str) -> str:
    number = _number(text)
    return text if number is None else f"{number:,}"


class Word(str):
    """A captured token or run of tokens; ``tag`` is the Penn tag of the last one."""

    tag: str

    def __new__(cls, text: str, tag: str) -> "Word":
        """Make a string that remembers a tag."""
        word = super().__new__(cls, text)
        word.tag = tag
        return word


def _inflected(tag: str) -> Callable[[str], str]:
    def filter_(text: str) -> str:
        forms, lemmas = import_module("mtcheck.english.word_forms"), import_module("mtcheck.english.lemmas")
        return str(lemmas.inflect(forms.base_of(text, getattr(text, "tag", "VB"), tag), tag))

    return filter_


def _lemma(text: str) -> str:
    from mtcheck.english.lemmas import lemma

    return lemma(text, getattr(text, "tag", "VB"))


_LIKELIEST = ("of", "to", "for", "on", "about", "with", "from")
"""Where a word governs several prepositions, the first of these is meant most often."""


def _governed(text: str) -> str:
    from mtcheck.english import lexicon
    from mtcheck.english.lemmas import lemma

    tag = getattr(text, "tag", "VB")
    entry = lexicon.valency_of(text, lemma(text, tag), tag)
    governed = entry.governs if entry else frozenset()
    return next((name for name in _LIKELIEST if name in governed), min(governed, default=""))


def _form(name: str, *, tagged: bool = False) -> Callable[[str], str]:
    def filter_(text: str) -> str:
        change = getattr(import_module("mtcheck.english.word_forms"), name)
        return str(change(text, getattr(text, "tag", "VB")) if tagged else change(text))

    return filter_


def _article(text: str) -> str:
    if text.lower() == "one":
        return "\x01A" if text[0] == "O" else "\x01a"
    return f"\x01{text[0]}" if text.lower() in {"a", "an"} else text


INFLECTIONS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "NN", "NNS", "JJR", "JJS")

FILTERS: dict[str, Callable[[str], str]] = {
    "capital": lambda text: text[:1].upper() + text[1:],
    "called": lambda text: unicodedata.name(text[0], "control character").lower(),
    "dot": lambda text: text.replace(",", "."),
    "half": _half,
    "hour": _hour,
    "lower": str.lower,
    "lowfirst": lambda text: text[:1].lower() + text[1:],
    "ordinal": _ordinal,
    "strip": str.strip,
    "minutes": _minutes,
    "thousands": _thousands,
    "title": lambda text: " ".join(word[:1].upper() + word[1:] for word in text.split(" ")),
    "upper": str.upper,
    "lemma": _lemma,
    "a": _article,
    "governed": _governed,
    "adjective": _form("adjective_of"),
    "adverb": _form("adverb_of"),
    "object": _form("object_of"),
    "plural": _form("plural_of", tagged=True),
    "possessive": _form("possessive_of"),
    "singular": _form("singular_of", tagged=True),
    "subject": _form("subject_of"),
} | {tag: _inflected(tag) for tag in INFLECTIONS}
"""What may stand behind the colon of a slot."""


def slots_of(template: str) -> list[tuple[str, str | None]]:
    """Return the slots of a template as (name, filter) pairs."""
    return [(match["name"], match["filter"]) for match in _SLOT.finditer(template) if match["name"]]


def faults(template: str, known: Iterable[str]) -> list[str]:
    """Return what is wrong with a template, given the names it may use."""
    names = set(known)
    found = []
    for name, filter_ in slots_of(template):
        if name not in names:
            found.append(f"unknown slot {{{name}}} (known: {', '.join(sorted(names))})")
        if filter_ is not None and filter_ not in FILTERS:
            found.append(f"unknown filter {filter_!r} (known: {', '.join(sorted(FILTERS))})")
    return found


def fill(template: str, values: Mapping[str, str], *, close_up: bool = False) -> str:
    """Return the template with its slots filled; on request an empty one takes the space behind it along."""

    def one(match: "regex.Match[str]") -> str:
        if not match["name"]:
            return match.group()[0]
        value = values.get(match["name"], "")
        if close_up and not value:
            return ""
        return (FILTERS[match["filter"]](value) if match["filter"] and value else value) + match["space"]

    return _ARTICLE.sub(_sounded, _SLOT.sub(one, template)).replace("\x01", "")


def _sounded(match: "regex.Match[str]") -> str:
    from mtcheck.english.sounds import article

    return match[1] + article(match[2])[1:] + " "
