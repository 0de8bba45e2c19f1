import pytest

from mtcheck.document.roundtrip.words import fold, read
from mtcheck.run.selftest import document


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organiser", "organizer"),
        ("honour", "honor"),
        ("defence", "defense"),
        ("programme", "program"),
        ("storey", "story"),
        ("travelled", "traveled"),
        ("aluminium", "aluminum"),
        ("12,000", "12000"),
        ("bn", "billion"),
        ("£", "pound"),
        ("USA", "US"),
        ("Mr.", "Mr"),
        ("“", '"'),
        ("’s", "'s"),
    ],
)
def test_spellings_of_one_word_have_one_key(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("four", "hour"), ("£", "€"), ("1.5", "15"), ("house", "home"), ("rise", "size")]
)
def test_other_words_keep_their_keys_apart(one, other):
    assert fold(one) != fold(other)


def test_words_know_their_places():
    doc = document("The ships left.\n\nThey’ve 2,500 crew.", "plain")
    for sentence in read(doc):
        for word in sentence:
            assert doc.prose[word.start : word.end] == word.text
