"""Words put for others, put in, or left out."""

from collections.abc import Iterator

from mtcheck.passes.model.families.proposal import (
    Proposal,
    cased,
    is_name,
    next_word,
    spaced_before,
    starts,
    tagged,
)
from mtcheck.passes.model.passage import Passage
from mtcheck.rulelang.propose import Propose


def exchange(propose: Propose, passage: Passage, word: int) -> Iterator[Proposal]:
    """Propose the other words of the set that a word is in."""
    token = passage.tokens[word]
    old = token.text.lower()
    if not token.text.isalpha() or is_name(passage, word) or not tagged(propose, passage, word):
        return
    others = [other for words in propose.sets if old in words for other in words]
    if old in propose.of:
        others += propose.to
    others += propose.instead.get(old, [])
    barred = {old, *(other for pair in propose.never if old in pair for other in pair)}
    for other in dict.fromkeys(others):
        if other not in barred:
            yield Proposal(token.start, token.end, cased(token.text, other))


def insert(propose: Propose, passage: Passage, word: int) -> Iterator[Proposal]:
    """Propose words of the card before a word."""
    token = passage.tokens[word]
    if not tagged(propose, passage, word) or not (token.text[0].isalnum() or token.text[0] in "$£€"):
        return
    if starts(passage, word):
        yield from _opening(propose, passage, word)
        return
    before = passage.tokens[word - 1].text
    if not spaced_before(passage, word) or not (before[-1].isalnum() or before == ","):
        return
    for text in propose.to:
        fits = text not in {"a", "an"} or (text == "an") is (token.text[0].lower() in "aeiou")
        if fits and before.lower() not in {"a", "an", "the", text}:
            yield Proposal(token.start, token.start, f"{text} ")


def _opening(propose: Propose, passage: Passage, word: int) -> Iterator[Proposal]:
    """Propose words before the first word of a sentence, which loses its capital."""
    token = passage.tokens[word]
    if token.text.istitle() and token.text.isalpha() and not is_name(passage, word):
        for text in propose.opening:
            yield Proposal(token.start, token.end, f"{text[:1].upper()}{text[1:]} {token.text.lower()}")


def drop(propose: Propose, passage: Passage, word: int) -> Iterator[Proposal]:
    """Propose to leave a word out."""
    token = passage.tokens[word]
    old = token.text.lower()
    wanted = old in propose.of if propose.of else tagged(propose, passage, word)
    if not wanted:
        return
    if starts(passage, word):
        yield from _begun_without(passage, word)
    elif not is_name(passage, word) and spaced_before(passage, word):
        yield Proposal(token.start - 1, token.end, "")


def _begun_without(passage: Passage, word: int) -> Iterator[Proposal]:
    """Propose a sentence without its first word, if that is a determiner: the second one takes the capital."""
    other = next_word(passage, word)
    if other is not None and passage.tags[word] == "DT" and passage.tokens[word].text.istitle():
        second = passage.tokens[other]
        yield Proposal(passage.tokens[word].start, second.end, second.text[:1].upper() + second.text[1:])


def double(propose: Propose, passage: Passage, word: int) -> Iterator[Proposal]:  # noqa: ARG001  (as all families)
    """Propose to leave out a word that stands twice."""
    if word + 1 >= passage.sentence_of(word).high:
        return
    token, other = passage.tokens[word], passage.tokens[word + 1]
    if token.text.isalpha() and token.text.lower() == other.text.lower() and spaced_before(passage, word + 1):
        yield Proposal(token.end, other.end, "")
