"""A text of a million lines."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.processes
LINES = 1_000_000
RULE = "repetition.doubled-function-word"
FAULTY = "We saw the the talks."


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    """A text of a million lines with a fault on the last of them, too long for the limit that holds by default."""
    path = tmp_path_factory.mktemp("long") / "long.txt"
    path.write_text("It rained.\n" * (LINES - 1) + FAULTY)
    return path


def check(path, *options):
    command = [sys.executable, "-m", "mtcheck", "check", str(path), "--grammar", "off", "--format", "json", *options]
    done = subprocess.run([*command, "--no-cache"], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, json.loads(done.stdout)


def test_it_is_refused_by_its_size(long):
    code, data = check(long)
    assert (code, data["findings"]) == (2, [])
    ((problem,),) = [data["problems"]]
    assert "max-bytes" in problem["message"]


def test_within_a_raised_limit_it_is_checked_to_its_last_line(long, tmp_path):
    settings = tmp_path / "mtcheck.toml"
    settings.write_text(f"max-bytes = {20 * LINES}\nonly = ['{RULE}']\n")
    code, data = check(long, "--config", str(settings))
    assert (code, data["problems"]) == (1, [])
    assert [(one["line"], one["column"], one["rule"]) for one in data["findings"]] == [(LINES, 8, RULE)]
