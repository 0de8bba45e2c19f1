"""Capitals that are missing, and capitals where none belong."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

import regex

from mtcheck.checks.vocabulary import known
from mtcheck.document import Document
from mtcheck.model import Hit, Span
from mtcheck.rulelang.lists import words

_LOWER = regex.compile(r"(?<![\p{L}\p{N}@#/_.’'])\p{Ll}[\p{Ll}\p{M}]{2,}+(?![\p{L}\p{N}_@/]|\.\p{Ll})")
_CAPITAL = regex.compile(r"(?<![\p{L}\p{N}@#/_.’'-])\p{Lu}[\p{Ll}\p{M}]{3,}+(?![\p{L}\p{N}_@/-])")
_TITLE = regex.compile(
    r"\b(?<kind>the|The|its|their|his|her|new|former|current|country[’']s|interim|acting) (?<span>(?<name>"
    r"[Pp]rime [Mm]inister|(?:[Ff]oreign|[Dd]efen[sc]e|[Ii]nterior|[Ff]inance|[Hh]ealth|[Jj]ustice|[Dd]eputy)"
    r" [Mm]inister|[Aa]ttorney [Gg]eneral|[Ss]ecretary [Gg]eneral|[Vv]ice [Pp]resident|[Pp]resident|[Cc]hancellor|"
    r"[Gg]overnor|[Mm]ayor|[Mm]inister))(?![\p{L}-])(?!,? (?:\p{Lu}|of\b|for\b|al-|de\b|van\b|von\b))"
)


def _all_lower(document: Document) -> bool:
    """Tell whether a longer text does without capitals altogether, as chats do."""
    return len(document.prose) > 400 and not any(char.isupper() for char in document.prose)


@cache
def _capitalized() -> dict[str, tuple[str, str]]:
    """Return for a word in lower case the kind of name it is and the name."""
    lists = {"place": words("places") - words("places-that-are-words"), "demonym": words("demonyms")}
    table = {name.lower(): (kind, name) for kind, entries in lists.items() for name in entries}
    return table | {name.lower(): ("date", name) for name in words("days-and-months")}


def _lower_names(document: Document) -> tuple[tuple[str, Span, str], ...]:
    """Return every name in lower case: its kind, its place and its right form."""
    if _all_lower(document):
        return ()
    table = _capitalized()
    found = []
    for match in _LOWER.finditer(document.prose):
        entry = table.get(match.group())
        if entry is not None:
            found.append((entry[0], Span(*match.span()), entry[1]))
    return tuple(found)


def _of_kind(kind: str) -> Callable[[Document], Iterator[Hit]]:
    def check(document: Document) -> Iterator[Hit]:
        for found, span, right in document.memo(_lower_names):
            if found == kind:
                yield Hit(span, (right,))

    return check


def lower_two_part_name(document: Document) -> Iterator[Hit]:
    """Yield names of two words that stand there in lower case."""
    if _all_lower(document):
        return
    names = _pairs()
    for one, two in pairwise(_LOWER.finditer(document.prose)):
        if two.start() - one.end() == 1 and (name := names.get((one.group(), two.group()))):
            yield Hit(Span(one.start(), two.end()), (name,))


@cache
def _pairs() -> dict[tuple[str, str], str]:
    split = ((entry.lower().split(), entry) for entry in words("names-of-two-words-never-lower"))
    return {(parts[0], parts[1]): entry for parts, entry in split}


def lower_name_of_text(document: Document) -> Iterator[Hit]:
    """Yield a name in lower case that the text has twice or more with a capital inside its sentences."""
    counts = document.memo(_capitals_inside)
    for match in _LOWER.finditer(document.prose):
        word = match.group()
        name = word[0].upper() + word[1:]
        if len(word) > 4 and counts[name] > 1 and word not in _capitalized() and not known(word):
            yield Hit(Span(*match.span()), (name,))


def _capitals_inside(document: Document) -> Counter[str]:
    prose = document.prose
    inside = (match for match in _CAPITAL.finditer(prose) if not document.starts_sentence(match.start()))
    return Counter(match.group() for match in inside)


def title_alone(document: Document) -> Iterator[Hit]:
    """Yield a title with a capital and no name, in a text that mostly writes it in lower case."""
    found = [match for match in _TITLE.finditer(document.prose) if not _in_heading(document, match.start())]
    forms = Counter(match["name"] for match in found)
    for match in found:
        name = match["name"]
        lower = name.lower()
        if name == lower or match["kind"] not in {"the", "The"} or name != lower.title():
            continue
        first = next(one for one in found if one["name"].lower() == lower)
        if forms[lower] > forms[name] or (forms[lower] == forms[name] and first["name"] == lower):
            yield Hit(Span(*match.span("span")), (lower,))


def _in_heading(document: Document, at: int) -> bool:
    block = document.block_at(at)
    return block is None or block.kind == "heading"


_PHRASE = regex.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Tt]his|[Tt]hat|[Ee]ach|[Ee]very|[Nn]o) "
    r"(?<span>(?<first>\p{Lu}\p{Ll}+) (?<head>\p{Lu}\p{Ll}+))"
    r"(?=[,;]| (?!of (?:the )?\p{Lu}\p{Ll}+ \p{Lu})\p{Ll}|\.$|\. \p{Lu})",
    regex.MULTILINE,
)


def capital_phrase(document: Document) -> Iterator[Hit]:
    """Yield an ordinary phrase with capitals (the Guided Tour) whose noun the text has in lower case, too."""
    for match in _PHRASE.finditer(document.prose):
        first, head = match["first"].lower(), match["head"].lower()
        if head not in words("heads-that-name-nothing") or first not in words("adjectives-that-name-nothing"):
            continue
        if document.quotes.inside(match.start()) or document.prose.count(match["span"]) > 1:
            continue
        if _in_heading(document, match.start()) or not regex.search(rf"\b{head}s?\b", document.prose):
            continue
        yield Hit(Span(*match.span("span")), (match["span"].lower(),))


CAPITALS: dict[str, Callable[[Document], Iterator[Hit]]] = {
    "lc-day-month": _of_kind("date"),
    "lc-demonym": _of_kind("demonym"),
    "lc-place": _of_kind("place"),
    "lc-two-part-name": lower_two_part_name,
    "lc-name-of-text": lower_name_of_text,
    "caps-title-alone": title_alone,
    "caps-common-phrase": capital_phrase,
}
