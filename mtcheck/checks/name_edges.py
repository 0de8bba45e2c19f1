"""What stands around the words with a capital in a text: where a name of it begins and ends."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from mtcheck.checks.plain_words import plain_words
from mtcheck.checks.vocabulary import known
from mtcheck.document import Document


class Edges(NamedTuple):
    """The known words in lower case that stand right before and right behind each word with a capital."""

    before: Mapping[str, frozenset[str]]
    behind: Mapping[str, frozenset[str]]


def edges(document: Document) -> Edges:
    """Return what stands around the words with a capital; call it through ``document.memo``."""
    before: dict[str, set[str]] = defaultdict(set)
    behind: dict[str, set[str]] = defaultdict(set)
    for one, two in pairwise(document.memo(plain_words)):
        if document.prose[one.end : two.start] != " ":
            continue
        if one.text.islower() and two.text[0].isupper() and known(one.text):
            before[two.text].add(one.text)
        if one.text[0].isupper() and two.text.islower() and known(two.text):
            behind[one.text].add(two.text)
    return Edges({word: frozenset(near) for word, near in before.items()}, {w: frozenset(n) for w, n in behind.items()})
