"""What a family proposes, and what all families ask of a word."""

from typing import NamedTuple

from mtcheck.passes.model.passage import Passage
from mtcheck.rulelang.propose import Propose


class Proposal(NamedTuple):
    """A replacement of the characters ``start`` to ``end`` of the prose."""

    start: int
    end: int
    text: str


def starts(passage: Passage, word: int) -> bool:
    """Tell whether a word is the first of its sentence."""
    return word == passage.sentence_of(word).low


def is_name(passage: Passage, word: int) -> bool:
    """Tell whether a word has a capital that its place does not explain."""
    text = passage.tokens[word].text
    if not text[:1].isupper():
        return False
    return not starts(passage, word) or (len(text) > 1 and not text.istitle()) or passage.tags[word] in {"NNP", "NNPS"}


def spaced_before(passage: Passage, word: int) -> bool:
    """Tell whether white space stands before a word."""
    at = passage.tokens[word].start
    return at == 0 or passage.prose[at - 1].isspace()


def spaced_after(passage: Passage, word: int) -> bool:
    """Tell whether white space stands after a word."""
    end = passage.tokens[word].end
    return passage.prose[end : end + 1].isspace()


def next_word(passage: Passage, word: int) -> int | None:
    """Return the number of the next word of the sentence if only one space lies between and both are letters."""
    other = word + 1
    if other >= passage.sentence_of(word).high:
        return None
    first, second = passage.tokens[word], passage.tokens[other]
    whole = first.text.isalpha() and second.text.isalpha()
    return other if whole and passage.prose[first.end : second.start] == " " else None


def tagged(propose: Propose, passage: Passage, word: int) -> bool:
    """Tell whether a word has one of the tags that the card names, by their beginnings; all do if it names none."""
    return not propose.tags or passage.tags[word].startswith(tuple(propose.tags))


def cased(pattern: str, text: str) -> str:
    """Return the text with a capital where the pattern has one."""
    return text[:1].upper() + text[1:] if pattern[:1].isupper() else text
