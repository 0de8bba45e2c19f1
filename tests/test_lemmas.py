"""Tests of dictionary forms and inflection."""

import subprocess
import sys

import pytest

from mtcheck.lemmas import inflect, lemma

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
    ("’s", "VBZ", "be"),  # noqa: RUF001
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


@pytest.mark.parametrize("word", "take go see write begin be have do make run eat choose fall".split())
@pytest.mark.parametrize("tag", ["VBZ", "VBD", "VBN", "VBG"])
def test_lemma_undoes_inflect(word: str, tag: str) -> None:
    assert lemma(inflect(word, tag), tag) == word


def test_the_library_is_loaded_at_first_use() -> None:
    code = "import sys, mtcheck.lemmas; sys.exit('lemminflect' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
