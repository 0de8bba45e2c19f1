"""Pronouns and what they stand for, and the counts behind collocations."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.checks.animacy import sentences
from mtcheck.checks.antecedent import pronoun_for
from mtcheck.checks.collocations import statistical_pair
from mtcheck.checks.honorifics import honorific_missing
from mtcheck.checks.reference import his_for_thing, thing_as_person
from mtcheck.checks.reference_persons import gender_switch, it_for_person, its_for_person, subject_form_as_object
from mtcheck.document import Document
from mtcheck.english.collocations import Counts, counts, pmi


def document(text):
    return Document.of(text)


def hits(check, text):
    read = document(text)
    return [(hit.span.of(read.prose), hit.fixes[0], hit.slots.get("antecedent")) for hit in check(read)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Mr. Olsen keeps goats.", [("Mr. Olsen", "man")]),
        ("Ingrid Olsen keeps goats.", [("Ingrid Olsen", "woman")]),
        ("Sajjad Tuvik, 41, keeps goats.", [("Sajjad Tuvik", "person")]),
        ("Sajjad Tuvik, a goat farmer, sings.", [("Sajjad Tuvik", "person"), ("a goat farmer", "person")]),
        ("Tuvik sings.", [("Tuvik", "name")]),
        ("The Milk Board met.", [("Milk Board", "body")]),
        ("The raid leader spoke.", [("The raid leader", "person")]),
        ("The raid failed.", [("The raid", "event")]),
        ("The law failed in Norway.", [("The law", "thing"), ("Norway", "place")]),
        ("She met a Norwegian.", [("Norwegian", "person")]),
    ],
)
def test_mentions(text, named):
    read = document(text)
    found = [(one.span.of(read.prose), one.kind) for one in read.memo(sentences)[0].mentions]
    assert found == named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The strike hurt trade. He also split the party.", [("He", "It", "The strike")]),
        ("Prices rose. The union voted because he wanted more.", [("he", "it", "The union")]),
        ("The bridge is old. He was built in 1901.", [("He", "It", "The bridge")]),
        ("The mayor spoke. The strike hurt trade. He also split the party.", []),
        ("Tuvik spoke. The strike hurt trade. He also split the party.", []),
        ("The strike hurt Olsen. He also split the party.", []),
        ("The car slows, and he hid it.", []),
        ("The strike hurt trade. “He lost,” she said.", []),
    ],
)
def test_thing_as_person(text, expected):
    assert hits(thing_as_person, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The village is known for his cheese. It is small.", [("his", "its", "The village")]),
        ("The village thanked the baker for his cheese.", []),
        ("The village, whose mayor left, is known for his cheese.", []),
        ("He came. The village is known for his cheese.", []),
    ],
)
def test_his_for_thing(text, expected):
    assert hits(his_for_thing, text) == expected


@pytest.mark.parametrize(
    ("check", "text", "expected"),
    [
        (it_for_person, "The nun keeps goats. It was born in May.", [("It", "She", "The nun")]),
        (it_for_person, "The nun runs a company. It was born in May.", []),
        (its_for_person, "The sister lost its voice.", [("its", "her", "The sister")]),
        (its_for_person, "The sister left the choir and its voice.", []),
        (subject_form_as_object, "They elected he in May.", [("he", "him", None)]),
        (subject_form_as_object, "They knew he in May had sung.", []),
        (gender_switch, "Mr. Olsen said she kept goats.", [("she", "he", "Mr. Olsen")]),
        (gender_switch, "Mr. Olsen praised Tuvik and said she kept goats.", []),
        (gender_switch, "“Goats,” she said of Mr. Olsen. “Mr. Olsen,” she said.", []),
    ],
)
def test_persons(check, text, expected):
    assert hits(check, text) == expected


def test_honorific_needs_one_bare_name():
    text = "Peter Brask sings. Mr. Brask is old.\n\nBrask sings."
    assert [hit.fixes for hit in honorific_missing(document(text))] == [("Mr. Brask",)]
    assert not list(honorific_missing(document(text + " Brask is rich.")))


PIECES = [
    "he ",
    "He ",
    "his ",
    "it ",
    "It ",
    "Mr. ",
    "The ",
    "raid ",
    "said ",
    ", ",
    ". ",
    "“",
    "”",
    "Peter",
    "\n\n",
    " of ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_spans_lie_in_the_prose(pieces):
    read = document("".join(pieces))
    for check in (thing_as_person, his_for_thing, it_for_person, its_for_person, gender_switch, statistical_pair):
        for hit in check(read):
            assert hit.span.end <= len(read.prose)
            assert hit.span.of(read.prose).strip()


@pytest.mark.parametrize(
    ("joint", "first", "second", "total"), [(20, 40, 100, 10_000), (1, 7, 9, 1_000), (5, 5, 5, 50)]
)
def test_pmi_is_that_of_nltk(joint, first, second, total):
    from nltk.metrics.association import BigramAssocMeasures

    assert math.isclose(pmi(joint, first, second, total), BigramAssocMeasures.pmi(joint, (first, second), total))


def test_loss_is_zero_without_counts():
    table = Counts({"big": 10, "large": 10, "scale": 10}, {"large": {"scale": 8}}, 1)
    assert table.loss("big", "scale", "large", "scale") == 3.0
    assert table.loss("large", "scale", "large", "scale") == 0.0
    assert table.loss("odd", "scale", "large", "scale") == 0.0
    assert table.loss("big", "scale", "big", "oven") == 0.0


def test_every_near_synonym_is_counted_or_harmless():
    table = counts()
    assert table.floor == 6_400_000
    assert table.pair("large", "scale") > 10 * table.floor
    assert table.pair("big", "scale") == 0


@pytest.mark.parametrize(
    ("text", "verb", "tag", "pronoun"),
    [
        ("Ingrid Olsen keeps goats. In May was ill.", "was", "VBD", "she"),
        ("Mr. Olsen keeps goats. Was ill in May.", "Was", "VBD", "he"),
        ("The law is old. However, was never used.", "was", "VBD", "it"),
        ("The farmers met. In May were ill.", "were", "VBD", "they"),
        ("The huts stood empty. In May could burn.", "could", "MD", "they"),
        ("The law is old. The farmers said that are tired.", "are", "VBP", "they"),
        ("The law is old. In May sold a hut to his son.", "sold", "VBD", "he"),
        ("The law is old. In May sold it to his son.", "sold", "VBD", "it"),
        ("The law is old. Added that goats are ill.", "Added", "VBD", "he"),
        ("I keep goats. Could sell one.", "Could", "MD", "I"),
        ("Are ill in May.", "Are", "VBP", "they"),
        ("The farmers met. Ingrid Olsen left. Points out a hut.", "Points", "NNS", "she"),
        ("The law is old. It holds if can't sell huts.", "can't", "MD", "it"),
    ],
)
def test_the_pronoun_for_a_missing_subject(text, verb, tag, pronoun):
    assert pronoun_for(document(text), text.index(verb), verb, tag) == pronoun
