"""Converting and running decoders: what is remembered gives the same numbers as reading everything again."""

import numpy as np
import pytest

pytest.importorskip("onnxruntime")
pytest.importorskip("onnx")

from mtcheck.passes import Unavailable
from mtcheck.passes.model.convert import convert
from mtcheck.passes.model.runtime import STRANGE, Branch, LanguageModel

from .tiny import WORDS, write_gguf


@pytest.fixture(scope="module", params=["llama", "gemma3"])
def model(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    convert(write_gguf(folder / "tiny.gguf", request.param), folder)
    return LanguageModel(folder, threads=1)


def tokens(model, text):
    return (model.card.start, *(token for word in text.split() for token in model.encode(f" {word}")))


def test_words_are_single_tokens(model):
    assert {word for _, word in model.words()} >= set(WORDS)
    assert all(len(model.encode(f" {word}")) == 1 for word in WORDS)


def test_every_row_is_a_distribution(model):
    reading = model.read(tokens(model, "the cat sat on the mat"))
    assert np.allclose(np.exp(reading.every).sum(axis=1), 1, atol=1e-4)
    assert len(reading.scores) == len(reading.tokens)
    assert reading.scores[0] == 0


def test_what_follows_changes_nothing_before(model):
    short, long = (model.read(tokens(model, text)) for text in ("the cat sat", "the cat sat on the mat"))
    assert np.allclose(short.scores, long.scores[: len(short.scores)], atol=1e-4)


def test_of_a_context_nothing_is_asked_but_what_follows_it(model):
    text = tokens(model, "the cat sat on the mat in a park")
    whole, part = model.read(text), model.read(text, 4)
    assert np.allclose(part.scores[4:], whole.scores[4:], atol=1e-4)
    assert not part.scores[:4].any()
    assert len(part.every) == len(text) - 3
    assert np.allclose(part.row(4), whole.row(4), atol=1e-4)
    branch = Branch(5, tokens(model, "dog ran to")[1:])
    assert np.allclose(model.score(part, [branch])[0], model.score(whole, [branch])[0], atol=1e-4)


def test_nearness_is_the_cosine(model):
    (token,) = model.encode(" cat")
    other = model.encode(" dog")[0]
    near = model.nearness(" cat", [token, other])
    assert near[0] == pytest.approx(1, abs=1e-5)
    assert near[1] == pytest.approx(float(model.direction(" cat") @ model.direction(" dog")), abs=1e-5)


@pytest.mark.parametrize("prefix", [1, 2, 4])
def test_a_branch_scores_as_the_whole_text_does(model, prefix):
    base = model.read(tokens(model, "the cat sat on the mat in a park"))
    other = (*base.tokens[:prefix], *tokens(model, "dog ran to")[1:])
    whole = model.read(other)
    (scores,) = model.score(base, [Branch(prefix, other[prefix:])])
    assert np.allclose(scores, whole.scores[prefix + 1 :], atol=1e-4)


def test_branches_do_not_see_each_other(model):
    base = model.read(tokens(model, "the cat sat on the mat"))
    branches = [Branch(2, tokens(model, "dog ran to the park")[1:]), Branch(4, tokens(model, "a dog")[1:])]
    together = model.score(base, branches)
    alone = [model.score(base, [branch])[0] for branch in branches]
    assert all(np.allclose(one, other, atol=1e-4) for one, other in zip(together, alone, strict=True))
    assert [len(one) for one in together] == [4, 1]


def test_no_token_to_score(model):
    base = model.read(tokens(model, "the cat"))
    assert [len(one) for one in model.score(base, [Branch(2, (5,))])] == [0]


def test_a_token_outside_the_scored_vocabulary_is_strange(model):
    model.slots[7], kept = -1, model.slots[7]
    try:
        assert model.read((model.card.start, 7)).scores[1] == STRANGE
    finally:
        model.slots[7] = kept


def test_broken_files(tmp_path):
    (tmp_path / "no.gguf").write_bytes(b"GGUF but not really")
    with pytest.raises(Unavailable, match="not a GGUF file"):
        convert(tmp_path / "no.gguf", tmp_path)
    with pytest.raises(Unavailable, match="cannot be loaded"):
        LanguageModel(tmp_path)


def test_another_architecture_is_refused(tmp_path):
    with pytest.raises(Unavailable, match="'gptx'"):
        convert(write_gguf(tmp_path / "x.gguf", "gptx"), tmp_path)
