"""Decisions: found again by content, applied to files of every kind, and what has lost its place is said."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.cli import main
from mtcheck.core import decisions
from mtcheck.core.decisions import Decision
from mtcheck.core.model import Span
from tests.conftest import awkward_texts
from tests.page.test_file_forms import FILES


def decision(text, start, end, fix, **more):
    around = {"before": text[max(0, start - 24) : start], "after": text[end : end + 24]}
    return Decision(
        key="k", rule="r.x", start=start, end=end, text=text[start:end], verdict="accept", fix=fix, **around, **more
    )


@given(awkward_texts, st.data())
def test_a_decision_finds_its_place_again(text, data):
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    one = decision(text, start, end, "x")
    assert decisions.place(text, one) == Span(start, end)
    assert decisions.applied(text, [one]) == (text[:start] + "x" + text[end:], [])
    moved = "A line before.\n" + text
    found = decisions.place(moved, one)
    whole = one.before + one.text + one.after
    if found is not None and moved.count(whole) == 1 and whole:
        assert found == Span(start + 15, end + 15)


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("He came to to Rome.", False),
        ("Then. He came to to Rome.", False),
        ("He came to Rome.", True),
        ("X He came to to Rome. He came to to Rome.", True),
        ("", True),
    ],
)
def test_what_has_lost_its_place_is_not_applied(text, lost):
    one = decision("He came to to Rome.", 8, 13, "to")
    assert decisions.applied(text, [one]) == (text if lost else text.replace("to to", "to"), [one] if lost else [])


def test_of_two_for_one_place_the_second_is_lost():
    text = "to to end"
    pair = [decision(text, 0, 5, "to"), decision(text, 3, 5, "at")]
    assert decisions.applied(text, pair) == ("to end", [pair[1]])


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("mtcheck.toml").write_text('grammar = "off"\n', encoding="utf-8")
    return lambda *words, **more: CliRunner().invoke(main, words, **more)


@pytest.mark.parametrize("name", ["a.txt", *FILES])
def test_fix_applies_what_check_wrote(run, name):
    before = FILES.get(name, "He came on tuesday.\r\nThe the end of tuesday.").encode()
    Path(name).write_bytes(before)
    run("check", name, "-o", "decisions:d.json", "-q")
    shown = run("fix", "--decisions", "d.json")
    assert shown.exit_code == 1
    assert Path(name).read_bytes() == before
    assert run("fix", "--decisions", "d.json", "--write").exit_code == 0
    after = Path(name).read_bytes()
    Path(name).write_bytes(before)
    run("fix", name, "--write")
    assert after == Path(name).read_bytes() != before


def accept(name, *changes):
    """Write a file of decisions: each change is a text, the part of it that goes, and what comes."""
    entries = []
    for text, old, fix, *segment in changes:
        start = text.index(old)
        one = decision(text, start, start + len(old), fix, segment=segment[0] if segment else None)
        entries.append(one)
    Path("d.json").write_text(decisions.write(decisions.Decisions(files={name: entries})), encoding="utf-8")


def test_own_wording_in_a_segment_is_written_in_the_files_form(run):
    Path("a.jsonl").write_text('{"id": 7, "target": "caf\\u00e9 is closed"}\n', encoding="utf-8")
    accept("a.jsonl", ("café is closed", "closed", 'shut “now” "', "7"))
    assert run("fix", "--decisions", "d.json", "--write").exit_code == 0
    assert json.loads(Path("a.jsonl").read_text(encoding="utf-8"))["target"] == 'café is shut “now” "'
    assert Path("a.jsonl").read_bytes().isascii()


def test_a_lost_decision_is_said_and_the_others_are_applied(run):
    Path("a.txt").write_text("One two three. Five six.", encoding="utf-8")
    accept("a.txt", ("One two three. Five six.", "two", "2"), ("Gone with the wind", "with", "by"))
    result = run("fix", "--decisions", "d.json", "--write")
    assert (result.exit_code, Path("a.txt").read_text(encoding="utf-8")) == (2, "One 2 three. Five six.")
    assert "a decision has lost its place and is not applied (r.x): Gone [with] the wind" in result.stderr


def test_standard_input_takes_the_decisions_of_the_only_file(run):
    accept("a.txt", ("to to end", "to to", "to"))
    result = run("fix", "-", "--decisions", "d.json", input="to to end")
    assert (result.exit_code, result.stdout) == (0, "to end")


@pytest.mark.parametrize(
    ("words", "body", "said"),
    [
        ((), None, "cannot be read"),
        ((), "[]", "not a file of decisions"),
        ((), '{"version": 2}', "not a file of decisions"),
        (("b.txt",), None, "no decisions for b.txt; they name a.txt"),
        (("--unsafe",), None, "does not go with --unsafe"),
    ],
)
def test_what_cannot_be_applied_is_said(run, words, body, said):
    Path("a.txt").write_text("to to end", encoding="utf-8")
    Path("b.txt").write_text("to to end", encoding="utf-8")
    accept("a.txt", ("to to end", "to to", "to"))
    if body is not None:
        Path("d.json").write_text(body, encoding="utf-8")
    name = "missing.json" if said == "cannot be read" else "d.json"
    result = run("fix", *words, "--decisions", name)
    assert result.exit_code == 2
    assert said in result.stderr


def test_an_accepted_finding_without_a_fix_is_refused():
    body = b'{"version":1,"files":{"a":[{"key":"k","rule":"r","start":0,"end":1,"text":"a","before":"","after":"","verdict":"accept"}]}}'
    with pytest.raises(decisions.DecisionsError, match="k is accepted and says no fix"):
        decisions.parse(body)


def test_fix_wants_paths_or_decisions(run):
    result = run("fix")
    assert (result.exit_code, "name files or folders" in result.stderr) == (2, True)
