"""Fitting a model from end to end, as the command does it: a tiny model with random weights, a few good texts."""

import json

import pytest

pytest.importorskip("onnxruntime")
pytest.importorskip("onnx")

from click.testing import CliRunner

from mtcheck.cli.main import main
from mtcheck.passes.model import fitting, install, store

from .tiny import write_gguf

GOOD = (
    "The dog ran to the park with a cat. A man of the town has seen it on Monday, and he was told of it by his wife. "
    "They have bought the old house in a village near the river, since the town is too loud for them.\n"
)


@pytest.fixture
def model(monkeypatch, tmp_path):
    monkeypatch.setenv("MTCHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(fitting, "LEAST_WORDS", 150)
    return install.install_file(write_gguf(tmp_path / "tiny.gguf"), "mine")


def calibrate(folder, texts):
    files = []
    for number, text in enumerate(texts):
        files.append(folder / f"{number}.txt")
        files[-1].write_text(text)
    return CliRunner().invoke(main, ["model", "calibrate", "--name", "mine", *map(str, files)])


def test_a_model_of_ones_own_is_fitted_and_used(model, tmp_path):
    done = calibrate(tmp_path, [GOOD] * 4)
    assert done.exit_code == 0, done.output
    assert "the model mine asks for a probability of: " in done.stdout
    decision = store.find("mine").decision()
    assert decision.thresholds["precise"] >= decision.thresholds["balanced"] >= decision.thresholds["thorough"] >= 0.5
    assert {"always", "gain", "company"} <= set(decision.weights)
    checked = tmp_path / "text.txt"
    checked.write_text(GOOD)
    run = CliRunner().invoke(main, ["check", str(checked), "--model", "--no-cache", "--format", "json"])
    assert run.exit_code in {0, 1}, run.output
    assert f"decision {decision.version}" in json.loads(run.stdout)["summary"]["signature"]


def test_the_same_texts_fit_the_same_numbers(model, tmp_path):
    calibrate(tmp_path, [GOOD] * 4)
    first = model.decision_file.read_bytes()
    calibrate(tmp_path, [GOOD] * 4)
    assert model.decision_file.read_bytes() == first


@pytest.mark.parametrize("texts", [[GOOD] * 3, ["Too short.\n"] * 4])
def test_too_few_texts_are_refused(model, tmp_path, texts):
    done = calibrate(tmp_path, texts)
    assert done.exit_code == 2
    assert "are too few" in done.stderr
    assert not model.decision_file.exists()
