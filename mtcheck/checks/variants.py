"""Bodies, dates and shares that one text writes in two ways."""

from collections import Counter
from collections.abc import Iterator

from mtcheck.checks.check import Check
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lists import words

_NAME = STORE.pattern(r"(?<!\. )\b(?:\p{Lu}\p{Ll}+ ){1,3}\p{Lu}\p{Ll}+\b")


def name_synonym(document: Document) -> Iterator[Hit]:
    """Yield the rarer of two names of a body that differ in one word, and that word by a synonym."""
    synonyms = {frozenset(entry.split()) for entry in words("words-of-bodies-that-mean-the-same")}
    found = [(Span(*match.span()), match.group()) for match in _NAME.finditer(document.prose)]
    counts = Counter(name for _, name in found)
    for span, name in found:
        for other in counts:
            if counts[other] > counts[name] and _differ_by(name.lower().split(), other.lower().split()) in synonyms:
                yield Hit(span, (other,), {"name": other})
                break


def _differ_by(one: list[str], other: list[str]) -> frozenset[str]:
    """Return the two words in which two names of equal length differ, if there is one such pair."""
    if len(one) != len(other):
        return frozenset()
    pairs = [frozenset(pair) for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return pairs[0] if len(pairs) == 1 else frozenset()


VARIANTS = {
    "name-synonym": Check("it compares all names of the text with one another", name_synonym),
}
