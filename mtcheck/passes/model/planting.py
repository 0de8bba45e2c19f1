"""Plants defects such as engines make into good English, so that a decision can be fitted to a model.

Everything is drawn from a generator that the caller seeds: the same texts and seed give the same defects.
"""

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import NamedTuple

from mtcheck.core.model import Span
from mtcheck.english.lemmas import inflect, known, lemma
from mtcheck.english.lists import words
from mtcheck.english.tagging import tag_tokens
from mtcheck.english.tokens import Token, tokenize

_PREPOSITIONS = sorted(words("prepositions-to-plant"))
_PRONOUNS = [{"he", "she", "it", "they"}, {"him", "her", "it", "them"}, {"his", "her", "its", "their"}]
_AUXILIARIES = sorted(words("auxiliaries-to-plant"))
_STRAYS = sorted(words("strays-to-plant"))
_VERB = ("VB", "VBD", "VBG", "VBN", "VBZ")
_OPEN = {"NN": "NOUN", "NNS": "NOUN", "JJ": "ADJ", "RB": "ADV", **dict.fromkeys((*_VERB, "VBP"), "VERB")}
_SPACING = (7, 14, 40)
"""Words between two defects, on average, in the output of poor, middling and good engines; each text draws one."""


class Planted(NamedTuple):
    """A text with defects: where each stands, and what stood there before."""

    text: str
    defects: list[tuple[Span, str]]


class Change(NamedTuple):
    """A defect that could be made: the characters that give way, and what takes their place."""

    start: int
    end: int
    text: str


Kind = Callable[[str, list[Token], list[str], int], Change | None]
"""Gives the defect that can be made in a text with such tokens and tags, at the token of a number."""


