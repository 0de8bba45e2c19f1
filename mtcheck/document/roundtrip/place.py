"""A differing stretch with what stands around it and what the whole original knows, as the judges see it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from mtcheck.document.roundtrip.stretches import Pair, Stretch
from mtcheck.document.roundtrip.words import Sentence, Word


@dataclass(frozen=True)
class Original:
    """What the whole original tells: how often each lemma stands in it, and every word in it."""

    lemmas: Counter[str]
    keys: frozenset[str]

    def recurs(self, word: Word) -> bool:
        """Tell whether a noun of the original is one of its terms: used more than once."""
        return word.content and len(word.key) > 3 and max(self.lemmas[form] for form in word.lemmas) > 1


def survey(sentences: Sequence[Sentence]) -> Original:
    """Return what the sentences of the original tell."""
    words = [word for sentence in sentences for word in sentence]
    return Original(
        Counter(form for word in words for form in word.lemmas), frozenset(word.text.lower() for word in words)
    )


@dataclass(frozen=True)
class Place:
    """A stretch, its words on both sides (either may be none), and the pair it is in."""

    pair: Pair
    stretch: Stretch
    whole: Original
    others: tuple[Stretch, ...] = ()

    @cached_property
    def text(self) -> Sentence:
        """The words of the text."""
        return self.pair.text[slice(*self.stretch.text)]

    @cached_property
    def original(self) -> Sentence:
        """The words of the original."""
        return self.pair.original[slice(*self.stretch.original)]

    @property
    def before(self) -> Word | None:
        """The word of the text that stands before it."""
        at = self.stretch.text[0]
        return self.pair.text[at - 1] if at else None

    @property
    def after(self) -> Word | None:
        """The word of the text that follows it."""
        return self.following(0)

    def following(self, skip: int) -> Word | None:
        """Return a later word of the text."""
        at = self.stretch.text[1] + skip
        return self.pair.text[at] if at < len(self.pair.text) else None

    @property
    def original_after(self) -> Word | None:
        """The word of the original that follows it."""
        at = self.stretch.original[1]
        return self.pair.original[at] if at < len(self.pair.original) else None

    @property
    def anchored(self) -> bool:
        """Tell whether the same word follows on both sides."""
        one, other = self.after, self.original_after
        return one is not None and other is not None and bool(one.lemmas & other.lemmas)

    @cached_property
    def loose(self) -> bool:
        """Tell whether other words were exchanged right beside it, as a rewording does."""
        return any(self._beside(other) and self._content(other) for other in self.others)

    @cached_property
    def reworded_before(self) -> bool:
        """Tell whether words were exchanged a word or less before it."""
        low = self.stretch.text[0]
        near = [other for other in self.others if low - 1 <= other.text[1] <= low and other is not self.stretch]
        return any(other.text[0] < other.text[1] and other.original[0] < other.original[1] for other in near)

    @cached_property
    def changed_after(self) -> bool:
        """Tell whether something else differs right after the word that follows."""
        high = self.stretch.text[1]
        return any(high < other.text[0] <= high + 1 for other in self.others)

    @cached_property
    def crowded(self) -> bool:
        """Tell whether something else differs within three words of it."""
        low, high = self.stretch.text
        near = [other for other in self.others if other.text[1] >= low - 3 and other.text[0] <= high + 3]
        return any(other is not self.stretch for other in near)

    def _beside(self, other: Stretch) -> bool:
        touching = self.stretch.text[0] == other.text[1] or self.stretch.text[1] == other.text[0]
        facing = self.stretch.original[0] == other.original[1] or self.stretch.original[1] == other.original[0]
        return other is not self.stretch and touching and facing

    def _content(self, other: Stretch) -> bool:
        text, original = other.words(self.pair)
        return any(word.content for word in text) and any(word.content for word in original)

    def name(self, word: Word) -> bool:
        """Tell whether a word is part of a name: a capital that no sentence start or title case accounts for."""
        if not word.capital or self.pair.title_case:
            return False
        side = self.pair.text if word in self.text else self.pair.original
        at = side.index(word)
        if not word.content:
            return at > 0 and side[at - 1].tag == "NNP" and side[at - 1].capital
        return word.tag in {"NNP", "NNPS"} or at > 0
