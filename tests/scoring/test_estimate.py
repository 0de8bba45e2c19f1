"""Scores of segments: from findings alone, with what a language model heard, and in reports."""

import json

import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.cli.gates import Gate
from mtcheck.cli.main import main
from mtcheck.core.model import Problem, Severity, Span
from mtcheck.core.report import Heard, Look
from mtcheck.output.reporters import json_data, terminal
from mtcheck.scoring.estimate import SIGNATURE, estimated, fluency, score, under

from .reports import placed, report, text_report

SCHEMA = json.loads(json_data.SCHEMA.read_text(encoding="utf-8"))
PLAIN = Gate(None, None, None, profile=False, strict=False)
TEXT = "One two three four five.\n\nSix seven eight nine ten."


@pytest.mark.parametrize(
    ("wrong", "words", "fluent", "expected"),
    [
        ({}, 10, None, 90.0),
        ({}, 10, 0.5, 90.0),
        ({}, 10, 1.0, 100.0),
        ({}, 10, 0.0, 80.0),
        ({Severity.MINOR: 1}, 10, None, 83.0),
        ({Severity.MINOR: 1}, 20, None, 86.5),
        ({Severity.MAJOR: 2}, 10, 0.5, 76.0),
        ({Severity.NEUTRAL: 5}, 10, None, 90.0),
        ({Severity.CRITICAL: 10}, 10, None, 0.0),
        ({}, 0, None, 90.0),
    ],
)
def test_score(wrong, words, fluent, expected):
    assert score(wrong, words, fluent) == expected


def test_words_under_findings():
    found = [
        placed(TEXT, 0, 7),
        placed(TEXT, 8, 8, Severity.MAJOR),
        placed(TEXT, 8, 13, Severity.MAJOR),
        placed(TEXT, 14, 18, category="locale"),
    ]
    assert under(found) == {Severity.MINOR: 2, Severity.MAJOR: 2}


def test_a_fluency_counts_the_words_of_its_sentences():
    assert fluency([]) is None
    assert fluency([Heard(Span(0, 5), 10, 0.2), Heard(Span(6, 9), 5, 0.8)]) == 0.4


def heard_report():
    text = text_report(TEXT, placed(TEXT, 0, 3))
    sentences = (Heard(Span(0, 24), 5, 0.1), Heard(Span(26, 51), 5, 0.9))
    object.__setattr__(text, "heard", sentences)
    return report(text)


def test_each_paragraph_has_its_place_and_its_figures():
    made = estimated(heard_report())
    assert [
        (one.line, one.start, one.end, one.words, one.findings, one.score, one.fluency) for one in made.segments
    ] == [
        (1, 0, 24, 5, 1, 68.0, 0.1),
        (3, 26, 51, 5, 0, 98.0, 0.9),
    ]
    assert made.signature == f"mtcheck|sig|{SIGNATURE}"


def test_what_was_not_checked_in_full_has_no_score():
    text = text_report(TEXT)
    assert estimated(report(text, problems=[Problem("harper: no", "a.txt")])).segments == ()


def test_segments_without_words_and_without_a_model():
    made = estimated(report(text_report("", segment="1"), text_report("All good here.", segment="2")))
    assert [(one.segment, one.score, one.fluency) for one in made.segments] == [("2", 90.0, None)]


def test_scores_stand_in_reports_where_a_model_was_on():
    made = PLAIN.scored(heard_report())
    data = json.loads(json_data.render(made, Look()))
    jsonschema.validate(data, SCHEMA)
    assert data["segments"][1] == {
        "type": "segment", "file": "a.txt", "segment": None, "line": 3, "start": 26, "end": 51, "words": 5,
        "findings": 0, "score": 98.0, "fluency": 0.9,
    }  # fmt: skip
    rows = [json.loads(line) for line in json_data.render_lines(made, Look()).splitlines()]
    assert [row["type"] for row in rows] == ["finding", "segment", "segment", "summary"]


@pytest.mark.parametrize(
    ("gate", "given", "count"),
    [
        (PLAIN, heard_report(), 2),
        (PLAIN, report(text_report(TEXT)), 0),
        (Gate("mqm", None, None, profile=False, strict=False), report(text_report(TEXT)), 2),
        (Gate(None, None, None, profile=False, strict=False, whole=False), heard_report(), 0),
    ],
)
def test_when_segments_are_scored(gate, given, count):
    assert len(gate.scored(given).segments) == count


def test_the_terminal_shows_the_mean_and_the_lowest():
    made = Gate("mqm", None, None, profile=False, strict=False).scored(heard_report())
    shown = terminal.render(made, Look())
    assert "Segments: estimated score 83.0 of 100; fluency 0.50 of 1, that of good English is 0.5" in shown
    assert "      68.0  a.txt:1 (1 finding, fluency 0.10)" in shown


def test_scores_on_the_command_line(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text('{"id": "x", "target": "They met on on Tuesday."}\n{"id": "y", "target": "All went well there."}\n')
    done = CliRunner().invoke(main, ["check", str(file), "--score", "--no-cache", "--format", "jsonl", "--exit-zero"])
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    shown = [(row["segment"], row["line"], row["score"], row["fluency"]) for row in rows if row["type"] == "segment"]
    assert shown == [("x", 1, 62.0, None), ("y", 2, 90.0, None)]


@given(
    st.dictionaries(st.sampled_from(Severity), st.integers(0, 500)),
    st.integers(0, 400),
    st.none() | st.floats(0, 1),
)
def test_a_score_stays_in_its_bounds_and_falls_with_each_finding(wrong, words, fluent):
    before = score(wrong, words, fluent)
    assert 0 <= before <= 100
    assert score({**wrong, Severity.MAJOR: wrong.get(Severity.MAJOR, 0) + 1}, words, fluent) <= before
