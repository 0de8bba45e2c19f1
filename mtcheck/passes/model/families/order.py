"""Words in another order: neighbours swapped, one word moved, a compound for *N of N*."""

from collections.abc import Iterator

from mtcheck.english.lemmas import lemma
from mtcheck.passes.model.families.proposal import Proposal, is_name, next_word, starts
from mtcheck.passes.model.passage import Passage
from mtcheck.rulelang.propose import Propose

_FARTHEST = 4
"""How many words a word may be moved."""
_OPEN = ("JJ", "NN", "RB", "VB")
_NEGATIONS = frozenset({"no", "not", "never"})
"""Words that stay where they are: moved, they change what is denied, and the model cannot know what was meant."""
_PHRASE = 3
"""The most words of the second noun phrase of *N of N*."""


def swap(propose: Propose, passage: Passage, word: int) -> Iterator[Proposal]:  # noqa: ARG001  (as all families)
    """Propose a word and the next one in the other order."""
    other = next_word(passage, word)
    if other is None:
        return
    first, second = passage.tokens[word], passage.tokens[other]
    if first.text.lower() == second.text.lower() or (is_name(passage, word) and is_name(passage, other)):
        return
    before, after = first.text, second.text
    if starts(passage, word) and before.istitle():
        before = before if is_name(passage, word) else before.lower()
        after = after[:1].upper() + after[1:]
    yield Proposal(first.start, second.end, f"{after} {before}")


def move(propose: Propose, passage: Passage, word: int) -> Iterator[Proposal]:  # noqa: ARG001  (as all families)
    """Propose a word two to four places later, and the word there in its place."""
    if starts(passage, word):
        return
    prose, tokens, last = passage.prose, passage.tokens, word
    for distance in range(1, _FARTHEST + 1):
        if next_word(passage, last) is None:
            return
        last += 1
        if distance == 1:
            continue
        start, end = tokens[word].start, tokens[last].end
        if tokens[word].text.lower() not in _NEGATIONS and passage.tags[word].startswith(_OPEN):
            yield Proposal(start, end, f"{prose[tokens[word + 1].start : end]} {tokens[word].text}")
        if tokens[last].text.lower() not in _NEGATIONS and passage.tags[last].startswith((*_OPEN, "IN", "RP")):
            yield Proposal(start, end, f"{tokens[last].text} {prose[start : tokens[last - 1].end]}")


def compound(propose: Propose, passage: Passage, word: int) -> Iterator[Proposal]:  # noqa: ARG001  (as all families)
    """Propose the compound, or the genitive of a name, for *N of (the) N*."""
    sentence, tokens, tags = passage.sentence_of(word), passage.tokens, passage.tags
    if tokens[word].text.lower() != "of" or word == sentence.low or not tags[word - 1].startswith("NN"):
        return
    begin = word + 1
    if begin < sentence.high and tokens[begin].text.lower() in {"the", "a", "an"}:
        begin += 1
    head = tokens[word - 1]
    for end in range(begin, min(begin + _PHRASE, sentence.high)):
        if not tags[end].startswith(("NN", "JJ", "CD")) or not tokens[end].text[0].isalnum():
            return
        number = tags[end] == "CD" and tokens[end].text.isalpha()
        if not (tags[end].startswith("NN") or number):
            continue
        modifier = passage.prose[tokens[begin].start : tokens[end].end]
        yield Proposal(head.start, tokens[end].end, f"{modifier} {head.text}")
        if tags[end] == "NNS":
            single = modifier.removesuffix(tokens[end].text) + lemma(tokens[end].text, "NNS")
            yield Proposal(head.start, tokens[end].end, f"{single} {head.text}")
        if tags[begin].startswith("NNP"):
            yield Proposal(head.start, tokens[end].end, f"{modifier}’s {head.text}")
