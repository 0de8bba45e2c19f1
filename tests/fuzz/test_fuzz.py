"""Twenty thousand awkward inputs through all that mtcheck does; ``python -m tests.fuzz.run`` does it for a million."""

import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from tests.fuzz.inputs import FORMATS, texts

ROOT = Path(__file__).parents[2]
INPUTS = int(os.environ.get("MTCHECK_FUZZ_INPUTS", "20000"))
SECONDS = 55


def test_the_same_seed_gives_the_same_texts():
    assert list(islice(texts(3), 50)) == list(islice(texts(3), 50))
    assert {format_ for format_, _ in islice(texts(3), 200)} == set(FORMATS)


@pytest.mark.processes
def test_nothing_breaks(cache_folder):
    """Run for less than a minute with start and end: a slow machine gets through fewer inputs, and says how many."""
    command = [sys.executable, "-m", "tests.fuzz.run", "--inputs", str(INPUTS), "--seconds", str(SECONDS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    print(done.stdout.splitlines()[-1] if done.stdout else done.stderr)  # noqa: T201  (pytest -rA shows it)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
