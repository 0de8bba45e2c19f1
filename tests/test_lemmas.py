"""Tests of dictionary forms and inflection."""

import pytest

from mtcheck.english import forms
from mtcheck.english.forms.guess import pack, unpack
from mtcheck.english.lemmas import inflect, known, lemma

LEMMAS = [
    ("took", "VBD", "take"),
    ("Taken", "VBN", "take"),
    ("children", "NNS", "child"),
    ("Germans", "NNPS", "German"),
    ("London", "NNP", "London"),
    ("House", "NN", "house"),
    ("better", "JJR", "good"),
    ("better", "RBR", "well"),
    ("leaves", "VBZ", "leave"),
    ("leaves", "NNS", "leaf"),
    ("was", "VBD", "be"),
    ("are", "VBP", "be"),
    ("’s", "VBZ", "be"),
    ("'s", "POS", "'s"),
    ("n't", "RB", "not"),
    ("wo", "MD", "will"),
    ("lay", "VBD", "lie"),
    ("lay", "VB", "lay"),
    ("found", "VBD", "find"),
    ("has", "VBZ", "have"),
    ("rebranding", "VBG", "rebrand"),
    ("smartphones", "NNS", "smartphone"),
    ("livestreamed", "VBD", "livestream"),
    ("The", "DT", "the"),
    (",", ",", ","),
]
FORMS = [
    ("take", "VBD", "took"),
    ("Take", "VBD", "Took"),
    ("TAKE", "VBN", "TAKEN"),
    ("child", "NNS", "children"),
    ("sheep", "NNS", "sheep"),
    ("person", "NNS", "people"),
    ("German", "NNPS", "Germans"),
    ("be", "VBP", "are"),
    ("be", "VBZ", "is"),
    ("Be", "VBD", "Was"),
    ("do", "VBZ", "does"),
    ("rely", "VBZ", "relies"),
    ("stop", "VBG", "stopping"),
    ("lie", "VBN", "lain"),
    ("big", "JJS", "biggest"),
    ("good", "JJR", "better"),
    ("beautiful", "JJR", "more beautiful"),
    ("quickly", "RBS", "most quickly"),
    ("livestream", "VBD", "livestreamed"),
    ("go", "VB", "go"),
    ("can", "MD", "can"),
]


WORDS = [
    "take", "taken", "houses", "child", "mice", "criterion", "box", "city", "tomato", "belief", "german", "better",
    "worse", "far", "quickly", "fly", "flies", "stop", "stopped", "blogify", "blogifies", "googled", "unfriending",
    "zuckerbergs", "brexiteers", "flurgs", "flurgus", "flurgum", "flurgsis", "flurgix", "flurgman", "dyeing", "flee",
    "tiee", "vlogging", "tie", "tied", "dying", "lie", "lay", "fit", "quit", "bertie", "u", "é", "naïvely", "cœurs",
    "x-ray", "x-rayed", "3d", "2020s", "o'clocks", "what's", "flurgy", "flurgier", "flurgiest", "flurgey", "grue",
    "gruer", "smartphones", "ſ", "ß",
]  # fmt: skip
"""Words in the tables and, of every kind, words that have to be guessed."""


@pytest.mark.parametrize(("word", "tag", "expected"), LEMMAS)
def test_lemma(word: str, tag: str, expected: str) -> None:
    assert lemma(word, tag) == expected


@pytest.mark.parametrize(("word", "tag", "expected"), FORMS)
def test_inflect(word: str, tag: str, expected: str) -> None:
    assert inflect(word, tag) == expected


@pytest.mark.parametrize("word", ["take", "go", "see", "write", "begin", "be", "have", "do", "run", "eat"])
@pytest.mark.parametrize("tag", ["VBZ", "VBD", "VBN", "VBG"])
def test_lemma_undoes_inflect(word: str, tag: str) -> None:
    assert lemma(inflect(word, tag), tag) == word


@pytest.mark.parametrize("word", [*WORDS, *map(str.capitalize, WORDS), *map(str.upper, WORDS)])
def test_forms_are_those_of_the_library_that_they_were_made_from(word: str) -> None:
    library = pytest.importorskip("lemminflect")
    for word_class in ("NOUN", "PROPN", "VERB", "ADJ", "ADV"):
        assert forms.dictionary_forms(word, word_class) == library.getLemma(word, word_class)
    for tag in ("NNS", "NNPS", "VBD", "VBN", "VBG", "VBZ", "JJR", "JJS", "RBR", "RBS"):
        assert forms.inflected(word, tag) == library.getInflection(word, tag)
        assert forms.inflected(word, tag, guess=False) == library.getInflection(word, tag, inflect_oov=False)
    assert forms.classes(word.lower()) == library.getAllLemmas(word.lower()).keys()


def test_guesses_are_kept_as_they_are() -> None:
    guesses = unpack(forms.GUESSES.read_bytes())
    assert guesses.keys() == {"lemma", "form"}
    assert pack(guesses) == forms.GUESSES.read_bytes()
    assert guesses["form"].guess("blogify", "VERB") == "reg"


@pytest.mark.parametrize(
    ("word", "word_class", "expected"),
    [("devouring", None, True), ("jarelgovia", None, False), ("House", "NOUN", True), ("underwent", "NOUN", False)],
)
def test_known(word, word_class, expected):
    assert known(word, word_class) is expected
