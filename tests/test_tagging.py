"""Tests of the tagger: the tags it gives, that NLTK gives the same, and how often they are right."""

import random
import sys
from functools import cache
from importlib import import_module, resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.tag.perceptron import PerceptronTagger  # type: ignore[import-untyped]

from mtcheck.english.tagging import Tagger, load, tag, tag_tokens
from mtcheck.english.tagging.tagger import LANE, Weights, made
from mtcheck.english.tagging.train import Model, pack, read_tagged, train, unpack
from mtcheck.english.tokens import tokenize

DATA = Path(__file__).parents[2] / "shared" / "data"
WEIGHTS = resources.files("mtcheck.english.tagging").joinpath("weights.txt")

SENTENCES = [
    ("She took the train to London.", "PRP VBD DT NN IN NNP ."),
    ("They don’t know what he’s seen.", "PRP VBP RB VB WP PRP VBZ VBN ."),
    ("The company's shares fell 3.5% in 2022.", "DT NN POS NNS VBD CD NN IN CD ."),
    ("I cannot find the key (again).", "PRP MD RB VB DT NN -LRB- RB -RRB- ."),
    ("He has been waiting for more than two hours.", "PRP VBZ VBN VBG IN JJR IN CD NNS ."),
    ("There are three ways to do this.", "EX VBP CD NNS TO VB DT ."),
    ("“We paid $40,” she said.", "`` PRP VBD $ CD , '' PRP VBD ."),
    ("It was a well-known fact.", "PRP VBD DT RB HYPH VBN NN ."),
    ("", ""),
]


@cache
def model() -> Model:
    return unpack(WEIGHTS.read_bytes())


@cache
def nltk_tagger() -> PerceptronTagger:
    return PerceptronTagger.decode_json_obj(model())


def nltk_tags(words: list[str]) -> list[str]:
    return [tag for _, tag in nltk_tagger().tag(words)]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_tags(text: str, expected: str) -> None:
    assert tag_tokens(tokenize(text)) == expected.split()


def vocabulary() -> list[str]:
    known = [feature.removeprefix("i word ") for feature in model()[0] if feature.startswith("i word ")]
    return sorted({*known, *model()[1], *(word.capitalize() for word in known)})


def test_nltk_gives_the_same_tags_to_any_order_of_known_words() -> None:
    words = vocabulary()
    choose = random.Random(7)
    for _ in range(400):
        sentence = choose.choices(words, k=choose.randrange(1, 40))
        assert tag(sentence) == nltk_tags(sentence)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.text(min_size=1, max_size=8), st.sampled_from(["the", "to", "1999", "12", "a-b", "-"]))))
def test_nltk_gives_the_same_tags_to_any_text(words: list[str]) -> None:
    assert tag(words) == nltk_tags(words)


def test_nltk_gives_the_same_tags_to_real_sentences() -> None:
    texts = [text for text, _ in SENTENCES]
    texts.append((resources.files("mtcheck.english.tagging") / "README.md").read_text(encoding="utf-8"))
    for text in texts:
        words = [token.text for token in tokenize(text)]
        assert tag(words) == nltk_tags(words)


def test_a_tie_goes_to_the_last_of_the_alphabet_as_in_nltk() -> None:
    packed = pack({"bias": {"A": 3, "B": 3, "C": -9}}, {}, ["A", "B", "C"])
    assert made(packed).tag(["x"]) == ["B"]
    assert PerceptronTagger.decode_json_obj(unpack(packed)).tag(["x"]) == [("x", "B")]
    assert Tagger(Weights(b""), {}, ["A", "C", "B"]).tag(["x", ""]) == ["C", "C"]


def test_a_full_memo_changes_no_tag(monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = ["Time", "flies", "like", "an", "arrow", ";", "fruit", "flies", "like", "a", "banana", "."]
    expected = tag(sentence)
    monkeypatch.setattr("mtcheck.english.tagging.tagger._LIMIT", 2)
    assert made(WEIGHTS.read_bytes()).tag(sentence) == expected


def test_weights_are_whole_and_small_enough_for_their_lanes() -> None:
    weights = [weight for of_tags in model()[0].values() for weight in of_tags.values()]
    assert all(type(weight) is int for weight in weights)
    assert 20 * max(map(abs, weights)) < 2**31


def test_training_is_repeatable_and_learns() -> None:
    sentences = [
        [("dogs", "NNS"), ("bark", "VBP"), (".", ".")],
        [("a", "DT"), ("dog", "NN"), ("barks", "VBZ"), (".", ".")],
    ]
    packed = train(sentences)
    assert packed == train(sentences)
    assert made(packed).tag(["dogs", "bark", "."]) == ["NNS", "VBP", "."]


def test_packing_rounds_and_drops() -> None:
    packed = pack({"b": {"Y": 1.26, "X": 0.01}, "a": {"X": -0.004}}, {"the": "DT"}, {"Y", "X"})
    assert unpack(packed) == ({"b": {"Y": 13}}, {"the": "DT"}, ["X", "Y"])


def test_tagged_data_is_read_in_normal_form(tmp_path: Path) -> None:
    path = tmp_path / "some.tagged"
    path.write_text("It_PRP ’s_VBZ snake_case_NN\n\n", encoding="utf-8")
    assert read_tagged(path) == [[("It", "PRP"), ("'s", "VBZ"), ("snake_case", "NN")]]


def test_tagging_works_where_nltk_cannot_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "nltk"]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delitem(sys.modules, "mtcheck.english.tagging.tagger")
    assert import_module("mtcheck.english.tagging.tagger").tag(["Yes", "."]) == ["UH", "."]


def test_weights_are_the_same_searched_and_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = b"\na\tX 1\nb c\tX 2 Y 3\n"
    for many in (100, 1):
        monkeypatch.setattr("mtcheck.english.tagging.tagger._MANY", many)
        weights = Weights(lines)
        asked = ["a", "b c", "b", "", "d", "b c"]
        assert [weights.of(feature) for feature in asked] == ["X 1", "X 2 Y 3", "", "", "", "X 2 Y 3"]


def test_the_tagger_is_loaded_once() -> None:
    assert load() is load()


@pytest.mark.skipif(not DATA.exists(), reason="the shared treebank is not there")
@pytest.mark.parametrize(("part", "floor"), [("dev", 0.938), ("test", 0.937)])
def test_accuracy(part: str, floor: float) -> None:
    sentences = read_tagged(DATA / f"ud_ewt.{part}.tagged")
    right = total = 0
    for sentence in sentences:
        words = [word for word, _ in sentence]
        tags = tag(words)
        right += sum(given == gold for given, (_, gold) in zip(tags, sentence, strict=True))
        total += len(words)
    assert right / total >= floor


@pytest.mark.skipif(not DATA.exists(), reason="the shared treebank is not there")
def test_nltk_gives_the_same_tags_to_the_treebank() -> None:
    for sentence in read_tagged(DATA / "ud_ewt.test.tagged")[:600]:
        words = [word for word, _ in sentence]
        assert tag(words) == nltk_tags(words)


def test_no_sum_of_weights_leaves_its_lane() -> None:
    largest: dict[str, int] = {}
    for feature, weights in model()[0].items():
        kind = " ".join(feature.split()[:2])
        largest[kind] = max(largest.get(kind, 0), *map(abs, weights.values()))
    assert sum(largest.values()) < 2 ** (LANE - 1)
