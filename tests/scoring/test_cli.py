"""Scores, gates, comparisons and profiles from the command line, with rules of the test's own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from mtcheck.cli import main
from mtcheck.output.reporters import json_data
from mtcheck.rulelang import loader

SCHEMA = json.loads(json_data.SCHEMA.read_text(encoding="utf-8"))
RULE = """message: Say heavy rain.
why: House style here.
severity: {severity}
category: {category}
betrays: [es, pt]
swap: {{{bad}: {good}}}
examples:
  - {{bad: A {bad} came., fix: A {good} came.}}
  - {{good: Nothing came.}}
"""
RULES = {
    "rain": ("minor", "fluency/punctuation", "hard rain", "heavy rain"),
    "wind": ("major", "fluency/grammar", "hard wind", "high wind"),
}
BAD = "A hard rain came today.\n\nA hard wind came then.\n\n" + "Nothing else came at all, they said.\n\n" * 5
GOOD = BAD.replace("hard rain", "heavy rain").replace("hard wind", "high wind")


ALONE = ["--rules", "packs", "--grammar", "off", "--no-cache"]


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("mtcheck.run.checker.load_rules", lambda config: loader.load(map(Path, config.rules)))
    (tmp_path / ".git").mkdir()
    pack = tmp_path / "packs" / "house"
    pack.mkdir(parents=True)
    for name, (severity, category, bad, good) in RULES.items():
        (pack / f"{name}.yaml").write_text(RULE.format(severity=severity, category=category, bad=bad, good=good))
    (tmp_path / "bad.txt").write_text(BAD)
    (tmp_path / "good.txt").write_text(GOOD)

    def one(*words):
        return CliRunner().invoke(main, [*words], catch_exceptions=False)

    return one


def check(run, *words):
    return run("check", *words, *ALONE)


def summary(run, *words):
    data = json.loads(check(run, *words, "--format", "json").stdout)
    jsonschema.validate(data, SCHEMA)
    return data["summary"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["bad.txt", "--score"], 1),
        (["good.txt", "--score"], 0),
        (["bad.txt", "--max-penalty", "133.4"], 0),
        (["bad.txt", "--max-penalty", "133.3"], 1),
        (["bad.txt", "--min-score", "86.6"], 0),
        (["bad.txt", "--min-score", "86.7"], 1),
        (["bad.txt", "--score=wmt", "--max-penalty", "113.4"], 0),
        (["bad.txt", "--max-penalty", "200", "--min-score", "99"], 1),
        (["bad.txt", "--max-penalty", "200", "--fail-on", "major"], 1),
        (["bad.txt", "--max-penalty", "200", "--fail-on", "critical"], 0),
        (["bad.txt", "none.txt", "--max-penalty", "200"], 2),
        (["bad.txt", "none.txt", "--max-penalty", "1"], 2),
        (["empty.txt", "--max-penalty", "200"], 2),
        (["--score", "bad.txt"], 2),
        (["bad.txt", "--score", "--diff", "HEAD"], 2),
        (["bad.txt", "--min-score", "101"], 2),
    ],
)
def test_gates(run, tmp_path, words, code):
    (tmp_path / "empty.txt").write_text("\n")
    assert check(run, *words).exit_code == code


def test_a_failed_gate_says_why(run):
    result = check(run, "bad.txt", "--max-penalty", "5", "--min-score", "99")
    assert result.stderr.splitlines() == [
        "mtcheck: penalty 133.33 is above --max-penalty 5",
        "mtcheck: score 86.67 is below --min-score 99",
    ]


def test_the_score_in_the_text_report(run):
    lines = check(run, "bad.txt", "--score").stdout.splitlines()[:-1]
    assert lines[0] == "2 findings (1 major, 1 minor), 44.4 per 1,000 words; 45 words in 1 file"
    assert lines[-9].startswith("Score (mqm): 86.7 of 100; penalty 133.3 per 1,000 words (95% 0.0–")
    assert lines[-9].endswith("; 45 words, 7 paragraphs or segments)")
    assert lines[-8:-1] == [
        "  not judged: 0.0% of the words",
        "     111.1  house.wind × 1, as at bad.txt:3:3",
        "      22.2  house.rain × 1, as at bad.txt:1:3",
        "Segments: estimated score 83.8 of 100",
        "      62.0  bad.txt:1 (1 finding)",
        "      62.0  bad.txt:3 (1 finding)",
        "      90.0  bad.txt:5 (0 findings)",
    ]
    assert "|score mqm 0/1/5/25+whole 25|bootstrap 1000:12345" in lines[-1]


def test_the_score_in_the_data(run):
    score = summary(run, "bad.txt", "--score=wmt")["score"]
    assert (score["preset"], score["penalty"], score["quality"], score["words"]) == ("wmt", 113.33, 88.67, 45)
    assert [(cost["rule"], cost["penalty"]) for cost in score["costs"]] == [
        ("house.wind", 111.11),
        ("house.rain", 2.22),
    ]


def test_without_being_asked_for_there_are_no_figures(run):
    assert not {"score", "profile", "against"} & set(summary(run, "bad.txt"))


def test_a_profile_of_little_evidence_names_no_language(run):
    found = summary(run, "bad.txt", "--profile")["profile"]
    assert (found["pointing"], found["rules"], found["languages"]) == (2, 2, [])
    assert "Text language: no hint; 2 findings of 2 rules" in check(run, "bad.txt", "--profile").stdout


def test_what_changes_the_figures_changes_the_signature(run, tmp_path):
    marks = [summary(run, "bad.txt")["signature"], summary(run, "bad.txt", "--score")["signature"]]
    marks += [
        summary(run, "bad.txt", "--score=wmt")["signature"],
        summary(run, "bad.txt", "--accept", "hard rain")["signature"],
    ]
    (tmp_path / "accepted.txt").write_text("hard wind\n")
    (tmp_path / "mtcheck.toml").write_text('accept-files = ["accepted.txt"]\n')
    marks.append(summary(run, "bad.txt")["signature"])
    (tmp_path / "accepted.txt").write_text("hard hail\n")
    marks.append(summary(run, "bad.txt")["signature"])
    (tmp_path / "mtcheck.toml").unlink()
    rule = tmp_path / "packs" / "house" / "rain.yaml"
    rule.write_text(rule.read_text().replace("heavy rain", "much rain"))
    marks.append(summary(run, "bad.txt")["signature"])
    (tmp_path / "packs" / "lists").mkdir()
    (tmp_path / "packs" / "lists" / "own.txt").write_text("word\n")
    marks.append(summary(run, "bad.txt")["signature"])
    assert len(set(marks)) == len(marks)


def test_what_does_not_change_them_does_not(run, tmp_path):
    (tmp_path / "packs").rename(tmp_path / "elsewhere")
    words = ["elsewhere" if word == "packs" else word for word in ALONE]
    marks = {
        json.loads(run("check", "bad.txt", *words, "--format", "jsonl", *more).stdout.splitlines()[-1])["signature"]
        for more in ([], ["--fail-on", "major"], ["--exclude", "x"])
    }
    assert len(marks) == 1


@pytest.mark.processes
def test_the_same_signature_gives_the_same_numbers_in_other_processes_and_any_number_of_them(run, tmp_path):
    rows = [{"id": number, "target": (BAD if number % 3 else GOOD).splitlines()[number % 5]} for number in range(200)]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    words = ["check", "in.jsonl", "bad.txt", "--score", "--profile", "--format", "json", *ALONE]
    outputs = []
    for jobs, seed in (("1", "0"), ("1", "1"), ("2", "2")):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "mtcheck", *words, "--jobs", jobs]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        assert done.returncode == 1, done.stderr
        outputs.append(done.stdout)
    assert outputs[0] == outputs[1] == outputs[2]
    assert json.loads(outputs[0])["summary"]["score"]["penalty"] > 0


def test_compare(run):
    result = run("compare", "good.txt", "bad.txt", *ALONE)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[:3] == [
        "A: good.txt (45 words)",
        "B: bad.txt (45 words)",
        "Per 1,000 words, over 7 pairs of paragraphs or segments:",
    ]
    assert [line.split()[:4] for line in lines[4:10]] == [
        ["penalty", "0.00", "133.33", "+133.33"],
        ["findings", "0.00", "44.44", "+44.44"],
        ["major", "0.00", "22.22", "+22.22"],
        ["minor", "0.00", "22.22", "+22.22"],
        ["fluency/grammar", "0.00", "22.22", "+22.22"],
        ["fluency/punctuation", "0.00", "22.22", "+22.22"],
    ]
    assert "paired bootstrap 1000:12345" in lines[-1]


def test_compare_with_sacrebleu_beside(run, tmp_path):
    result = run("compare", "bad.txt", "good.txt", "-r", "good.txt", "--format", "json", *ALONE)
    data = json.loads(result.stdout)
    jsonschema.validate(data["against"], {"$ref": "#/$defs/against", "$defs": SCHEMA["$defs"]})
    bad, good = (system["metrics"] for system in data["against"]["systems"])
    assert [metric["name"] for metric in good] == ["BLEU", "chrF2", "chrF2++", "TER"]
    assert [good[index]["score"] for index in (1, 3)] == [pytest.approx(100), 0]
    assert bad[1]["score"] < 100
    assert good[1]["p_value"] < 0.2
    assert data["rows"][0]["name"] == "penalty"


def test_compare_says_what_it_cannot(run, tmp_path):
    (tmp_path / "folder").mkdir()
    assert run("compare", "bad.txt", "folder", *ALONE).exit_code == 2
    result = run("compare", "bad.txt", "none.txt", *ALONE)
    assert result.exit_code == 2
    assert "not checked none.txt: no such file" in result.stdout
    assert run("compare", "bad.txt", "good.txt", "-r", "none.txt", *ALONE).exit_code == 2


def test_junit_and_markdown_carry_the_signature(run):
    assert '<property name="signature" value="mtcheck ' in check(run, "bad.txt", "--format", "junit").stdout
    markdown = check(run, "bad.txt", "--format", "markdown", "--score").stdout
    assert "Score (mqm): 86.7 of 100." in markdown
    assert markdown.rstrip().splitlines()[-1].startswith("<sub>mtcheck ")
