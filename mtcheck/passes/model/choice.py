"""Words that the model itself expects in the place of a verb, noun, adjective or adverb."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from mtcheck.english.lemmas import known, lemma
from mtcheck.passes.model.families.proposal import Proposal, is_name, next_word, starts, tagged
from mtcheck.passes.model.passage import Passage
from mtcheck.passes.model.runtime import LanguageModel
from mtcheck.rulelang.propose import Propose

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CLASSES = {"NN": "NOUN", "VB": "VERB", "JJ": "ADJ", "RB": "ADV"}
_SURPRISING = 7.0
"""Below this surprise, in nats, a word is not questioned."""
_LOOKED_AT = 1500
_LIKELIEST = 6
"""How many of the likeliest words are offered."""
_NEAREST = 5
"""How many more are offered for being likely and near in meaning to the word that stands there."""
_NEARNESS = 16.0
"""How many nats it counts for that a word is the same in meaning as the one that stands there."""
_SHORTEST = 3


class Chooser:
    """Knows the model's words; one for a model."""

    def __init__(self, model: LanguageModel) -> None:
        """Collect the words that are one token."""
        import numpy as np

        self._model = model
        found = [(slot, word) for slot, word in model.words() if len(word) >= _SHORTEST and known(word)]
        self._words = [word for _, word in found]
        self._slots: NDArray[Any] = np.array([slot for slot, _ in found])
        model.hold(self._slots)

    def choose(self, propose: Propose, passage: Passage, word: int) -> Iterator[Proposal]:
        """Propose the words of the same class and form that the model finds likeliest after what precedes.

        Some are the likeliest of all, some the likeliest among those whose meaning is near to the word's own, as the
        model's embedding has it: an engine that takes a wrong word mostly takes one with some tie to the right one.
        """
        token, tag = passage.tokens[word], passage.tags[word]
        plain = token.text.islower() and token.text.isalpha() and len(token.text) >= _SHORTEST
        if not plain or tag[:2] not in _CLASSES or not tagged(propose, passage, word):
            return
        if is_name(passage, word) or starts(passage, word):
            return
        place = passage.token_at(token.start)
        if place is None or -passage.reading.scores[place] < _SURPRISING:
            return
        end = _particle_end(passage, word)
        for text in self._expected(passage, place, token.text, tag):
            yield Proposal(token.start, token.end, text)
            if end is not None:
                yield Proposal(token.start, end, text)

    def _expected(self, passage: Passage, place: int, old: str, tag: str) -> list[str]:
        import numpy as np

        row = passage.reading.row(place)[self._slots]
        best = np.argpartition(-row, _LOOKED_AT)[:_LOOKED_AT] if len(row) > _LOOKED_AT else np.arange(len(row))
        best = best[np.lexsort((best, -row[best]))]
        nearness = self._model.nearness(f" {old}", self._model.rows[self._slots[best]].tolist())
        near = best[np.argsort(-(row[best] + _NEARNESS * nearness), kind="stable")]
        found = [*self._fitting(best, old, tag, _LIKELIEST), *self._fitting(near, old, tag, _NEAREST)]
        return list(dict.fromkeys(found))

    def _fitting(self, order: "NDArray[Any]", old: str, tag: str, most: int) -> Iterator[str]:
        """Yield the first words of an order that are of a tag and no forms of the word that stands there."""
        base = lemma(old, tag)
        words = (self._words[index] for index in order.tolist())
        yield from islice((word for word in words if _fits(word, tag) and lemma(word, tag) != base), most)


def _particle_end(passage: Passage, word: int) -> int | None:
    """Return where the particle of a verb ends, if one follows: *stood out* may be one word."""
    other = next_word(passage, word)
    if other is None or not passage.tags[word].startswith("VB") or passage.tags[other] != "RP":
        return None
    return passage.tokens[other].end


def _fits(text: str, tag: str) -> bool:
    """Tell whether a word can be of a tag, by its class and ending."""
    if not known(text, _CLASSES[tag[:2]]):
        return False
    if tag == "VBG":
        return text.endswith("ing")
    if tag in {"NNS", "VBZ"}:
        return text.endswith("s")
    if tag in {"VBD", "VBN"}:
        return not text.endswith(("ing", "s"))
    return tag != "NN" or not text.endswith("s")
