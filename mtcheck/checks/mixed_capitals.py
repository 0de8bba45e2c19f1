"""Names of which a part is in lower case, and common nouns with a capital, by what else the text has."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from mtcheck.checks.check import Check, of_kinds
from mtcheck.checks.cut_names import given_names
from mtcheck.checks.plain_words import PlainWord, alone, pairs_not_lower, places, times_behind_another
from mtcheck.checks.vocabulary import known
from mtcheck.core.model import Hit, Span
from mtcheck.document import Document
from mtcheck.english.features import features
from mtcheck.english.lexicon import foreign
from mtcheck.english.lists import words


@cache
def _known() -> frozenset[tuple[str, str]]:
    """Return the parts of the names that have two, of which neither is ever in lower case."""
    entries = words("two-part-names") | words("names-of-two-words-never-lower")
    split = (tuple(entry.removeprefix("the ").split()) for entry in entries)
    return frozenset((one, two) for one, two in split if two.lower() not in words("halves-in-either-case"))


def half_name(document: Document) -> Iterator[Hit]:
    """Yield the part in lower case of a known name whose other part has its capital: European union."""
    for one, two in document.memo(pairs_not_lower):
        if one.text.islower() == two.text.islower():
            continue
        name = (one.text.capitalize(), two.text.capitalize())
        if name not in _known():
            continue
        small, right = (one, name[0]) if one.text.islower() else (two, name[1])
        if small is one and one.text in words("firsts-in-either-case"):
            continue
        if small is two and document.starts_sentence(one.start) and one.text.lower() in words("firsts-in-either-case"):
            continue
        if alone(document.prose, small):
            yield Hit(Span(small.start, small.end), (right,))


def generic_part(document: Document) -> Iterator[Hit]:
    """Yield the generic part of a name in lower case that the text mostly writes with a capital: Oxford university."""
    found = document.memo(pairs_not_lower)
    if document.memo(places).keys().isdisjoint(words("never-lower-in-names")):
        return
    full = Counter((one.text, two.text) for one, two in found if one.text[0].isupper() and two.text.istitle())
    lower = Counter((one.text, two.text) for one, two in found if one.text[0].isupper() and two.text.islower())
    for one, two in found:
        if lower[one.text, two.text] == 0 or not two.text.islower() or len(two.text) < 4:
            continue
        named = full[one.text, two.text.capitalize()]
        if named <= max(1, lower[one.text, two.text]) or two.text not in words("never-lower-in-names"):
            continue
        if alone(document.prose, two) and not document.quotes.inside(two.start):
            yield Hit(Span(two.start, two.end), (two.text.capitalize(),))


def half_person(document: Document) -> Iterator[Hit]:
    """Yield a given or family name in lower case beside the other with its capital: angela Merkel."""
    for one, two in document.memo(pairs_not_lower):
        if one.text.islower() and two.text.istitle():
            first = one.text.capitalize()
            if first in given_names() and not known(one.text) and alone(document.prose, one):
                yield Hit(Span(one.start, one.end), (first,))
        elif one.text in given_names() and two.text.islower() and _family(document, two):
            yield Hit(Span(two.start, two.end), (two.text.capitalize(),))


def _family(document: Document, word: PlainWord) -> bool:
    """Tell whether a word is the end of a name for want of another sense, and no particle of a longer one."""
    goes_on = document.prose[word.end : word.end + 2][1:].isupper()
    return not goes_on and _no_word(word.text) and alone(document.prose, word)


def _no_word(word: str) -> bool:
    return (
        len(word) > 3
        and not known(word)
        and not foreign(word)
        and word not in words("loanwords") | words("name-particles")
    )


def common_noun(document: Document) -> Iterator[Hit]:
    """Yield a common noun with a capital behind an article, in a text that has it in lower case again and again."""
    found = document.memo(pairs_not_lower)
    candidates = [two for one, two in found if two.text.istitle() and one.text.lower() in _ARTICLES]
    if not candidates:
        return
    inside = {word for one, two in found if one.text[0].isupper() and two.text[0].isupper() for word in (one, two)}
    named = {word.text for word in inside if word.text.lower() not in _ARTICLES}
    for two in candidates:
        word = two.text
        if word in named or not _common(word.lower()):
            continue
        if times_behind_another(document, word) > 1 or times_behind_another(document, word.lower()) < 2:
            continue
        if alone(document.prose, two) and not _goes_on(document, two):
            yield Hit(Span(two.start, two.end), (word.lower(),))


_ARTICLES = words("determiners-of-a-common-noun")


def _common(word: str) -> bool:
    found = features(word, word, "NN")
    return "common" in found and "only-noun" in found and not word.endswith("s")


def _goes_on(document: Document, word: PlainWord) -> bool:
    """Tell whether a name goes on, or the word stands in a heading, a title or a quotation."""
    prose = document.prose
    after = prose[word.end : word.end + 4]
    block = document.block_at(word.start)
    before = prose[max(0, word.start - 60) : word.start].rpartition("\n")[2].split()
    titled = sum(one[0].isupper() for one in before) * 5 > len(before) * 2
    if titled or block is None or block.kind == "heading" or document.quotes.inside(word.start):
        return True
    return after.startswith((" of", "-", " &", " and")) or after[1:2].isupper()


MIXED_CAPITALS = {
    "half-capitals": of_kinds(
        "it looks neighbours up together, in lists and in the rest of the text",
        {"name": half_name, "generic": generic_part, "person": half_person},
    ),
    "common-noun": Check("it counts how the text writes the word elsewhere", common_noun),
}
