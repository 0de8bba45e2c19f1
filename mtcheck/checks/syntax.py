"""Order and form of words, where a pattern over tags is not enough: compounds turned round, forms of verbs."""

from collections.abc import Callable, Iterator
from functools import cache

import regex

from mtcheck.document import Document
from mtcheck.lemmas import lemma
from mtcheck.model import Hit, Span
from mtcheck.rulelang.lists import words
from mtcheck.tagged import TaggedText, tagged

_VOWEL = regex.compile(r"(?i)(?!uni|use|usu|eu|one)[aeiou]|hour|hono|heir")
_AFTER_COMPOUND = regex.compile(r"NNP?S?|HYPH|POS|CC|CD|VBG|FW|AFX|NFP")


@cache
def _compounds() -> frozenset[tuple[str, str]]:
    return frozenset((first, head) for first, _, head in (entry.rpartition(" ") for entry in words("compounds")))


def noun_of_noun(document: Document) -> Iterator[Hit]:
    """Yield a head with “of” and a bare singular where English has a compound: a station of police."""
    text = document.memo(tagged)
    for at in _followed(text, "of"):
        hit = _turned(text, at)
        if hit is not None:
            yield hit


def _followed(text: TaggedText, word: str) -> Iterator[int]:
    """Yield the numbers of the tokens that stand between two others and read so."""
    for at in range(1, len(text.tokens) - 1):
        if text.tokens[at].text == word:
            yield at


def _turned(text: TaggedText, at: int) -> Hit | None:
    head, last = text.tokens[at - 1], at + 1
    if text.tags[at - 1] not in {"NN", "NNS"}:
        return None
    if text.tags[last] in {"JJ", "NN"} and last + 1 < len(text.tags) and text.tags[last + 1] == "NN":
        last += 1
    first = " ".join(token.text for token in text.tokens[at + 1 : last + 1])
    if text.tags[last] != "NN" or first != first.lower() or _goes_on(text, last):
        return None
    if not _reversible(text, at, last, first):
        return None
    start = at - 1
    fix = f"{first} {head.text.lower()}"
    if text.tokens[at - 2].text.lower() in {"a", "an"}:
        start = at - 2
        fix = f"{'an' if _VOWEL.match(fix) else 'a'} {fix}"
    span = Span(text.tokens[start].start, text.tokens[last].end)
    return Hit(span, (fix,), {"head": head.text, "first": first})


def _goes_on(text: TaggedText, last: int) -> bool:
    """Tell whether the noun after “of” is only the first part of a longer name for something."""
    if last + 1 >= len(text.tokens):
        return False
    return bool(_AFTER_COMPOUND.fullmatch(text.tags[last + 1])) or text.tokens[last + 1].text in "-–—/'’”\""


def _reversible(text: TaggedText, at: int, last: int, first: str) -> bool:
    head = lemma(text.tokens[at - 1].text.lower(), text.tags[at - 1])
    noun = text.tokens[last].text
    pairs = _compounds()
    if {(noun, head), (first, head), (noun, text.tokens[at - 1].text.lower())} & pairs:
        return True
    return noun in words("compound-firsts") and head not in words("bare-of-heads")


SYNTAX: dict[str, Callable[[Document], Iterator[Hit]]] = {
    "noun-of-noun": noun_of_noun,
}
