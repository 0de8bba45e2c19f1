"""What each family proposes for a sentence."""

import pytest

from mtcheck.document import Document
from mtcheck.passes.model.edits import Edit, change
from mtcheck.passes.model.families import FAMILIES
from mtcheck.passes.model.passage import passages
from mtcheck.rulelang.propose import Propose

from .tiny import Blank

CASES = [
    ("exchange", {"sets": [["in", "on", "at"]]}, "We met in Rome.", ["We met on Rome.", "We met at Rome."]),
    ("exchange", {"sets": [["in", "on", "at"]], "never": [["in", "at"]]}, "We met in Rome.", ["We met on Rome."]),
    ("exchange", {"of": ["not"], "to": ["on", "not"]}, "It is not Monday.", ["It is on Monday."]),
    ("exchange", {"sets": [["he", "it"]]}, "He rained.", ["It rained."]),
    ("exchange", {"sets": [["may", "can"]]}, "We left in May.", []),
    ("insert", {"to": ["the"], "tags": ["NN"]}, "He opened window.", ["He opened the window."]),
    ("insert", {"to": ["a", "an"], "tags": ["NN"]}, "He had accident.", ["He had an accident."]),
    ("insert", {"to": ["the"], "tags": ["NN"]}, "It was a cat.", []),
    ("insert", {"to": ["the"], "tags": ["NN"]}, "Government has fallen.", []),
    ("insert", {"to": ["a"], "opening": ["the"], "tags": ["NN"]}, "Government has fallen.", ["The government has fallen."]),
    ("insert", {"to": ["who"], "opening": ["it", "I"], "tags": ["VB"]}, "Was late.", ["It was late.", "I was late."]),
    ("exchange", {"instead": {"stop": ["for", "to"]}}, "He came stop me.", ["He came for me.", "He came to me."]),
    ("exchange", {"instead": {"stop": ["for"]}}, "He came for me.", []),
    ("drop", {"of": ["the"]}, "He went the home.", ["He went home."]),
    ("drop", {"of": ["the"]}, "The cat left us.", ["Cat left us."]),
    ("drop", {"of": ["the"]}, "The “cat” left us.", []),
    ("double", {}, "He went to to Rome.", ["He went to Rome."]),
    ("form", {"tags": ["NN"]}, "He saw two bridge.", ["He saw two bridged.", "He saw two bridges.", "He saw two bridging."]),
    ("form", {"tags": ["JJ"]}, "The sharp rise.", ["The sharply rise."]),
    ("swap", {}, "a house old stood", ["house a old stood", "a old house stood", "a house stood old"]),
    ("compound", {}, "The department of police said so.", ["The police department said so."]),
    ("compound", {}, "The price of the tickets rose.", ["The tickets price rose.", "The ticket price rose."]),
    ("lower", {}, "He saw the Bridge again.", ["He saw the bridge again."]),
    ("upper", {}, "He saw rome.", ["He Saw rome.", "He saw Rome."]),
    ("join", {}, "It was any where else.", ["It was anywhere else."]),
    ("split", {}, "He took allof it.", ["He took all of it."]),
]  # fmt: skip


def proposed(how, card, text):
    document = Document.of(text)
    (passage,) = passages(document, Blank())
    propose = Propose(how=how, **card)
    found = [one for word in range(len(passage.tokens)) for one in FAMILIES[how](propose, passage, word)]
    return passage, found


@pytest.mark.parametrize(("how", "card", "text", "wanted"), CASES)
def test_proposals(how, card, text, wanted):
    _, found = proposed(how, card, text)
    assert [text[: one.start] + one.text + text[one.end :] for one in found] == wanted


def test_a_word_is_moved_two_to_four_places():
    _, found = proposed("move", {}, "she always has lived here")
    edited = [
        "she always has lived here"[: one.start] + one.text + "she always has lived here"[one.end :] for one in found
    ]
    assert "she has lived always here" in edited
    assert len(set(edited)) == len(edited)


def test_a_negation_stays_where_it_is():
    _, found = proposed("move", {}, "they meet here not today")
    text = "they meet here not today"
    edited = [text[: one.start] + one.text + text[one.end :] for one in found]
    assert "they today meet here not" in edited
    assert "they not meet here today" not in edited


@pytest.mark.parametrize(("how", "card", "text"), [case[:3] for case in CASES if case[3]])
def test_the_change_in_tokens_is_the_change_in_text(how, card, text):
    model = Blank()
    (passage,) = passages(Document.of(text), model)
    for one in (
        one for word in range(len(passage.tokens)) for one in FAMILIES[how](Propose(how=how, **card), passage, word)
    ):
        tokens = change(Edit(*one, "model.x", 0), passage, model)
        whole = (*passage.reading.tokens[: tokens.low], *tokens.new, *passage.reading.tokens[tokens.high :])
        (again,) = passages(Document.of(text[: one.start] + one.text + text[one.end :]), model)
        assert whole == again.reading.tokens
