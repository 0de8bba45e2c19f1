"""Phrases in the order of the source language: nouns of nouns for compounds, adjectives behind their noun."""

from collections.abc import Callable, Iterator
from functools import cache

from mtcheck.checks.tagged_words import TaggedWords, tagged_words
from mtcheck.core.model import Hit
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lemmas import lemma
from mtcheck.english.lists import words as listed


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VOWEL = STORE.pattern(r"(?i)(?!uni|use|usu|eu|one)[aeiou]|hour|hono|heir")
_NAMES_ON = _set("NN NNS NNP NNPS HYPH POS CD VBG FW AFX NFP")
_QUOTES = _set("- – — / ' ’ ” \"")
_DEGREES = _set("very extremely really")
_MODIFIERS = 3
_RESPECTS = _set("nature character origin scope tone content name size colour color spirit")
_OPEN_NOUNS = _set(
    "something anything nothing everything someone anyone everyone nobody things thing matters affairs time times"
    " percent years body year day days way bit lot people home one ones today tomorrow deal"
)
_MAKES = _set(
    "make keep turn find consider call deem render get think leave let want declare hold prove teach learn speak"
)
_BESIDE = _set(', “ " with all')
_NO_END = _set("as than to enough like if because but when while though or")


@cache
def _compounds() -> frozenset[tuple[str, str]]:
    return frozenset((first, head) for first, _, head in (entry.rpartition(" ") for entry in listed("compounds")))


def noun_of_noun(document: Document) -> Iterator[Hit]:
    """Yield a head with “of” and a bare singular where English has a compound: a station of police."""
    words = document.memo(tagged_words)
    for at in words.places(("of",)):
        last = at + 1 + (words.tags[at + 1] in {"JJ", "NN"} and words.tags[at + 2] == "NN")
        first = " ".join(words.shown[at + 1 : last + 1])
        if words.tags[at - 1] not in {"NN", "NNS"} or words.tags[last] != "NN" or not first.islower():
            continue
        if words.tags[last + 1] in _NAMES_ON or words.words[last + 1] in _QUOTES:
            continue
        if _reversible(words, at, last, first):
            fix = f"{first} {words.words[at - 1]}"
            yield _reordered(words, at - 1, last, fix, {"head": words.shown[at - 1], "first": first})


def _reversible(words: TaggedWords, at: int, last: int, first: str) -> bool:
    plain, noun = words.words[at - 1], words.words[last]
    head = lemma(plain, words.tags[at - 1])
    if {(noun, head), (first, head), (noun, plain)} & _compounds():
        return True
    return words.tags[last + 1] != "CC" and noun in listed("compound-firsts") and head not in listed("bare-of-heads")


def _reordered(words: TaggedWords, start: int, last: int, fix: str, slots: dict[str, str]) -> Hit:
    """Return a hit whose fix brings along the article that its first sound asks for."""
    if words.words[start - 1] in {"a", "an"}:
        start -= 1
        fix = f"{'an' if _VOWEL.match(fix) else 'a'} {fix}"
    return Hit(words.span(start, last), (fix,), slots)


def adjective_after_noun(document: Document) -> Iterator[Hit]:
    """Yield adjectives of kind behind their noun: a decision political."""
    words = document.memo(tagged_words)
    for at in words.places(listed("relational-adjectives")):
        if words.tags[at] in {"JJ", "NN"} and words.shown[at].islower() and _stray(words, at - 1, at):
            yield _put_before(words, at - 1, at)
    for name in listed("demonyms"):
        for at in words.at.get(name.lower(), ()):
            if words.tags[at] == "JJ" and words.shown[at] == name and _stray(words, at - 1, at):
                yield _put_before(words, at - 1, at)


def graded_adjective_after_noun(document: Document) -> Iterator[Hit]:
    """Yield adjectives with very behind a noun that has nothing before it: needed numbers very big."""
    words = document.memo(tagged_words)
    for degree in words.places(_DEGREES):
        at, noun = degree + 1, degree - 1
        if words.tags[at] != "JJ" or words.tags[noun - 1] not in {"IN", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ"}:
            continue
        if words.shown[at].islower() and _stray(words, noun, at):
            yield _put_before(words, noun, at)


def _stray(words: TaggedWords, noun: int, at: int) -> bool:
    """Tell whether an adjective that ends the phrase belongs to the noun, and says nothing of it: keep it political."""
    if words.tags[noun] not in {"NN", "NNS"} or not words.shown[noun].islower() or not _ends_phrase(words, at):
        return False
    if words.words[noun] in _OPEN_NOUNS or words.words[noun - 1] in _BESIDE:
        return False
    low = noun - len(words.before(noun, 8))
    return not any(lemma(words.words[i], words.tags[i]) in _MAKES for i in range(low, noun))


def _ends_phrase(words: TaggedWords, at: int) -> bool:
    word, tag = words.words[at + 1], words.tags[at + 1]
    if word in _NO_END or (word == "in" and words.words[at + 2] in _RESPECTS):
        return False
    return word in {".", ",", ";", ")", "”"} or tag in {"IN", "VBZ", "VBD", "MD", "WDT", "WP"}


def _put_before(words: TaggedWords, noun: int, at: int) -> Hit:
    adjective = " ".join(words.shown[noun + 1 : at + 1])
    start = noun
    while noun - start < _MODIFIERS and words.tags[start - 1] in {"JJ", "NN"} and words.shown[start - 1].islower():
        start -= 1
    return _reordered(words, start, at, " ".join([adjective, *words.shown[start : noun + 1]]), {"adjective": adjective})


SYNTAX: dict[str, Callable[[Document], Iterator[Hit]]] = {
    "adjective-after-noun": adjective_after_noun,
    "graded-adjective-after-noun": graded_adjective_after_noun,
    "noun-of-noun": noun_of_noun,
}
