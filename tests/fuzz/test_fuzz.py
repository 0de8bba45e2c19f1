"""Twenty thousand awkward inputs through all that mtcheck does; ``python -m tests.fuzz.run`` does it for a million."""

import gc
import os
import sys
from itertools import islice

import pytest

from tests.fuzz import run
from tests.fuzz.inputs import FORMATS, texts

INPUTS = int(os.environ.get("MTCHECK_FUZZ_INPUTS", "20000"))
SEEDS = range(1, 1 + -(-INPUTS // run.SLICE))


def test_the_same_seed_gives_the_same_texts():
    assert list(islice(texts(3), 50)) == list(islice(texts(3), 50))
    assert {format_ for format_, _ in islice(texts(3), 200)} == set(FORMATS)


@pytest.fixture(scope="module", autouse=True)
def _worker():
    """Let go of the checkers when the last of these tests has run."""
    yield
    run.Worker.end()
    gc.unfreeze()


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_breaks(seed):
    inputs = min(run.SLICE, INPUTS - (seed - 1) * run.SLICE)
    part = run.part(seed, inputs, until=float("inf"))
    assert part.faults == ()
    assert part.done >= inputs


@pytest.mark.processes
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_the_command_runs_them_in_processes_and_counts(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["run", "--inputs", "20", "--processes", "1"])
    assert run.main() == 0
    assert capsys.readouterr().out.endswith("faults: none\n")
    monkeypatch.setattr(run, "faults", lambda *_, **__: ["slow: 9 s"])
    assert run.main() == 1
    assert "slow: 9 s | 1.0 " in capsys.readouterr().out
