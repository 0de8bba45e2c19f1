"""The same word in another class, number or case: adverb and adjective, is and are, him and he."""

from mtcheck.english.lemmas import inflect, lemma, word_classes
from mtcheck.english.lists import words

_INFLECTED = {"VB": "VBD", "NN": "NNS", "JJ": "JJR"}
"""Class → the tag of an inflected form of it."""
_SUBJECTS = {"me": "I", "him": "he", "her": "she", "us": "we", "them": "they", "whom": "who"}
_OBJECTS = {subject.lower(): object_ for object_, subject in _SUBJECTS.items()}
_POSSESSIVES = {
    "mine": "my", "yours": "your", "hers": "her", "ours": "our", "theirs": "their",
    "i": "my", "me": "my", "myself": "my", "you": "your", "he": "his", "him": "his", "himself": "his",
    "she": "her", "her": "her", "herself": "her", "it": "its", "itself": "its", "we": "our", "us": "our",
    "ourselves": "our", "they": "their", "them": "their", "themselves": "their", "who": "whose", "whom": "whose",
}  # fmt: skip
_REFLEXIVE = {"myself": "I", "himself": "he", "herself": "she", "itself": "it", "ourselves": "we", "themselves": "they"}
_BE = {"is": "are", "was": "were", "has": "have", "does": "do"}
_ADVERBS = {"public": "publicly", "sole": "solely", "whole": "wholly", "true": "truly", "due": "duly", "good": "well"}


def base_of(word: str, tag: str, wanted: str) -> str:
    """Return the dictionary form of a word for a form with another tag, be it tagged in another class or not.

    A word of one class that is wanted in another is read as an inflected form of that: went, tagged as a noun or as a
    bare verb, is go.
    """
    plain = word.lower()
    if wanted.startswith("VB") and plain in {"am", "are", "is", "was", "were"}:
        return "be"
    mistagged = tag in {"VB", "VBP"} and (plain.endswith(("ed", "s")) or plain in words("irregular-pasts") | {"had"})
    if wanted[:2] == tag[:2] and not mistagged:
        return lemma(word, tag)
    return lemma(word, _INFLECTED.get(wanted[:2], tag))


def subject_of(pronoun: str) -> str:
    """Return the form of a pronoun for a subject: he for him and himself; other words as they are."""
    plain = pronoun.lower()
    return _SUBJECTS.get(plain) or _REFLEXIVE.get(plain, pronoun)


def object_of(pronoun: str) -> str:
    """Return the form of a pronoun for an object: him for he; other words as they are."""
    return _OBJECTS.get(pronoun.lower(), pronoun)


def possessive_of(pronoun: str) -> str:
    """Return the form of a pronoun before a noun: our for ours, us and we; other words as they are."""
    return _POSSESSIVES.get(pronoun.lower(), pronoun)


def plural_of(word: str, tag: str) -> str:
    """Return the plural of a noun, or the form of a verb that goes with a plural."""
    if word.lower() in _BE:
        return _BE[word.lower()]
    return inflect(lemma(word, tag), "NNS") if tag.startswith("NN") else lemma(word, tag)


def singular_of(word: str, tag: str) -> str:
    """Return the singular of a noun, or the form of a verb that goes with a singular."""
    for singular, plural in _BE.items():
        if word.lower() == plural:
            return singular
    return lemma(word, tag) if tag.startswith("NN") else inflect(lemma(word, tag), "VBZ")


def adverb_of(adjective: str) -> str:
    """Return the adverb of an adjective: immediately, possibly, basically."""
    if adjective in _ADVERBS:
        return _ADVERBS[adjective]
    if adjective.endswith("ic"):
        return f"{adjective}ally"
    if adjective.endswith("le"):
        return f"{adjective.removesuffix('e')}y"
    return f"{adjective.removesuffix('y')}ily" if adjective.endswith("y") else f"{adjective}ly"


def adjective_of(adverb: str) -> str:
    """Return the adjective of an adverb in -ly, or nothing if the dictionary has none."""
    stem = adverb.lower().removesuffix("ly")
    for form in (stem, f"{stem}le", f"{stem.removesuffix('i')}y", stem.removesuffix("al")):
        if "ADJ" in word_classes(form):
            return form
    return ""
