"""Terms: what a glossary asks for and forbids, cognates that mislead, one source in two ways and two as one."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

import regex

from mtcheck.checks.bilingual.pair import Pair, pair_of, paired
from mtcheck.checks.check import Check
from mtcheck.core.model import Glossary, Hit, Span, Term
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.document.bilingual.repeats import COMPARISONS
from mtcheck.english.lemmas import lemma
from mtcheck.english.lists import words

REPEATS = "repeated-source"
"""The check that a run does across its texts, too."""
_INFLECTED = 5
"""A source term of so many letters may have an ending of up to two more, or another one in place of its last vowel."""


@lru_cache(maxsize=10_000)
def _source_pattern(term: str) -> "regex.Pattern[str]":
    folded = "" if any(char.isupper() for char in term[1:]) or term.isupper() else "(?i)"
    escaped = regex.escape(term)
    if term.isascii() or regex.fullmatch(r"[\p{Latin}\p{Cyrillic}\p{Greek}\s'’-]+", term):
        if len(term) >= _INFLECTED and term[-1].isalpha():
            escaped = regex.escape(term[:-1]) + f"(?:{regex.escape(term[-1])})?" + r"\p{L}{0,2}"
        return STORE.pattern(rf"{folded}(?<!\p{{L}}){escaped}(?!\p{{L}})")
    return STORE.pattern(folded + escaped)


@lru_cache(maxsize=10_000)
def _target_pattern(term: str) -> "regex.Pattern[str]":
    """Return a pattern for an English term, its last word in any number, its first capital or not."""
    parts = term.split()
    last = parts[-1]
    base = lemma(last, "NNS") if last.isalpha() else last
    forms = dict.fromkeys([last, base, base + "s", base + "es", regex.sub("y$", "ies", base)])
    head = "".join(regex.escape(part) + r"[\s-]+" for part in parts[:-1])
    tail = "|".join(map(regex.escape, forms))
    folded = "" if term.isupper() else "(?i)"
    return STORE.pattern(rf"{folded}(?<!\w){head}(?:{tail})(?:['’]s?)?(?!\w)")


def glossary(document: Document) -> Iterator[Hit]:
    """Yield source terms whose English term is nowhere in the target, and what the glossary forbids.

    A term in whose place a forbidden one stands is not missing, and where its source term is known, one is forbidden
    only if that stands in the source.
    """
    terms, pair, source = document.beside.glossary, pair_of(document), document.beside.source
    for entry in terms.terms if terms is not None else ():
        there = None
        if terms is not None and entry.source and source is not None:
            there = _occurrence(entry, terms, source.prose)
        if there is not None and pair is not None and entry.targets:
            others = (*entry.targets, *entry.forbidden)
            if not any(_target_pattern(one).search(pair.target) for one in others):
                yield replace(pair.lost(there, wanted=entry.targets[0]), kind="missing")
        if there is not None or not entry.source:
            for bad in entry.forbidden:
                yield from _uses(document, entry, bad, there)


def _occurrence(entry: Term, glossary: Glossary, source: str) -> Span | None:
    """Return where a source term stands first by itself, not within a longer term of the glossary."""
    places = (Span(*match.span()) for match in _source_pattern(entry.source).finditer(source))
    return next((place for place in places if not _within_longer(entry, glossary, source, place)), None)


def _within_longer(entry: Term, glossary: Glossary, source: str, place: Span) -> bool:
    for other in glossary.terms:
        if len(other.source) > len(entry.source) and entry.source.casefold() in other.source.casefold():
            for match in _source_pattern(other.source).finditer(source):
                if match.start() <= place.start and place.end <= match.end():
                    return True
    return False


def _uses(document: Document, entry: Term, bad: str, there: Span | None) -> Iterator[Hit]:
    wanted = [match.span() for good in entry.targets for match in _target_pattern(good).finditer(document.prose)]
    for match in _target_pattern(bad).finditer(document.prose):
        if any(low <= match.start() and match.end() <= high for low, high in wanted):
            continue
        fixes = tuple(_like(good, match.group(), bad) for good in entry.targets)
        wanted_term = {"wanted": entry.targets[0] if entry.targets else ""}
        yield Hit(Span(*match.span()), fixes, wanted_term, there, kind="forbidden")


def _like(good: str, found: str, bad: str) -> str:
    """Return the right term with the number and the capital of the wrong one."""
    plural = (
        len(found) > len(bad) and found.endswith("s") and not found.endswith(("'s", "’s")) and not good.endswith("s")
    )
    possessive = found[-2:] if found.endswith(("'s", "’s")) and not bad.endswith(("'s", "’s")) else ""
    good = good + ("s" if plural else "") + possessive
    return good[:1].upper() + good[1:] if found[:1].isupper() and bad[:1].islower() else good


@cache
def _false_friends(language: str) -> tuple[tuple["regex.Pattern[str]", "regex.Pattern[str]", str], ...]:
    rows = []
    for entry in sorted(words("false-friends")):
        code, theirs, ours, right = (part.strip() for part in entry.split(" | "))
        if code == language:
            rows.append((_all_words(theirs), _all_words(ours), right))
    return tuple(rows)


def _all_words(pattern: str) -> "regex.Pattern[str]":
    return STORE.pattern(rf"(?i)(?<![\p{{L}}'’-])(?:{pattern})(?![\p{{L}}-])")


def false_friend(pair: Pair) -> Iterator[Hit]:
    """Yield English words that look like the source's and mean something else."""
    for theirs, ours, right in _false_friends(pair.language or ""):
        here, there = ours.search(pair.target), theirs.search(pair.source)
        if here and there:
            yield Hit(Span(*here.span()), tuple(right.split("/")), source_span=Span(*there.span()))


def _lines(document: Document) -> list[tuple[Span, Span]]:
    """Return the lines of a text and those of its source, where they are as many and more than one."""
    pair = pair_of(document)
    if pair is None:
        return []
    ours, theirs = (
        [Span(*match.span()) for match in regex.finditer(r"[^\n]*\S[^\n]*", text)]
        for text in (pair.target, pair.source)
    )
    return list(zip(ours, theirs, strict=True)) if len(ours) == len(theirs) > 1 else []


def repeats(document: Document) -> Iterator[Hit]:
    """Yield lines whose source another translates otherwise, and those that translate another with the same words."""
    lines, source = _lines(document), document.beside.source
    if not lines or source is None:
        return
    texts = [(there.of(source.prose), here.of(document.prose)) for here, there in lines]
    for kind, (compare, side) in COMPARISONS.items():
        for index, other in compare(texts):
            yield Hit(lines[index][0], slots={"other": texts[other][side]}, source_span=lines[index][1], kind=kind)


TERMS = {
    "false-friend": Check("it needs a word of the source beside one of the target", paired(false_friend)),
    "glossary": Check("it looks for the terms of a file that the user gives", glossary, ("forbidden", "missing")),
    REPEATS: Check("it compares all lines of two texts with one another", repeats, tuple(COMPARISONS)),
}