class Planter:
    """Plants defects; ``neighbours`` gives for a word and its tag words that an engine may take for it."""

    def __init__(self, rng: Random, neighbours: Callable[[str, str], Sequence[str]]) -> None:
        """Take the generator and the source of wrong words."""
        self._rng = rng
        self._neighbours = neighbours
        self.kinds: dict[str, Kind] = {
            "preposition": self._preposition,
            "article": self._article,
            "pronoun": self._pronoun,
            "auxiliary": self._auxiliary,
            "verb": self._verb,
            "noun": self._noun,
            "adverb": self._adverb,
            "order": self._order,
            "compound": self._compound,
            "stray": self._stray,
            "word": self._word,
        }
        """What it plants, by name: a function that gives the defect to make at a token of a text, if one can be."""
        self._drawn = (*self.kinds.values(), self._word, self._word)  # wrong words are the most frequent defect

    def plant(self, text: str) -> Planted:
        """Return the text with defects, and their places."""
        tokens = [token for start, end in _lines(text) for token in tokenize(text, start, end)]
        tags = [tag for start, end in _lines(text) for tag in tag_tokens(tokenize(text, start, end))]
        spacing = self._rng.choice(_SPACING)
        changes: list[Change] = []
        at = self._rng.randint(1, spacing)
        while at < len(tokens) - 1:
            found = self._change(text, tokens, tags, at)
            if found is None or (changes and found.start <= changes[-1].end + 1):
                at += 1
                continue
            changes.append(found)
            at += self._rng.randint(spacing // 2, spacing + spacing // 2)
        return _applied(text, changes)

    def _change(self, text: str, tokens: list[Token], tags: list[str], at: int) -> Change | None:
        token = tokens[at]
        if not token.text.isalpha() or not token.text.islower() or text[token.start - 1 : token.start] != " ":
            return None
        kind = self._rng.choice(self._drawn)
        made = kind(text, tokens, tags, at)
        return made if made is not None and made.text != text[made.start : made.end] else None

    def _preposition(self, text: str, tokens: list[Token], tags: list[str], at: int) -> Change | None:  # noqa: ARG002
        token = tokens[at]
        if token.text not in _PREPOSITIONS or tags[at] not in {"IN", "TO"}:
            return None
        if self._rng.random() < 0.2:
            return Change(token.start - 1, token.end, "")
        if self._rng.random() < 0.15:
            return Change(token.start, token.end, self._rng.choice(["not", "no"]))
        return Change(token.start, token.end, self._rng.choice(_PREPOSITIONS))

    def _article(self, text: str, tokens: list[Token], tags: list[str], at: int) -> Change | None:
        token = tokens[at]
        if token.text in {"a", "an", "the"}:
            other = "a" if token.text == "the" else "the"
            return Change(token.start - 1, token.end, "" if self._rng.random() < 0.6 else f" {other}")
        bare = tags[at] in {"NN", "NNS"} and tokens[at - 1].text.lower() not in {"a", "an", "the"}
        return Change(token.start, token.start, "the ") if bare and text[token.start - 1] == " " else None

    def _pronoun(self, text: str, tokens: list[Token], tags: list[str], at: int) -> Change | None:  # noqa: ARG002
        token = tokens[at]
        for forms in _PRONOUNS:
            if token.text in forms:
                if tags[at] == "PRP" and self._rng.random() < 0.2:
                    return Change(token.start - 1, token.end, "")
                return Change(token.start, token.end, self._rng.choice(sorted(forms - {token.text})))
        return None

    def _auxiliary(self, text: str, tokens: list[Token], tags: list[str], at: int) -> Change | None:  # noqa: ARG002
        token = tokens[at]
        if token.text not in _AUXILIARIES or not tags[at].startswith(("VB", "MD")):
            return None
        if self._rng.random() < 0.4:
            return Change(token.start - 1, token.end, "")
        return Change(token.start, token.end, self._rng.choice(_AUXILIARIES))

    def _verb(self, text: str, tokens: list[Token], tags: list[str], at: int) -> Change | None:  # noqa: ARG002
        token, tag = tokens[at], tags[at]
        if tag == "TO" and self._rng.random() < 0.5:
            return Change(token.start - 1, token.end, "")
        if not tag.startswith("VB") or token.text in _AUXILIARIES:
            return None
        base = lemma(token.text, tag)
        forms = {inflect(base, other) for other in _VERB} | {f"to {base}"}
        return Change(token.start, token.end, self._rng.choice(sorted(forms - {token.text}) or [f"{base}ing"]))

    def _noun(self, text: str, tokens: list[Token], tags: list[str], at: int) -> Change | None:  # noqa: ARG002
        token, tag = tokens[at], tags[at]
        if tag == "NN":
            return Change(token.start, token.end, inflect(token.text, "NNS"))
        return Change(token.start, token.end, lemma(token.text, tag)) if tag == "NNS" else None

    def _adverb(self, text: str, tokens: list[Token], tags: list[str], at: int) -> Change | None:  # noqa: ARG002
        token = tokens[at]
        if tags[at] == "RB" and token.text.endswith("ly") and known(token.text.removesuffix("ly"), "ADJ"):
            return Change(token.start, token.end, token.text.removesuffix("ly"))
        return None

    def _order(self, text: str, tokens: list[Token], tags: list[str], at: int) -> Change | None:  # noqa: ARG002
        first, second = tokens[at], tokens[at + 1]
        if not second.text.isalpha() or text[first.end : second.start] != " ":
            return None
        return Change(first.start, second.end, f"{second.text} {first.text}")

    def _compound(self, text: str, tokens: list[Token], tags: list[str], at: int) -> Change | None:
        first, second = tokens[at], tokens[at + 1]
        nouns = tags[at] == "NN" and tags[at + 1] in {"NN", "NNS"}
        if not nouns or not second.text.isalpha() or text[first.end : second.start] != " ":
            return None
        return Change(first.start, second.end, f"{second.text} of {self._rng.choice(['', 'the '])}{first.text}")

    def _stray(self, text: str, tokens: list[Token], tags: list[str], at: int) -> Change | None:  # noqa: ARG002
        if self._rng.random() < 0.6:
            return None
        token = tokens[at]
        word = token.text if self._rng.random() < 0.2 else self._rng.choice(_STRAYS)
        return Change(token.start, token.start, f"{word} ")

    def _word(self, text: str, tokens: list[Token], tags: list[str], at: int) -> Change | None:  # noqa: ARG002
        token, tag = tokens[at], tags[at]
        if tag not in _OPEN or len(token.text) < 4 or not known(token.text, _OPEN[tag]):
            return None
        others = [other for other in self._neighbours(token.text, tag) if lemma(other, tag) != lemma(token.text, tag)]
        nearest = others[: self._rng.choice((5, 25, 100, 240))]
        return Change(token.start, token.end, self._rng.choice(nearest)) if nearest else None


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.splitlines(keepends=True):
        yield at, at + len(line)
        at += len(line)


def _applied(text: str, changes: Sequence[Change]) -> Planted:
    parts: list[str] = []
    defects = []
    at = size = 0
    for change in changes:
        parts += [text[at : change.start], change.text]
        size += change.start - at
        defects.append((Span(size, size + len(change.text)), text[change.start : change.end]))
        size += len(change.text)
        at = change.end
    return Planted("".join([*parts, text[at:]]), defects)
