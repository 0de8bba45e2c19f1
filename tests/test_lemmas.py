"""Tests of dictionary forms and inflection."""

import sys
from importlib import import_module

import pytest

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


def test_the_library_is_loaded_at_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lemminflect", None)
    monkeypatch.delitem(sys.modules, "mtcheck.english.lemmas")
    fresh = import_module("mtcheck.english.lemmas")
    assert fresh.lemma("House", "NN") == "house"
    with pytest.raises(ImportError):
        fresh.lemma("houses", "NNS")


@pytest.mark.parametrize(
    ("word", "word_class", "expected"),
    [("devouring", None, True), ("jarelgovia", None, False), ("House", "NOUN", True), ("underwent", "NOUN", False)],
)
def test_known(word, word_class, expected):
    assert known(word, word_class) is expected
