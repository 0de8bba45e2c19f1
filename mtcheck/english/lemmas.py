"""Dictionary forms of words and back: ``lemma("took", "VBD")`` is take, ``inflect("take", "VBD")`` is took.

The word lists and the rules for words beyond them are LemmInflect's, kept in ``english.forms``; the tables here settle
what it leaves open (leaves, found, was or were) and the clitics, which are no words to it.
"""

from functools import lru_cache

from mtcheck.english import forms

_WORD_CLASSES = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN",
    "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB",
    "JJR": "ADJ", "JJS": "ADJ", "RBR": "ADV", "RBS": "ADV",
}  # fmt: skip

_LEMMAS = {
    ("n't", "RB"): "not",
    ("nt", "RB"): "not",
    ("'m", "VBP"): "be",
    ("'re", "VBP"): "be",
    ("'s", "VBZ"): "be",
    ("'ve", "VB"): "have",
    ("'ve", "VBP"): "have",
    ("'d", "VBD"): "have",
    ("'d", "MD"): "would",
    ("'ll", "MD"): "will",
    ("wo", "MD"): "will",
    ("ca", "MD"): "can",
    ("sha", "MD"): "shall",
    ("an", "DT"): "a",
    ("am", "VBP"): "be",
    ("are", "VBP"): "be",
    ("leaves", "NNS"): "leaf",
    ("selfies", "NNS"): "selfie",
    ("billions", "NNS"): "billion",
    ("found", "VB"): "found",
    ("ground", "VB"): "ground",
    ("lay", "VB"): "lay",
    ("lay", "VBP"): "lay",
    ("less", "JJR"): "little",
    ("less", "RBR"): "little",
    ("least", "JJS"): "little",
    ("least", "RBS"): "little",
    ("better", "RBR"): "well",
    ("worse", "RBR"): "badly",
    ("best", "RBS"): "well",
    ("further", "RBR"): "far",
    ("further", "JJR"): "far",
}
"""Forms for which the word list has nothing, or puts the less likely lemma first."""

_FORMS = {
    ("be", "VBP"): "are",
    ("be", "VBD"): "was",
    ("get", "VBN"): "got",
    ("lie", "VBN"): "lain",
    ("quit", "VBD"): "quit",
    ("quit", "VBN"): "quit",
    ("fit", "VBD"): "fit",
    ("wet", "VBD"): "wet",
    ("bid", "VBD"): "bid",
    ("wake", "VBN"): "woken",
    ("far", "JJR"): "further",
    ("far", "RBR"): "further",
    ("far", "JJS"): "furthest",
    ("far", "RBS"): "furthest",
    ("person", "NNS"): "people",
    ("well", "RBR"): "better",
    ("well", "RBS"): "best",
    ("badly", "RBR"): "worse",
    ("badly", "RBS"): "worst",
    ("much", "JJR"): "more",
    ("many", "JJR"): "more",
    ("much", "JJS"): "most",
    ("many", "JJS"): "most",
    ("little", "JJR"): "less",
    ("little", "JJS"): "least",
}
"""Forms for which the word list has nothing, or puts the rarer one first."""

_COMPARED = {"JJR": "more", "RBR": "more", "JJS": "most", "RBS": "most"}
_BARE = frozenset({"NN", "NNP", "VB", "VBP"})
"""Tags whose form is the lemma, save for the verb be."""


@lru_cache(maxsize=50_000)
def lemma(word: str, tag: str) -> str:
    """Return the dictionary form of a word with a Penn tag: in lower case, unless the tag makes it a name."""
    plain = word.replace("’", "'")
    key = plain.lower()
    if (key, tag) in _LEMMAS:
        return _LEMMAS[key, tag]
    named = tag in {"NNP", "NNPS"}
    if tag in _BARE or tag not in _WORD_CLASSES:
        return plain if named else key
    return forms.dictionary_forms(plain if named else key, _WORD_CLASSES[tag])[0]


@lru_cache(maxsize=20_000)
def inflect(lemma: str, tag: str) -> str:
    """Return the form of a dictionary word that a Penn tag asks for, with the capitals of the word given.

    An adjective or adverb without endings is compared with more and most; the word itself is returned for a tag
    that no form goes with.
    """
    key = lemma.lower()
    if (key, tag) in _FORMS:
        return _capitals(lemma, _FORMS[key, tag])
    if tag in _COMPARED:
        return _compared(lemma, tag)
    if tag in _BARE or tag not in _WORD_CLASSES:
        return lemma
    found = forms.inflected(lemma, tag)
    return found[0] if found else lemma


@lru_cache(maxsize=20_000)
def known(word: str, word_class: str | None = None) -> bool:
    """Tell whether the word lists have a word, in any form; as NOUN, VERB, ADJ or ADV if a class is given."""
    found = forms.classes(word.lower())
    return bool(found) if word_class is None else word_class in found


@lru_cache(maxsize=50_000)
def word_classes(word: str) -> frozenset[str]:
    """Return the classes that the word lists know a word in, such as NOUN; none for what is not all letters."""
    return forms.classes(word.lower()) if word.isalpha() else frozenset()


def _compared(lemma: str, tag: str) -> str:
    found = forms.inflected(lemma, tag, guess=False)
    return found[0] if found else f"{_COMPARED[tag]} {lemma}"


def _capitals(pattern: str, word: str) -> str:
    if pattern.isupper() and len(pattern) > 1:
        return word.upper()
    return word.capitalize() if pattern[:1].isupper() else word
