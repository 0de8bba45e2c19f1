"""Adjectives and nouns that do not go together, by the counts of mtcheck.english.collocations."""

from collections.abc import Iterator
from functools import cache

from mtcheck.checks.check import Check
from mtcheck.core.model import Hit, Span
from mtcheck.document import Document
from mtcheck.document.tagged import tagged
from mtcheck.english.collocations import counts
from mtcheck.english.lists import words
from mtcheck.english.tokens import Token

LEAST_LOSS = 3.0
"""Bits that a pair must lose to the best pair with a near-synonym; chosen on the development texts."""


@cache
def near_synonyms() -> dict[str, tuple[str, ...]]:
    """Return for each word of the list those that stand on a line with it."""
    others: dict[str, set[str]] = {}
    for line in sorted(words("synonym-sets")):
        one_set = line.split()
        for word in one_set:
            others.setdefault(word, set()).update(other for other in one_set if other != word)
    return {word: tuple(sorted(found)) for word, found in others.items()}


def statistical_pair(document: Document) -> Iterator[Hit]:
    """Find a modifier and a noun that hardly occur together, while one of them and a near-synonym of the other do."""
    text = document.memo(tagged)
    tokens, tags = text.tokens, text.tags
    known = near_synonyms()
    for index in range(len(tokens) - 1):
        first, second = tokens[index].text, tokens[index + 1].text
        if (first not in known and second not in known) or not _is_pair(tokens, tags, index):
            continue
        best = _best(first, second)
        if best is not None:
            fix, loss = best
            span = Span(tokens[index].start, tokens[index + 1].end)
            yield Hit(span, (fix,), {"times": str(round(2**loss))})


def _is_pair(tokens: list[Token], tags: list[str], index: int) -> bool:
    """Tell whether an adjective or noun and the head noun after it stand here, in lower case and side by side."""
    first, second = tokens[index], tokens[index + 1]
    if not (first.text.islower() and second.text.islower() and second.start == first.end + 1):
        return False
    if tags[index] not in {"JJ", "NN"} or not tags[index + 1].startswith("NN"):
        return False
    follows = tags[index + 2] if index + 2 < len(tags) else "."
    before = tags[index - 1] if index else "."
    return not follows.startswith(("NN", "HYPH", "POS")) and before != "HYPH"


def _best(first: str, second: str) -> tuple[str, float] | None:
    """Return the pair that is better by most bits, with the bits, or nothing if none is better by enough."""
    table, known = counts(), near_synonyms()
    others = [(other, second) for other in known.get(first, ())] + [(first, other) for other in known.get(second, ())]
    rated = [(table.loss(first, second, *other), *other) for other in others]
    loss, *pair = max(rated, default=(0.0, first, second))
    return (" ".join(map(str, pair)), loss) if loss >= LEAST_LOSS else None


COLLOCATIONS = {"statistical-pair": Check("it weighs pairs of words by their counts in books", statistical_pair)}
