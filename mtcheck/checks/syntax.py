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
_DEGREES = frozenset({"very", "extremely", "really"})
_RESPECTS = frozenset("nature character origin scope tone content name size colour color spirit".split())
_OPEN_NOUNS = frozenset(
    "something anything nothing everything someone anyone everyone nobody things thing matters affairs time times times"
    " percent years body year day days way bit lot people home one ones today tomorrow times deal".split()
)
_MAKES = frozenset(
    "make keep turn find consider call deem render become be go remain stay look seem feel get grow think leave let run"
    " have see want declare hold appear sound become prove teach learn speak".split()
)
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


def adjective_after_noun(document: Document) -> Iterator[Hit]:
    """Yield adjectives behind their noun: a decision political, numbers very big."""
    text = document.memo(tagged)
    for at in range(2, len(text.tokens) - 1):
        degree = text.tokens[at - 1].text in _DEGREES
        noun = at - 2 if degree else at - 1
        if text.tags[noun] in {"NN", "NNS"} and _kind(text, at, degree=degree) and _closes(text, at):
            if text.tokens[noun].text.islower() and not _predicate(text, noun, degree=degree):
                yield _put_before(text, noun, at)


def _kind(text: TaggedText, at: int, *, degree: bool) -> bool:
    word, tag = text.tokens[at].text, text.tags[at]
    if degree:
        return tag == "JJ" and word.islower()
    return tag in {"JJ", "NN"} and word in words("relational-adjectives") or (tag == "JJ" and word in words("demonyms"))


def _closes(text: TaggedText, at: int) -> bool:
    """Tell whether the noun phrase ends with the adjective."""
    word, tag = text.tokens[at + 1].text, text.tags[at + 1]
    if word in {"as", "than", "to", "enough", "like", "if", "because", "but", "when", "while", "though", "or"}:
        return False
    if word == "in" and at + 2 < len(text.tokens) and text.tokens[at + 2].text in _RESPECTS:
        return False
    return word in {".", ",", ";", ")", "”"} or tag in {"IN", "VBZ", "VBD", "MD", "WDT", "WP"}


def _predicate(text: TaggedText, noun: int, *, degree: bool) -> bool:
    """Tell whether the adjective may say something of the noun: keep it political; nothing political."""
    if text.tokens[noun].text in _OPEN_NOUNS or text.tokens[noun - 1].text in {",", "“", '"', "with", "all"}:
        return True
    if degree and text.tags[noun - 1] not in {"IN", "VB", "VBD", "VBG", "VBZ", "VBP"}:
        return True
    before = range(max(0, noun - 8), noun)
    return any(lemma(text.tokens[i].text, text.tags[i]).lower() in _MAKES for i in before)


def _put_before(text: TaggedText, noun: int, at: int) -> Hit:
    tokens = text.tokens
    adjective = " ".join(token.text for token in tokens[noun + 1 : at + 1])
    start, fix = noun, f"{adjective} {tokens[noun].text}"
    while text.tags[start - 1] in {"JJ", "NN"} and tokens[start - 1].text.islower() and start > 1:
        start -= 1
        fix = f"{adjective} " + " ".join(token.text for token in tokens[start : noun + 1])
    if tokens[start - 1].text.lower() in {"a", "an"}:
        start -= 1
        fix = f"{'an' if _VOWEL.match(fix) else 'a'} {fix}"
    return Hit(Span(tokens[start].start, tokens[at].end), (fix,), {"adjective": adjective})


SYNTAX: dict[str, Callable[[Document], Iterator[Hit]]] = {
    "adjective-after-noun": adjective_after_noun,
    "noun-of-noun": noun_of_noun,
}
