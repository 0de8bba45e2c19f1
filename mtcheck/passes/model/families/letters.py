"""Letters and spaces: a capital put or taken away, two words joined, one word split."""

from collections.abc import Iterator

from mtcheck.english.lemmas import known
from mtcheck.english.lists import words
from mtcheck.passes.model.families.proposal import Proposal, next_word, starts
from mtcheck.passes.model.passage import Passage
from mtcheck.rulelang.propose import Propose

_SHORTEST = 3


def lower(propose: Propose, passage: Passage, word: int) -> Iterator[Proposal]:  # noqa: ARG001  (as all families)
    """Propose a capitalised word without its capital, unless the next or the last word has one: names have several."""
    token = passage.tokens[word]
    if starts(passage, word) or not (token.text.isalpha() and token.text.istitle() and len(token.text) > 1):
        return
    before = not starts(passage, word - 1) and passage.tokens[word - 1].text.istitle()
    after = any(other.text.istitle() for other in passage.tokens[word + 1 : word + 2])
    if not (before or after):
        yield Proposal(token.start, token.end, token.text.lower())


def upper(propose: Propose, passage: Passage, word: int) -> Iterator[Proposal]:  # noqa: ARG001  (as all families)
    """Propose a word with a capital."""
    token = passage.tokens[word]
    long = len(token.text) >= _SHORTEST
    if token.text.isalpha() and token.text.islower() and long and not starts(passage, word):
        yield Proposal(token.start, token.end, token.text.capitalize())


def join(propose: Propose, passage: Passage, word: int) -> Iterator[Proposal]:  # noqa: ARG001  (as all families)
    """Propose two words as one, where that is a word."""
    other = next_word(passage, word)
    if other is None:
        return
    first, second = passage.tokens[word], passage.tokens[other]
    if first.text.islower() and second.text.islower() and known(first.text + second.text):
        yield Proposal(first.start, second.end, first.text + second.text)


def split(propose: Propose, passage: Passage, word: int) -> Iterator[Proposal]:  # noqa: ARG001  (as all families)
    """Propose one word as two, where both are words."""
    token = passage.tokens[word]
    if not (token.text.isalpha() and token.text.islower() and len(token.text) > _SHORTEST + 1):
        return
    for cut in range(1, len(token.text)):
        first, second = token.text[:cut], token.text[cut:]
        if _is_word(first) and _is_word(second):
            yield Proposal(token.start, token.end, f"{first} {second}")


def _is_word(text: str) -> bool:
    return text in words("parts-of-split-words") or (len(text) >= _SHORTEST and known(text))
