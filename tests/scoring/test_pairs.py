from dataclasses import replace

import pytest

from mtcheck.core.model import Problem, Severity
from mtcheck.scoring.mqm import PRESETS
from mtcheck.scoring.pairs import compare
from tests.scoring.reports import placed, report, text_report

TEN = "One two three four five six seven eight nine ten."
MQM = PRESETS["mqm"]


def segments(file, *findings_of, text=TEN):
    """Return a report of segments; each number says how many minor findings a segment has."""
    return report(
        *(
            text_report(text, *(placed(text, 4 * k, 4 * k + 3) for k in range(count)), file=file, segment=str(number))
            for number, count in enumerate(findings_of)
        )
    )


def test_rates_and_chance_of_each_kind():
    a = segments("a.jsonl", *[0] * 12)
    b = segments("b.jsonl", *[1, 2] * 6)
    found = compare((a, b), ("a.jsonl", "b.jsonl"), MQM)
    assert (found.words, found.units, found.problems) == ((120, 120), 12, ())
    assert [(row.name, row.a, row.b) for row in found.rows] == [
        ("penalty", 0.0, 150.0),
        ("findings", 0.0, 150.0),
        ("minor", 0.0, 150.0),
        ("fluency/grammar", 0.0, 150.0),
    ]
    assert {row.p_value for row in found.rows} == {1 / 1001}
    assert compare((a, b), ("a.jsonl", "b.jsonl"), MQM) == found


def test_the_weights_of_the_preset_count():
    text = report(text_report(TEN, placed(TEN, 0, 3, Severity.CRITICAL, "fluency/punctuation")))
    clean = report(text_report(TEN))
    rates = [compare((clean, text), ("a.txt", "b.txt"), PRESETS[name]).rows[0].b for name in ("mqm", "wmt")]
    assert rates == [2500.0, 500.0]


def test_segments_are_paired_by_id_whatever_their_order():
    a = segments("a.jsonl", 0, 1, 2, 0, 1, 2)
    b = replace(a, texts=tuple(replace(text, file="b.jsonl") for text in reversed(a.texts)))
    found = compare((a, b), ("a.jsonl", "b.jsonl"), MQM)
    assert all(row.p_value == 1.0 for row in found.rows)


def test_what_only_one_side_has_is_a_problem():
    found = compare((segments("a.jsonl", 0, 1, 2), segments("b.jsonl", 0, 1)), ("a.jsonl", "b.jsonl"), MQM)
    assert found.problems == (Problem("not compared: b.jsonl has no such text", "a.jsonl", "2"),)
    assert (found.words, found.units) == ((20, 20), 2)


def test_what_was_not_checked_in_full_on_one_side_counts_on_neither():
    a = segments("a.jsonl", 0, 3)
    b = replace(segments("b.jsonl", 1, 1), problems=(Problem("harper: timed out", "b.jsonl", "1"),))
    found = compare((a, b), ("a.jsonl", "b.jsonl"), MQM)
    assert (found.words, found.rows[1].a, found.rows[1].b) == ((10, 10), 0.0, 100.0)
    assert found.problems == b.problems


def test_nothing_in_common_is_a_problem():
    found = compare((report(), report()), ("a.txt", "b.txt"), MQM)
    assert [problem.message for problem in found.problems] == [
        "nothing to compare: no text that both have was judged in full"
    ]


@pytest.mark.parametrize(("other", "units", "notes"), [("One.\n\nTwo.\n\nThree.", 3, 0), ("One.\n\nTwo three.", 1, 1)])
def test_paragraphs_are_paired_where_they_correspond(other, units, notes):
    a = report(text_report("A b.\n\nC d.\n\nE f."))
    b = report(text_report(other, file="b.txt"))
    found = compare((a, b), ("a.txt", "b.txt"), MQM)
    assert (found.units, len(found.notes)) == (units, notes)
    assert all(row.p_value is None for row in found.rows)


def test_files_of_folders_are_paired_by_their_path_inside(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    names = (str(tmp_path / "a"), str(tmp_path / "b"))
    reports = tuple(
        report(*(text_report(TEN, *findings, file=f"{name}/{file}") for file in ("x.txt", "y/z.txt")))
        for name, findings in zip(names, ((), (placed(TEN, 0, 3),)), strict=True)
    )
    found = compare(reports, names, MQM)
    assert (found.units, found.problems, found.rows[1].b) == (2, (), 100.0)
