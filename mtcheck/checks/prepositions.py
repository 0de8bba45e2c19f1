"""Prepositions that their verb, adjective or noun never has behind it, by the valency table and by counted pairs."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from mtcheck.checks.check import Check
from mtcheck.core.model import Hit
from mtcheck.document import Document
from mtcheck.document.positions import EDGE, Kind
from mtcheck.document.tagged import TaggedWords, tagged
from mtcheck.english.lemmas import lemma
from mtcheck.english.lexicon import CUT, Valency, counted, features, frequency, parts_of_speech, valency, valency_of
from mtcheck.english.lists import words

_PREPOSITIONS = tuple(sorted(words("governed-prepositions")))
_OFTENER = {"n": 10, "v": 4, "a": 4}
"""So many times as often as the wrong preposition the right one must stand behind a noun, verb, adjective in books."""

_ALL_PAIRS = 2e13
_GOVERNS = 0.2
"""The share of a word's occurrences before one preposition from which on it is taken to govern that one."""

_OFTEN = 150_000_000
_FREE = frozenset({"with", "for", "over", "against"})
"""Prepositions that open a phrase of their own behind any noun."""

_OF_PLACE = frozenset({"at", "in", "on", "by"})
_PLACES = frozenset({"place", "text", "event", "building", "group", "organisation"})
"""Classes of nouns that a phrase of place may be made with behind any word: he insisted in a letter, at the meeting."""

_REACH = 7
_CLASSES = {"n": "noun", "v": "verb", "a": "adjective"}
_OPENERS = frozenset(
    ("DT", "PDT", "PRP$", "PRP", "NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD", "VBG", "VBN", "WP", "WRB")
)
_ENDS = frozenset('.,;:!?()"“”' + EDGE)


class _Place(NamedTuple):
    """The tagged words, the number of a preposition among them, and what it is."""

    words: TaggedWords
    at: int
    preposition: str

    @property
    def head(self) -> Kind:
        """The word before the preposition, in lower case, and its tag."""
        word, tag = self.words.kinds[self.at - 1]
        return word.lower(), tag

    def behind(self) -> list[Kind]:
        """Return the words of the same clause that follow the preposition closely."""
        found = []
        for word, tag in self.words.kinds[self.at + 1 : self.at + 1 + _REACH]:
            if word in _ENDS:
                break
            found.append((word, tag))
        return found


def wrong_preposition(document: Document) -> Iterator[Hit]:
    """Find a preposition that does not go with the word before it while another one does."""
    found = document.memo(tagged).words
    kinds = found.kinds
    for at in sorted(chain.from_iterable(found.at.get(word, ()) for word in _PREPOSITIONS)):
        place = _Place(found, at, kinds[at][0])
        word, tag = place.head
        if not place.preposition.islower() or not word.isalpha() or tag == "NNP" or not _opens(place):
            continue
        right = _by_table(place) or _by_count(place)
        if right and not _is_noun(place) and not _is_elsewhere(place, right) and not _is_free(place):
            slots = {"head": found.kinds[at - 1][0], "prep": place.preposition}
            yield Hit(found.span(at, at), right, slots)


def _opens(place: _Place) -> bool:
    """Tell whether a noun phrase follows that is no set phrase with the preposition."""
    word, tag = place.words.kinds[place.at + 1]
    return tag in _OPENERS and f"{place.preposition} {word.lower()}" not in words("set-adverbials")


def _by_table(place: _Place) -> tuple[str, ...]:
    """Return what the word governs, likeliest first, if the table calls the preposition wrong and books bear it out."""
    right = _governed(*place.head, place.preposition)
    return () if right and _most(place) else right


@lru_cache(maxsize=1 << 14)
def _governed(word: str, tag: str, preposition: str) -> tuple[str, ...]:
    part, entry = _entry(word, tag)
    if entry is None or preposition not in entry.wrong or (part == "n" and preposition in _FREE):
        return ()
    right = tuple(sorted(entry.governs, key=lambda one: -counted(word, one)))
    wrong = 0 if preposition == "to" else counted(word, preposition)  # pairs with "to" are mostly infinitives
    sure = preposition == "of" and part != "n"  # hardly any phrase with "of" stands free behind a verb
    return right if sure or counted(word, right[0]) >= _OFTENER[part] * max(wrong, CUT) else ()


def _most(place: _Place) -> bool:
    """Tell whether the word is one of several compared: the most popular of all these names."""
    return place.preposition == "of" and place.words.kinds[place.at - 2][0].lower() in {"most", "least", "more", "less"}


def _entry(word: str, tag: str) -> tuple[str, Valency | None]:
    """Return the part of speech and the line of the table for a word; a tag that it cannot have is not believed."""
    own = {"N": "n", "V": "v", "J": "a"}.get(tag[:1], "")
    stem = lemma(word, tag)
    found = valency_of(word, stem, tag)
    if found is not None:
        return ("a" if found is valency(word, "a") else own), found
    if own and _CLASSES[own] in parts_of_speech(stem):
        return own, None
    for part, form in (("v", lemma(word, _verb_tag(word))), ("a", word), ("n", lemma(word, "NNS"))):
        found = valency(form, part)
        if found is not None and _CLASSES[part] in parts_of_speech(form):
            return part, found
    return "", None


def _verb_tag(word: str) -> str:
    return {"s": "VBZ", "d": "VBD", "g": "VBG"}.get(word[-1], "VB")


def _by_count(place: _Place) -> tuple[str, ...]:
    """Return the one preposition that a verb or adjective is used with all the time, if "of" never follows it."""
    word, tag = place.head
    if place.preposition != "of" or not word.islower() or tag[:2] not in {"VB", "JJ"} or counted(word, "of"):
        return ()
    if tag == "VBN" and place.words.kinds[place.at - 2][0].lower() in words("be-form"):
        return ()  # photos were published of the storm
    if "noun" in parts_of_speech(lemma(word, "NN")) and not tag.startswith("VB"):
        return ()
    right = max(_PREPOSITIONS, key=lambda one: counted(word, one))
    count = counted(word, right)
    occurrences = 10 ** (frequency(word) - 9) * _ALL_PAIRS
    return (right,) if count >= _OFTEN and count >= _GOVERNS * occurrences else ()


def _is_noun(place: _Place) -> bool:
    """Tell whether an -ing form is the noun of its verb, which takes "of": the emerging of a town."""
    before = place.words.kinds[place.at - 2][1]
    return place.preposition == "of" and place.head[0].endswith("ing") and before in {"DT", "JJ", "PRP$"}


def _is_elsewhere(place: _Place, right: tuple[str, ...]) -> bool:
    """Tell whether the preposition that belongs to the word comes later: it depends in part on the rain."""
    return any(word.lower() in right for word, _ in place.behind())


def _is_free(place: _Place) -> bool:
    """Tell whether the phrase says when, or with some prepositions where; any word may have such a phrase behind it."""
    if place.preposition == "of":
        return False
    classes = _PLACES | {"time"} if place.preposition in _OF_PLACE else {"time"}
    for word, tag in place.behind():
        if tag in {"IN", "CC", "MD", "VBD", "VBZ"}:
            return False
        if classes & features(word, word.lower(), tag) or (tag == "CD" and len(word) == len("2001")):
            return True
    return False


PREPOSITIONS = {
    "wrong-preposition": Check(
        "it weighs a preposition by the valency of the word before and by counts in books", wrong_preposition
    )
}
