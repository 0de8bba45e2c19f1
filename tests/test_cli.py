import json

import jsonschema
import pytest
from click.testing import CliRunner

from mtcheck import __version__
from mtcheck.cli import main
from mtcheck.output.reporters import json_data

BAD = "The talks. with the unions resume on Tuesday.\n"
GOOD = "The talks with the unions resume on Tuesday.\n"
SCHEMA = json.loads((json_data.SCHEMA).read_text(encoding="utf-8"))


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "bad.txt").write_text(BAD)
    (tmp_path / "good.txt").write_text(GOOD)
    runner = CliRunner()

    def one(*words, stdin=None):
        return runner.invoke(main, [*words], input=stdin, catch_exceptions=False)

    return one


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["check", "good.txt"], 0),
        (["check", "bad.txt"], 1),
        (["check", "bad.txt", "--fail-on", "critical"], 0),
        (["check", "bad.txt", "--ignore", "seams"], 0),
        (["check", "none.txt"], 2),
        (["check", "good.txt", "--ignore", "nope"], 2),
        (["check", "good.txt", "--rules", "none"], 2),
        (["check"], 1),
        (["check", "good.txt", "--format", "nope"], 2),
        (["fix", "bad.txt"], 1),
        (["fix", "good.txt"], 0),
        (["fix", "none.txt"], 2),
        (["explain", "nope.nope"], 2),
    ],
)
def test_exit_codes(run, words, code):
    assert run(*words).exit_code == code


def test_a_problem_does_not_hide_the_findings(run):
    result = run("check", "none.txt", "bad.txt", "--format", "jsonl")
    kinds = [json.loads(line)["type"] for line in result.stdout.splitlines()]
    assert kinds == ["finding", "problem", "summary"]
    assert "none.txt: no such file" in result.stderr
    assert result.exit_code == 2


def test_jsonl_rows_fit_the_schema(run):
    result = run("check", "bad.txt", "none.txt", "-", "--format", "jsonl", stdin='x " y')
    rows = {"$ref": "#/$defs/row", "$defs": SCHEMA["$defs"]}
    for line in result.stdout.splitlines():
        jsonschema.validate(json.loads(line), rows)


def test_json_fits_the_schema(run):
    result = run("check", "bad.txt", "none.txt", "--format", "json")
    data = json.loads(result.stdout)
    jsonschema.validate(data, SCHEMA)
    (finding,) = data["findings"]
    assert (finding["start"], finding["end"], finding["text"], finding["suggestions"]) == (9, 10, ".", [""])


def test_segments_carry_their_ids(run, tmp_path):
    rows = [{"id": "a", "target": GOOD}, {"id": "b", "target": "😀 " + BAD}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    row = json.loads(run("check", "in.jsonl", "--format", "jsonl").stdout.splitlines()[0])
    assert (row["segment"], row["line"], row["start"], row["column"]) == ("b", 2, 11, 12)


@pytest.mark.processes
def test_the_report_is_the_same_for_any_number_of_processes(run, tmp_path):
    rows = [{"id": number, "target": BAD if number % 3 else GOOD} for number in range(150)]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows) + "{broken\n")
    words = ("check", "in.jsonl", "bad.txt", "--format", "jsonl")
    one, two = (run(*words, "--jobs", jobs).stdout for jobs in ("1", "2"))
    assert one == two
    assert len(one.splitlines()) == 103


def test_fix_shows_a_diff_and_writes_only_when_told(run, tmp_path):
    shown = run("fix", "bad.txt")
    assert "-The talks. with" in shown.stdout
    assert "+The talks with" in shown.stdout
    assert (tmp_path / "bad.txt").read_text() == BAD
    assert run("fix", "bad.txt", "--write").exit_code == 0
    assert (tmp_path / "bad.txt").read_text() == GOOD
    assert run("fix", "-", stdin=BAD).stdout == GOOD


def test_fix_keeps_every_byte_that_is_not_wrong(run, tmp_path):
    (tmp_path / "crlf.md").write_bytes(("\ufeff# Title\r\n\r\n" + BAD.strip() + " `a. b`\r\n").encode())
    (tmp_path / "rows.jsonl").write_bytes(
        ('{"x": [1 , 2],\t"target" : "' + BAD.strip() + ' \\u00e9", "id":7}\r\n').encode()
    )
    assert run("fix", "crlf.md", "rows.jsonl", "--write").exit_code == 0
    assert (tmp_path / "crlf.md").read_bytes() == ("\ufeff# Title\r\n\r\n" + GOOD.strip() + " `a. b`\r\n").encode()
    assert (tmp_path / "rows.jsonl").read_bytes() == (
        '{"x": [1 , 2],\t"target" : "' + GOOD.strip() + ' \\u00e9", "id":7}\r\n'
    ).encode()


def test_explain_and_list(run):
    assert "Why:" in run("explain", "seams.stray-stop").stdout
    assert "seams.stray-stop" in run("explain", "--list").stdout
    assert "did you mean 'seams.stray-stop'" in run("explain", "seams.stray-stp").stderr


def test_version(run):
    assert run("--version").stdout == f"mtcheck {__version__}\n"


def test_help_lists_the_commands(run):
    shown = run("--help").stdout
    assert all(name in shown for name in ("check", "fix", "explain", "selftest"))


def test_selftest_of_an_outside_pack(run, tmp_path):
    pack = tmp_path / "packs" / "house"
    pack.mkdir(parents=True)
    rule = "message: Say heavy rain.\nwhy: House style here.\nseverity: minor\ncategory: terminology\nswap: {hard rain: heavy rain}\nexamples:\n  - {bad: Hard rain fell., fix: Heavy rain fell.}\n  - {good: GOOD}\n"
    (pack / "rain.yaml").write_text(rule.replace("GOOD", "Rain fell."))
    assert run("selftest", "packs").exit_code == 0
    assert "1 rule, 2 examples, 0 failures" in run("selftest", "packs").stdout
    (pack / "rain.yaml").write_text(rule.replace("GOOD", "A hard rain fell."))
    assert run("selftest", "packs").exit_code == 1
    (tmp_path / "w.txt").write_text("Hard rain fell.\n")
    assert run("check", "w.txt", "--rules", "packs").exit_code == 1
