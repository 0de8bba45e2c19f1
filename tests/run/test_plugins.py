"""Another package adds a pass, a check and a rule pack by being installed, and by nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PLUGIN = Path(__file__).parent / "plugin"
TEXT = "It was REALLY good!! We came on tuesday.\n"
CODE = """
import json, sys, mtcheck
with mtcheck.Checker(**json.loads(sys.argv[2])) as checker:
    print(json.dumps([one.rule for one in checker.check(sys.argv[1])]))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Build the package and install it into a folder of its own."""
    folder = tmp_path_factory.mktemp("plugin")
    pip = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(PLUGIN)], check=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", str(folder / "site"), str(wheel)], check=True)
    return folder / "site"


def rules(site, **settings):
    environment = os.environ | {"PYTHONPATH": str(site)}
    words = [sys.executable, "-c", CODE, TEXT, json.dumps(settings)]
    return subprocess.run(words, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.processes
@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"passes": []}, ["shouting.capitals", "names.lc-day-month"]),
        ({"passes": ["shouting"]}, ["shouting.capitals", "shouting.marks", "names.lc-day-month"]),
        ({"passes": ["shouting"], "ignore": ["shouting", "names"]}, []),
        ({"passes": ["shouting"], "ignore": ["shouting.marks"]}, ["shouting.capitals", "names.lc-day-month"]),
    ],
)
def test_what_it_adds_is_run_and_chosen_like_all_else(installed, settings, expected):
    done = rules(installed, **settings)
    assert done.stderr == ""
    assert json.loads(done.stdout) == expected


@pytest.mark.processes
def test_its_examples_are_run_by_selftest(installed):
    words = [sys.executable, "-m", "mtcheck", "selftest", str(installed / "shouting" / "rules")]
    done = subprocess.run(
        words, env=os.environ | {"PYTHONPATH": str(installed)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 rule" in done.stdout
