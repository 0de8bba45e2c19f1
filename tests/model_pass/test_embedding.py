"""Embeddings are the same wherever they are kept."""

import numpy as np
import pytest

from mtcheck.passes.model.embedding import Embedding

TOKENS = 20_000


@pytest.fixture
def embedding(tmp_path):
    rng = np.random.default_rng(1)
    np.save(tmp_path / "embedding.npy", rng.integers(0, 255, (TOKENS, 2, 4), np.uint8))
    np.save(tmp_path / "scales.npy", rng.random((TOKENS, 2), np.float32))
    return Embedding(tmp_path)


@pytest.mark.parametrize("held", [[], [7], [0, 8191, 8192, TOKENS - 1], [5, 3, 5, 16_384, 4]])
@pytest.mark.parametrize("asked", [[], [7], [3, 5, 5, 9000], [8192, 0, TOKENS - 1], [4, 16_384, 3]])
def test_held_rows_are_those_of_the_file(embedding, held, asked):
    before = embedding.rows(asked)
    embedding.hold(np.array(held, np.int64))
    assert before.shape == (len(asked), 8)
    assert np.array_equal(embedding.rows(asked), before)


def test_a_row_is_its_numbers_around_the_middle_times_their_scale(tmp_path):
    np.save(tmp_path / "embedding.npy", np.array([[[128, 130], [127, 128]]], np.uint8))
    np.save(tmp_path / "scales.npy", np.array([[0.5, 2.0]], np.float32))
    embedding = Embedding(tmp_path)
    assert (len(embedding), embedding.rows([0]).tolist()) == (1, [[0.0, 1.0, -2.0, 0.0]])
