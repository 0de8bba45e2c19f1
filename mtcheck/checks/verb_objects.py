"""Verbs with objects that English gives another verb: made a photo, realized a survey, launched stones."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from mtcheck.checks.check import Check
from mtcheck.checks.plain_words import in_any_case
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lemmas import inflect
from mtcheck.english.lexicon import parts_of_speech
from mtcheck.english.lists import choice, words

_REACH = 5
"""How many words after the verb the object may end at most."""

_DEFINITE = words("definite-determiners")

_PERFECT = STORE.pattern(
    rf"(?i)(?:\b(?:ha[sd]|{choice('auxiliaries-of-participles')})(?:n['’]t)?|['’](?:ve|s|d|re))"
    rf"(?: (?:{choice('words-inside-a-perfect')}|\p{{L}}+ly)){{0,2}} $"
)
_HAS = STORE.pattern(r"(?i)(?:\b(?:has|have|had|having)(?:n['’]t)?|['’](?:ve|d))(?: \p{L}+)? $")
_WORD = STORE.pattern(r"(?<![\w-])\p{L}++(?= )")
_FOLLOWING = STORE.pattern(r"(?: [\p{L}\d][\p{L}\d'’-]*+){1,5}+")
_LETTERS = STORE.pattern(r"\p{L}+")
_AFTER = STORE.pattern(r" \p{L}+")


class Pair(NamedTuple):
    """The right verb for an object, and whether the wrong one is wrong only before an indefinite object."""

    right: str
    indefinite: bool


@cache
def _forms() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return verb form → (lemma, tag) pairs for all verbs that the list calls wrong."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for verb in {entry.split(" > ")[0].rstrip("?") for entry in words("verb-noun")}:
        for tag in ("VB", "VBZ", "VBG", "VBD", "VBN"):
            form = _inflect(verb, tag)
            found[form] = (*found.get(form, ()), (verb, tag))
    return found


def _inflect(verb: str, tag: str) -> str:
    """Return a form of a verb that may have a particle or an adverb behind it."""
    head, *rest = verb.split(" ")
    return " ".join([inflect(head, tag), *rest])


@cache
def _pairs() -> dict[tuple[str, str], Pair]:
    """Return (wrong verb, noun) → right verb; a line is ``do > make: mistake, promise``, plurals added here."""
    found = {}
    for entry in words("verb-noun"):
        verbs, nouns = entry.split(": ")
        wrong, right = verbs.split(" > ")
        pair = Pair(right, wrong.endswith("?"))
        for noun in nouns.split(", "):
            for form in {noun.removesuffix("="), *(() if noun.endswith("=") else (inflect(noun, "NNS"),))}:
                found[wrong.rstrip("?"), form] = pair
    return found


@cache
def _objects() -> frozenset[str]:
    """Return the nouns that are the object of any verb of the list."""
    return frozenset(noun for _, noun in _pairs())


@cache
def _heads() -> frozenset[str]:
    """Return the letters that the objects begin with, up to a hyphen if they have one."""
    return frozenset(run.group() for noun in _objects() if (run := _LETTERS.match(noun)) is not None)


def verb_noun(document: Document) -> Iterator[Hit]:
    """Find a verb whose object takes another verb in English."""
    heads = [head.start for head in in_any_case(document, _heads())]
    for word in in_any_case(document, _forms().keys()):
        after = bisect_left(heads, word.end)
        if after == len(heads) or document.prose.count(" ", word.end, heads[after]) > _REACH:
            continue
        match = _WORD.match(document.prose, word.start)
        if match is None:
            continue
        following = _FOLLOWING.match(document.prose, match.end())
        if following is None or _objects().isdisjoint(following.group().lower().split()):
            continue
        if _auxiliary(document.prose, match, following.group()):
            continue
        for lemma, tag in _readings(document.prose, match):
            found = _object(document.prose, lemma, match.end(), following.group().lower())
            if found:
                fix = _inflect(found[0], tag)
                yield Hit(Span(*match.span()), (fix,), {"noun": found[1]})
                break


def _readings(prose: str, match: "regex.Match[str]") -> list[tuple[str, str]]:
    """Return the readings of a form, the participle first after an auxiliary and last elsewhere."""
    readings = list(_forms()[match.group().lower()])
    if match.group().lower() == "given" and not _HAS.search(prose, max(0, match.start() - 20), match.start()):
        return []  # given the chance, he was given one
    participle = _PERFECT.search(prose, max(0, match.start() - 40), match.start()) is not None
    return sorted(readings, key=lambda reading: (reading[1] == "VBN") is not participle)


def _auxiliary(prose: str, match: "regex.Match[str]", following: str) -> bool:
    """Tell whether a form of "do" may help a verb: they do offer, it does pay attention."""
    if match.group().lower() not in {"do", "does", "did"}:
        return False
    if match.group() in {"Does", "Did"}:  # the head of a question
        return True
    first = following.split(maxsplit=1)[0].lower()
    if _no_verb(first):  # they do great efforts, do mistakes
        return False
    return first not in words("determiners") and prose[: match.start()][-3:].lower() != "to "


def _no_verb(word: str) -> bool:
    """Tell whether a word behind "do" is an adjective or a plural, so that no verb follows."""
    found = parts_of_speech(word)
    if "adjective" in found:
        return found.isdisjoint({"adverb", "verb"})
    return word.endswith("s") and ("do", word) in _pairs()


def _object(prose: str, verb: str, start: int, following: str) -> tuple[str, str] | None:
    """Return the right verb and the noun, when an object of the list follows."""
    at = start
    written = following.split()[:_REACH]
    for place, word in enumerate(written):
        at += 1 + len(word)
        pair = _pairs().get((verb, word))
        if pair and _ends(prose, at):
            return None if pair.indefinite and written[0] in _DEFINITE else (pair.right, word)
        if word in words("object-ends") and not (place == 0 and word in words("determiners")):
            return None
        if (place > 0 and word in words("determiners")) or word.endswith(("'s", "’s")):
            return None
    return None


def _ends(prose: str, at: int) -> bool:
    """Tell whether a noun that ends here is the head of its phrase and no part of a compound."""
    if at < len(prose) and prose[at] in "-'’":
        return False
    after = _AFTER.match(prose, at)
    if after is None:
        return True
    word = after.group()[1:].lower()
    ending = word in words("object-ends") or word in words("preposition")
    return ending or after.group().endswith(("ing", "ed", "ly"))


VERB_OBJECTS = {"verb-noun": Check("it looks for the head noun behind whatever describes it", verb_noun)}
