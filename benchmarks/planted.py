"""Plants one defect of a named kind into a sentence: what the cards of rules tell recall and right fixes from."""

import random
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import regex

from mtcheck.core.model import Span
from mtcheck.english.lexicon import foreign, foreign_words
from mtcheck.english.tagging import tag_tokens
from mtcheck.english.tokens import tokenize
from mtcheck.passes.model.planting import Change, Planter

Make = Callable[[str, random.Random], Change | None]
"""Makes a defect in a sentence, if it can be made there."""


class Defect(NamedTuple):
    """A sentence with a defect of a kind, where it stands, and the sentence as it was."""

    kind: str
    text: str
    span: Span
    original: str


def _at(pattern: str, make: Callable[["regex.Match[str]"], str]) -> Make:
    """Return a planter that rewrites one match of a pattern."""
    compiled = regex.compile(pattern)

    def plant(text: str, rng: random.Random) -> Change | None:
        matches = list(compiled.finditer(text))
        if not matches:
            return None
        match = rng.choice(matches)
        return Change(*match.span(), make(match))

    return plant


@cache
def _foreign() -> dict[str, list[str]]:
    """Return for English words the small words of other languages that mean them first."""
    found: dict[str, list[str]] = {}
    for word in sorted(foreign_words("telling")):
        for entry in foreign(word):
            for english in entry.translations[:1]:
                found.setdefault(english, []).append(word)
    return found


def _left(text: str, rng: random.Random) -> Change | None:
    """Leave a small word in another language."""
    places = [match for match in regex.finditer(r"(?<= )\p{Ll}+(?= )", text) if match.group() in _foreign()]
    if not places:
        return None
    match = rng.choice(places)
    return Change(*match.span(), rng.choice(_foreign()[match.group()]))


MARKS: dict[str, Make] = {
    "doubled word": _at(r"(?<= )\p{L}{2,}(?= )", lambda match: f"{match.group()} {match.group()}"),
    "doubled space": _at(r"(?<=\p{Ll}) (?=\p{Ll})", lambda _: "  "),
    "space before a mark": _at(r"(?<=\p{L})(?=[,.;:?!](?: |$))", lambda _: " "),
    "no space behind a mark": _at(r"(?<=\p{Ll},) (?=\p{Ll})", lambda _: ""),
    "stray stop": _at(r"(?<=\p{Ll}{2})(?= (?:in|on|of|with|from|and|for|to) )", lambda _: "."),
    "closing mark turned": _at(r"(?<=“[^“”]+[\p{L},.])”", lambda _: "“"),
    "determiner doubled": _at(
        r"(?<= )(?:this|that|his|her|its|their)(?= \p{Ll})", lambda match: f"the {match.group()}"
    ),
    "modal and to": _at(r"(?<= (?:must|can|could|should|would|will|may|might) )(?=\p{Ll})", lambda _: "to "),
    "subject lost": _at(r"^(?:He|She|It|They|We) (?=(?<verb>\p{Ll}))\p{Ll}", lambda match: match["verb"].upper()),
    "a for an": _at(r"(?<= )an(?= [aeio])", lambda _: "a"),
    "article before a place": _at(
        r"(?<= (?:in|from|to) )(?=(?:France|China|Germany|London|Paris|Europe|Russia|India|Japan)\b)", lambda _: "the "
    ),
    "small letter": _at(
        r"(?<= )(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?<= )(?:American|British|French|Chinese)(?= )",
        lambda match: match.group().lower(),
    ),
    "figure": _at(
        r"(?<= \d{1,3}),(?=\d{3} )|(?<= \d{1,2})\.(?=\d{1,2}(?:%| percent))",
        lambda match: "." if match.group() == "," else ",",
    ),
    "left in another language": _left,
}
"""Faults of marks, letters and small words, by name."""


def defects(sentences: Sequence[str], planter: Planter, rng: random.Random) -> Iterator[Defect]:
    """Yield each sentence with one defect of each kind that can be made in it."""
    for text in sentences:
        tokens = tokenize(text, 0, len(text))
        tags = tag_tokens(tokens)
        places = [at for at in range(1, len(tokens) - 1) if tokens[at].text.isalpha() and tokens[at].text.islower()]
        made = {kind: mark(text, rng) for kind, mark in MARKS.items()}
        for kind, make in planter.kinds.items():
            rng.shuffle(places)
            tried = (make(text, tokens, tags, at) for at in places)
            made[kind] = next((one for one in tried if one is not None), None)
        for kind, change in made.items():
            if change is not None and change.text != text[change.start : change.end]:
                wrong = text[: change.start] + change.text + text[change.end :]
                yield Defect(kind, wrong, Span(change.start, change.start + len(change.text)), text)
