"""Words of a text pool that stand near a word in the model's own embedding: what an engine may take for it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from mtcheck.english.tagging import tag_tokens
from mtcheck.english.tokens import tokenize
from mtcheck.passes.model.runtime import LanguageModel

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST = 250


class Neighbours:
    """The words of some texts by their tags, with their directions in the embedding."""

    def __init__(self, texts: Iterable[str], model: LanguageModel) -> None:
        """Collect the lower-case words of the texts that are one token of the model."""
        import numpy as np

        pool: defaultdict[str, set[str]] = defaultdict(set)
        for text in texts:
            tokens = tokenize(text)
            for token, tag in zip(tokens, tag_tokens(tokens), strict=True):
                if token.text.isalpha() and token.text.islower() and len(token.text) > 3:
                    pool[tag].add(token.text)
        self._model = model
        self._words: dict[str, list[str]] = {}
        self._table: dict[str, NDArray[Any]] = {}
        for tag, words in pool.items():
            ordered = [word for word in sorted(words) if len(model.encode(f" {word}")) == 1]
            if ordered:
                self._words[tag] = ordered
                self._table[tag] = np.array([model.direction(f" {word}") for word in ordered])

    def __call__(self, word: str, tag: str) -> Sequence[str]:
        """Return the words of the same tag, nearest first; none for a word that is several tokens."""
        import numpy as np

        if tag not in self._words or len(self._model.encode(f" {word}")) != 1:
            return []
        near = self._table[tag] @ self._model.direction(f" {word}")
        order = np.argsort(-near, kind="stable")[: _MOST + 1]
        return [self._words[tag][index] for index in order.tolist() if self._words[tag][index] != word]
