"""Tokens of a piece: Gemma's are made without the tokenizers library, and are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("tokenizers")
pytest.importorskip("gguf")

from mtcheck.passes.model import encoding, vocabulary
from mtcheck.passes.model.weights import Weights

from .tiny import WORDS, write_gguf


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gemma3")
    library = vocabulary.tokenizer(Weights(write_gguf(folder / "tiny.gguf", "gemma3")))
    library.save(str(folder / "tokenizer.json"))
    return library, encoding.opened(folder / "tokenizer.json", gemma=True)


PIECES = st.one_of(
    st.text(alphabet=" theacdogsrntiwmpk.\n", max_size=30), st.lists(st.sampled_from(WORDS)).map(" ".join), st.text()
)


@given(PIECES)
def test_tokens_are_those_of_the_library(both, piece):
    library, own = both
    assert own.encode(piece) == tuple(library.encode(piece, add_special_tokens=False).ids)


@pytest.mark.parametrize(
    ("tokens", "piece", "parts"),
    [
        (["a", "b", "ab", "ba", "aba"], "abab", ["ab", "ab"]),
        (["a", "b", "ba", "ab", "aba"], "abab", ["aba", "b"]),
        (["a", "aa", "aaa"], "aaaaa", ["aa", "aaa"]),
        (["▁", "a", "▁a"], " a a", ["▁a", "▁a"]),
        (["\n", "\n\n"], "\n\n", ["\n", "\n"]),
        (["a", "<0xC3>", "<0xA9>", "aé"], "aé", ["a", "<0xC3>", "<0xA9>"]),
        (["a", "<0xC3>"], "aé", ["a"]),
        (["<0xED>", "<0xA0>", "<0x80>"], "\ud800", ["<0xED>", "<0xA0>", "<0x80>"]),
        ([], "", []),
    ],
)
def test_neighbours_join_in_the_order_of_the_tokens(tokens, piece, parts):
    own = encoding.Pieces({token: number for number, token in enumerate(tokens)})
    assert [tokens[number] for number in own.encode(piece)] == parts
