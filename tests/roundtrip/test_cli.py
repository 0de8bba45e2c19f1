import json

import pytest
from click.testing import CliRunner

from mtcheck.cli import main

ORIGINAL = "The town lost its school. Nobody saw the ship leave the harbour.\n"
SAME = "The town lost its school. Nobody saw the ship leave the harbor.\n"
BACK = "The town lost his school. Anybody saw the ship leave the harbour.\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    for name, text in (("original.txt", ORIGINAL), ("same.txt", SAME), ("back.txt", BACK)):
        (tmp_path / name).write_text(text)
    (tmp_path / "original.md").write_text(
        "# A school\n\nThe town lost its *school*. Nobody saw the ship leave the harbour.\n"
    )
    (tmp_path / "titled.txt").write_text("A school\n\n" + BACK)
    (tmp_path / "other.txt").write_text("Rain fell on the hills for nine days.\n")
    (tmp_path / "many.jsonl").write_text('{"target": "One."}\n{"target": "Two."}\n')
    runner = CliRunner()

    def one(*words, stdin=None):
        return runner.invoke(main, ["roundtrip", *words, "--grammar", "off"], input=stdin, catch_exceptions=False)

    return one


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["original.txt", "same.txt"], 0),
        (["original.txt", "back.txt"], 1),
        (["original.txt", "back.txt", "--ignore", "roundtrip.negation", "--fail-on", "critical"], 0),
        (["none.txt", "back.txt"], 2),
        (["original.txt", "none.txt"], 2),
        (["original.txt", "other.txt"], 2),
        (["original.txt", "many.jsonl"], 2),
        (["original.txt"], 2),
        (["-", "-"], 2),
    ],
)
def test_exit_codes(run, words, code):
    assert run(*words).exit_code == code


def rows(result):
    found = [json.loads(line) for line in result.stdout.splitlines()]
    return [(row["rule"], row["line"], row["text"], row["suggestions"]) for row in found if row["type"] == "finding"]


EXPECTED = [("roundtrip.pronoun", "his", ["its"]), ("roundtrip.negation", "Anybody", ["Nobody"])]


def test_findings_come_with_the_words_of_the_original(run):
    found = rows(run("original.txt", "back.txt", "--format", "jsonl"))
    assert found == [(rule, 1, text, fixes) for rule, text, fixes in EXPECTED]


def test_rules_can_be_taken_out(run):
    found = rows(run("original.txt", "back.txt", "--format", "jsonl", "--ignore", "roundtrip"))
    assert not [rule for rule, *_ in found if rule.startswith("roundtrip.")]


def test_the_original_may_have_another_format(run):
    found = rows(run("original.md", "titled.txt", "--format", "jsonl"))
    assert found == [(rule, 3, text, fixes) for rule, text, fixes in EXPECTED]


def test_the_text_may_be_standard_input(run):
    assert len(rows(run("original.txt", "-", "--format", "jsonl", stdin=BACK))) == 2


def test_a_text_that_is_not_the_originals_is_a_problem(run):
    result = run("original.txt", "other.txt")
    assert "have no counterpart; is the first file its original?" in result.stdout


def test_a_file_of_many_texts_is_refused(run):
    assert "many.jsonl: holds 2 texts" in run("original.txt", "many.jsonl").stderr


def test_reports_are_written(run, tmp_path):
    run("original.txt", "back.txt", "-o", "report.json")
    assert len(json.loads((tmp_path / "report.json").read_text())["findings"]) == 2
