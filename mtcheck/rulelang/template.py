"""Messages and fixes with slots: ``{1}``, ``{name}``, ``{text}``, ``{fix}``, with a filter as in ``{1:lower}``.

A slot names a captured group and nothing else, so a template from a stranger's pack cannot reach into objects.
"""

from collections.abc import Callable, Iterable, Mapping

import regex

_SLOT = regex.compile(r"\{\{|\}\}|\{(?P<name>\w+)(?::(?P<filter>\w+))?\}")


_MOST_DIGITS = 300
"""Longer figures are left as they are."""


def _number(text: str) -> int | None:
    digits = regex.sub(r"\D", "", text)
    return int(digits or 0) if len(digits) <= _MOST_DIGITS else None


def _ordinal(text: str) -> str:
    number = _number(text)
    if number is None:
        return text
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


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
        from mtcheck.english.lemmas import inflect, lemma

        return inflect(lemma(text, getattr(text, "tag", "VB")), tag)

    return filter_


def _lemma(text: str) -> str:
    from mtcheck.english.lemmas import lemma

    return lemma(text, getattr(text, "tag", "VB"))


INFLECTIONS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "NN", "NNS", "JJR", "JJS")

FILTERS: dict[str, Callable[[str], str]] = {
    "capital": lambda text: text[:1].upper() + text[1:],
    "dot": lambda text: text.replace(",", "."),
    "lower": str.lower,
    "lowfirst": lambda text: text[:1].lower() + text[1:],
    "ordinal": _ordinal,
    "strip": str.strip,
    "thousands": _thousands,
    "upper": str.upper,
    "lemma": _lemma,
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


def fill(template: str, values: Mapping[str, str]) -> str:
    """Return the template with its slots filled."""

    def one(match: "regex.Match[str]") -> str:
        if not match["name"]:
            return match.group()[0]
        value = values.get(match["name"], "")
        return FILTERS[match["filter"]](value) if match["filter"] else value

    return _SLOT.sub(one, template)
