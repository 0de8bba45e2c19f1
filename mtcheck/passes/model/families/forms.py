"""Other forms of a word: tense, number, participle, infinitive, adjective for adverb."""

from collections.abc import Iterator

from mtcheck.english.lemmas import inflect, known, lemma
from mtcheck.passes.model.families.proposal import Proposal, cased, is_name, tagged
from mtcheck.passes.model.passage import Passage
from mtcheck.rulelang.propose import Propose

_VERB = ("VB", "VBD", "VBG", "VBN", "VBZ")
_ADVERBS = (("ic", "ically"), ("le", "ly"), ("y", "ily"), ("", "ly"))


def form(propose: Propose, passage: Passage, word: int) -> Iterator[Proposal]:
    """Propose the other forms of a word's lemma, and those of the verb or noun that is written like it."""
    token, tag = passage.tokens[word], passage.tags[word]
    if not token.text.isalpha() or len(token.text) < 2 or is_name(passage, word) or not tagged(propose, passage, word):
        return
    old = token.text.lower()
    for text in sorted(_forms(old, tag)):
        if text and text != old:
            yield Proposal(token.start, token.end, cased(token.text, text))


def _forms(word: str, tag: str) -> set[str]:
    if tag.startswith("VB"):
        return _of_verb(lemma(word, tag)) | _as_noun(word, tag)
    if tag.startswith("NN"):
        return _of_noun(word, tag) | _as_verb(word, tag)
    if tag == "JJ":
        return {adverb(word)} | _of_participle(word)
    return {word.removesuffix("ly")} if tag == "RB" and word.endswith("ly") else set()


def _of_verb(base: str) -> set[str]:
    return {inflect(base, tag) for tag in _VERB} | {f"to {base}"}


def _as_noun(word: str, tag: str) -> set[str]:
    if not known(word, "NOUN"):
        return set()
    base = lemma(word, "NNS" if tag == "VBZ" else "NN")
    return {base, inflect(base, "NNS")}


def _of_noun(word: str, tag: str) -> set[str]:
    base = lemma(word, tag)
    return {base, inflect(base, "NNS")}


def _as_verb(word: str, tag: str) -> set[str]:
    if not known(word, "VERB"):
        return set()
    if word.endswith("ing"):
        return _of_verb(lemma(word, "VBG"))
    return _of_verb(lemma(word, "VBZ" if tag == "NNS" else "VB")) - {f"to {word}"}


def _of_participle(word: str) -> set[str]:
    tag = {"ed": "VBN", "ing": "VBG"}.get("ing" if word.endswith("ing") else word[-2:])
    if tag is None or not known(word, "VERB"):
        return set()
    base = lemma(word, tag)
    return {inflect(base, "VBG"), inflect(base, "VBN")}


def adverb(word: str) -> str:
    """Return the adverb in *-ly* of an adjective."""
    ending, new = next(pair for pair in _ADVERBS if word.endswith(pair[0]))
    return word.removesuffix(ending) + new if ending else f"{word}{new}"
