"""Changed text only, in real git repositories."""

import json
import subprocess

import pytest
from click.testing import CliRunner

from mtcheck.cli import main

pytestmark = pytest.mark.processes

BAD = "The talks. with the unions resume on Tuesday."
WORSE = "The mayor. of the town went home."
GOOD = "Nobody knows why."


@pytest.fixture
def repo(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def git(*words):
        identity = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *identity, *words], check=True, capture_output=True)

    git("init", "-q")
    (tmp_path / "a.txt").write_text(f"{GOOD} {BAD}\n")
    git("add", ".")
    git("commit", "-qm", "one")
    return git


def texts(*words):
    result = CliRunner().invoke(
        main, ["check", "--grammar", "off", "--format", "jsonl", *words], catch_exceptions=False
    )
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    return [(row["file"], row["line"], row["text"]) for row in rows if row["type"] == "finding"], result


def test_only_findings_in_changed_sentences(repo, tmp_path):
    (tmp_path / "a.txt").write_text(f"{GOOD} {BAD} {WORSE}\n")
    (tmp_path / "new.txt").write_text(f"{WORSE}\n")
    assert [line for line, *_ in texts("a.txt")[0]] == ["a.txt", "a.txt"]
    found, _ = texts("a.txt", "new.txt", "--diff", "HEAD")
    assert found == [("a.txt", 1, "."), ("new.txt", 1, ".")]


def test_rewrapping_and_moving_is_no_change(repo, tmp_path):
    (tmp_path / "a.txt").write_text(f"{BAD}\n\n{GOOD}\n")
    assert texts("a.txt", "--diff", "HEAD")[0] == []


def test_staged_text_is_read_from_the_index(repo, tmp_path):
    (tmp_path / "a.txt").write_text(f"{GOOD} {BAD} {WORSE}\n")
    repo("add", "a.txt")
    (tmp_path / "a.txt").write_text(f"{GOOD}\n")
    (tmp_path / "unstaged.txt").write_text(f"{WORSE}\n")
    assert texts("--staged")[0] == [("a.txt", 1, ".")]
    repo("commit", "-qm", "two")
    assert texts("--staged")[0] == []


def test_records_are_compared_by_their_targets(repo, tmp_path):
    row = json.dumps({"id": 1, "target": BAD})
    (tmp_path / "r.jsonl").write_text(row + "\n")
    repo("add", ".")
    repo("commit", "-qm", "two")
    (tmp_path / "r.jsonl").write_text(row + "\n" + json.dumps({"id": 2, "target": WORSE}) + "\n")
    assert texts("r.jsonl", "--diff", "HEAD")[0] == [("r.jsonl", 2, ".")]


@pytest.mark.parametrize("words", [["a.txt", "--diff", "nosuchrev"], ["a.txt", "--diff", "--output=x"]])
def test_a_revision_that_is_none_stops(repo, words):
    result = texts(*words)[1]
    assert result.exit_code == 2


def test_no_repository_stops(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(BAD)
    result = texts("a.txt", "--diff", "HEAD")[1]
    assert result.exit_code == 2
    assert "not a git repository" in result.stderr
