"""What a word is by the dictionary and the lexicon together."""

import pytest

from mtcheck.english.features import features


@pytest.mark.parametrize(
    ("word", "has", "lacks"),
    [
        ("template", "verb", "only-verb"),  # the inflection tables know it as a verb alone, WordNet as a noun
        ("merge", "only-verb", "noun"),
        ("happy", "adjective", "noun"),
        ("quickly", "only-adverb", "adjective"),
        ("offer", "noun-or-verb", "only-noun"),
    ],
)
def test_classes_of_the_dictionary(word, has, lacks):
    found = features(word, word, "NN")
    assert (has in found, lacks in found) == (True, False)
