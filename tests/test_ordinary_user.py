"""The command as run by a user without rights: a home that cannot be written, files that cannot be read, strangers' caches.

Each test starts the real command as the user nobody. To become nobody takes root; elsewhere these tests are skipped.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import sysconfig
import tempfile
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from mtcheck.core.settings import Config
from mtcheck.input.reading import Text
from mtcheck.run.cache import default_path
from mtcheck.run.whole import run

ROOT = Path(__file__).parents[1]
NOBODY = 65534
pytestmark = [
    pytest.mark.processes,
    pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another user"),
]
PROGRAM = """
import os, sys
sys.path[:] = {path!r}
for one in [one for one in sys.modules.values() if hasattr(one, "__path__")]:
    one.__path__ = [folder.replace({own!r}, {copy!r}) for folder in one.__path__]
os.setgroups([])
os.setgid({user})
os.setuid({user})
from mtcheck.cli.main import main
main()
"""
FAULTY = "We saw the the talks. with him.\n"


@contextmanager
def open_folder():
    """Make a folder that all can enter; those of pytest are closed to others by the next session that starts."""
    with tempfile.TemporaryDirectory() as made:
        os.chmod(made, 0o755)
        yield Path(made)


@pytest.fixture
def home():
    """A home of root's that nobody can look into and not write, with a text that all may read."""
    with open_folder() as folder:
        (folder / "a.txt").write_text(FAULTY)
        (folder / ".git").mkdir()
        yield folder


@pytest.fixture(scope="module")
def nobody():
    """Return how to run the command as the user nobody; Python's own modules may lie where only root can look."""
    own, left_out = sysconfig.get_path("stdlib"), ("site-packages", "test", "tests", "config-*")
    with open_folder() as folder:
        copy = folder / "lib"
        shutil.copytree(own, copy, ignore=shutil.ignore_patterns(*left_out))
        path = [ROOT, copy, copy / "lib-dynload", sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
        program = PROGRAM.format(path=list(map(str, path)), own=own, copy=str(copy), user=NOBODY)

        def run_as_nobody(home, *arguments, **environment):
            env = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1", **environment}
            command = [sys.executable, "-c", program, *arguments]
            return subprocess.run(command, cwd=home, env=env, capture_output=True, text=True, check=False)

        if (done := run_as_nobody(folder, "--version")).returncode:
            pytest.skip(f"the checkout or its libraries cannot be read by others: {done.stderr[-300:]}")
        yield run_as_nobody


def findings(result):
    return [one["rule"] for one in json.loads(result.stdout)["findings"]]


CHECK = ("check", "--grammar", "off", "--format", "json")


def test_a_home_that_cannot_be_written_costs_nothing_but_time(home, nobody):
    before = sorted(home.rglob("*"))
    result = nobody(home, *CHECK, "a.txt")
    assert (result.returncode, result.stderr) == (1, "")
    assert findings(result)
    assert sorted(home.rglob("*")) == before


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_checked(home, nobody):
    (home / "secret.txt").write_text(FAULTY)
    (home / "secret.txt").chmod(0o600)
    (home / "closed").mkdir(mode=0o700)
    (home / "closed" / "b.txt").write_text(FAULTY)
    result = nobody(home, *CHECK, ".")
    data = json.loads(result.stdout)
    assert result.returncode == 2
    assert {one["file"] for one in data["findings"]} == {"a.txt"}
    said = " ".join(f"{one['file']} {one['message']}" for one in data["problems"])
    assert "secret.txt" in said
    assert "closed" in said
    assert "Traceback" not in result.stderr
    alone = nobody(home, *CHECK, "secret.txt")
    assert alone.returncode == 2
    assert "Permission denied" in alone.stdout + alone.stderr


def test_settings_that_cannot_be_read_stop_the_run(home, nobody):
    (home / "mtcheck.toml").write_text("ignore = ['repetition']\n")
    (home / "mtcheck.toml").chmod(0o600)
    result = nobody(home, *CHECK, "a.txt")
    assert result.returncode == 2
    assert "mtcheck.toml" in result.stderr
    assert "Traceback" not in result.stderr


def test_what_cannot_be_written_is_left_alone_and_said(home, nobody):
    result = nobody(home, "fix", "--write", "--grammar", "off", "a.txt")
    assert result.returncode == 2
    assert "a.txt" in result.stderr
    assert "Traceback" not in result.stderr
    assert (home / "a.txt").read_text() == FAULTY
    report = nobody(home, *CHECK, "a.txt", "--output", "report.json")
    assert report.returncode == 2
    assert "report.json" in report.stderr


@pytest.mark.parametrize("mode", [0o700, 0o755, 0o777])
def test_a_cache_of_another_owner_is_not_believed(home, nobody, mode):
    cache = home / "cache"
    clean = nobody(home, *CHECK, "a.txt")
    run([Text("a.txt", FAULTY, "plain")], Config(grammar="off"), cache / default_path().name)
    with sqlite3.connect(cache / default_path().name) as base:  # root says that the text is clean
        base.execute("UPDATE found SET data = ?", (msgspec.msgpack.encode([5, []]),))
    for one in (cache, *cache.iterdir()):
        one.chmod(mode)
    before = {one.name: one.read_bytes() for one in cache.iterdir()}
    result = nobody(home, *CHECK, "a.txt", MTCHECK_CACHE_DIR=str(cache))
    assert (result.returncode, result.stdout) == (clean.returncode, clean.stdout)
    assert {one.name: one.read_bytes() for one in cache.iterdir() if one.name in before} == before


def test_an_own_cache_is_used(home, nobody):
    cache = home / "cache"
    cache.mkdir(mode=0o700)
    os.chown(cache, NOBODY, NOBODY)
    first = nobody(home, *CHECK, "a.txt", MTCHECK_CACHE_DIR=str(cache))
    assert (cache / default_path().name).stat().st_uid == NOBODY
    assert nobody(home, *CHECK, "a.txt", MTCHECK_CACHE_DIR=str(cache)).stdout == first.stdout


@pytest.mark.parametrize(
    "make",
    [
        "CREATE TABLE found (key TEXT, words INTEGER)",
        "CREATE TABLE found (key BLOB PRIMARY KEY, used REAL, data BLOB, more TEXT NOT NULL)",
        "CREATE VIEW found AS SELECT 1 AS key",
        "PRAGMA user_version = 99",
    ],
)
def test_a_cache_of_another_version_costs_nothing_but_time(tmp_path, make):
    path = tmp_path / "cache" / default_path().name
    path.parent.mkdir(mode=0o700)
    with sqlite3.connect(path) as base:
        base.execute(make)
    path.chmod(0o600)
    text = [Text("a.txt", FAULTY, "plain")]
    config = Config(grammar="off")
    assert run(text, config, path) == run(text, config)
    assert run(text, config, path) == run(text, config)
