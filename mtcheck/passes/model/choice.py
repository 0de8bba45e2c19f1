"""Words that the model itself expects in the place of a verb, noun, adjective or adverb."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mtcheck.english.lemmas import known, lemma
from mtcheck.passes.model.families.proposal import Proposal, is_name, starts, tagged
from mtcheck.passes.model.passage import Passage
from mtcheck.passes.model.runtime import LanguageModel
from mtcheck.rulelang.propose import Propose

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CLASSES = {"NN": "NOUN", "VB": "VERB", "JJ": "ADJ", "RB": "ADV"}
_SURPRISING = 7.0
"""Below this surprise, in nats, a word is not questioned."""
_LOOKED_AT = 40
_OFFERED = 6
_SHORTEST = 3


class Chooser:
    """Knows the model's words; one for a model."""

    def __init__(self, model: LanguageModel) -> None:
        """Collect the words that are one token."""
        import numpy as np

        found = [(slot, word) for slot, word in model.words() if len(word) >= _SHORTEST and known(word)]
        self._words = [word for _, word in found]
        self._slots: NDArray[Any] = np.array([slot for slot, _ in found])

    def choose(self, propose: Propose, passage: Passage, word: int) -> Iterator[Proposal]:
        """Propose the words of the same class and form that the model finds likeliest after what precedes."""
        token, tag = passage.tokens[word], passage.tags[word]
        plain = token.text.islower() and token.text.isalpha() and len(token.text) >= _SHORTEST
        if not plain or tag[:2] not in _CLASSES or not tagged(propose, passage, word):
            return
        if is_name(passage, word) or starts(passage, word):
            return
        place = passage.token_at(token.start)
        if place is None or -passage.reading.scores[place] < _SURPRISING:
            return
        old = lemma(token.text, tag)
        fitting = (text for text in self._expected(passage, place) if _fits(text, tag) and lemma(text, tag) != old)
        for _, text in zip(range(_OFFERED), fitting, strict=False):
            yield Proposal(token.start, token.end, text)

    def _expected(self, passage: Passage, place: int) -> Iterator[str]:
        import numpy as np

        row = passage.reading.every[place - 1][self._slots]
        best = np.argpartition(-row, _LOOKED_AT)[:_LOOKED_AT]
        for index in sorted(best.tolist(), key=lambda index: (-row[index], index)):
            yield self._words[index]


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
