"""Round trips beside their sources: which edits bring a sentence nearer, and of which nobody can tell."""

import pytest

from mtcheck.core.model import Span
from mtcheck.passes.model.pairs import Paired, distance


@pytest.mark.parametrize(
    ("machine", "person", "old", "new", "agrees"),
    [
        ("He waits stop the bus.", "He waits for the bus.", "stop", "for", True),
        ("He waits stop the bus.", "He waits for the bus.", "stop", "on", None),
        ("He waits stop the bus.", "He waits for the bus.", "the", "a", False),
        ("He waits stop the bus.", "He waits for the bus.", " the", "", None),
        ("He waits stop the bus.", "He waits for the bus.", " waits", "", False),
        ("The Iceland is cold.", "Iceland is cold.", "The Iceland", "Iceland", True),
        ("He opened window.", "He opened the window.", "window", "the window", True),
        (
            "In the Department of Police.",
            "In the Police Department.",
            "Department of Police",
            "Police Department",
            True,
        ),
        ("The cat sat.", "The cat sat.", "sat", "sits", False),
    ],
)
def test_an_edit_is_right_if_it_brings_the_sentence_nearer(machine, person, old, new, agrees):
    paired = Paired.of([("One.", "One."), (machine, person)])
    start = paired.text.index(old, 5)
    assert paired.agrees(Span(start, start + len(old)), new) is agrees


def test_sentences_make_paragraphs_and_keep_their_places():
    paired = Paired.of((f" Sentence {number}. ", "x") for number in range(6))
    assert paired.text == ("Sentence 0. Sentence 1. Sentence 2. Sentence 3.\n\nSentence 4. Sentence 5.")
    assert [pair.place.of(paired.text) for pair in paired.pairs] == [f"Sentence {number}." for number in range(6)]
    assert paired.agrees(Span(8, 14), "") is None


@pytest.mark.parametrize(
    ("one", "other", "words"), [("", "", 0), ("a b c", "a c", 1), ("a b", "b a", 2), ("", "a b", 2), ("a", "b", 1)]
)
def test_distance(one, other, words):
    assert distance(one.split(), other.split()) == words == distance(other.split(), one.split())
