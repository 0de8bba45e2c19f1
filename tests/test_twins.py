"""One defect, one finding: passes never contradict each other, and what a rule's name silences stays silent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.core.model import Finding, Severity, Span
from mtcheck.core.settings import Config
from mtcheck.core.twins import without_twins
from mtcheck.input.reading import Text
from mtcheck.run.checker import TextChecker

PROSE = "The guards. from the north fled to to sea."
STOP, CAPITAL = Span(10, 11), Span(12, 16)


def one(span, rule="seams.stop", found_by="rules", fixes=("",)):
    return Finding(span, rule, found_by, "message", Severity.MINOR, "fluency/grammar", fixes)


@pytest.mark.parametrize(
    ("heard", "silent", "left"),
    [
        ([one(STOP), one(CAPITAL, "e.case", "engine", ("From",))], [], ["seams.stop"]),
        ([one(STOP, fixes=("!",)), one(CAPITAL, "e.case", "engine", ("From",))], [], ["seams.stop", "e.case"]),
        ([one(STOP, fixes=()), one(CAPITAL, "e.case", "engine", ("From",))], [], ["seams.stop", "e.case"]),
        ([one(STOP), one(CAPITAL, "e.word", "engine", ("Of",))], [], ["seams.stop", "e.word"]),
        ([one(STOP), one(CAPITAL, "names.case", fixes=("From",))], [], ["seams.stop", "names.case"]),
        ([one(CAPITAL, "e.case", "engine", ("From",))], [one(STOP)], []),
        ([one(Span(32, 37), "e.twice", "engine", ("to",))], [one(Span(32, 37), "words.twice")], []),
        ([one(Span(35, 37), "e.twice", "engine", ("",))], [one(Span(32, 37), "words.twice")], []),
        ([one(Span(38, 41), "e.other", "engine", ("x",))], [one(Span(32, 37), "words.twice")], ["e.other"]),
        ([one(Span(32, 37), "words.other")], [one(Span(32, 37), "words.twice")], ["words.other"]),
    ],
)
def test_what_is_left(heard, silent, left):
    assert [each.rule for each in without_twins(heard, silent, PROSE, "rules")] == left


spans = st.tuples(st.integers(0, 40), st.integers(0, 9)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.lists(spans, max_size=12), st.lists(spans, max_size=12))
def test_exactly_what_overlaps_goes(heard, silent):
    theirs = [one(span, "e.x", "engine", ("y",)) for span in heard]
    off = [one(span, fixes=("x",)) for span in silent]
    left = without_twins(theirs, off, "n" * 60, "rules")
    assert left == [each for each in theirs if not any(each.span.overlaps(span) for span in silent)]


def rules(text, **settings):
    with TextChecker(Config(**settings)) as checker:
        report, problems = checker.check(Text("t.txt", text, "plain"))
    assert problems == []
    return [placed.finding.rule for placed in report.findings]


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ({}, ["repetition.doubled-function-word"]),
        ({"ignore": ["repetition.doubled-function-word"]}, []),
        ({"ignore": ["repetition"]}, []),
        ({"per_file_ignores": {"*.txt": ["repetition"]}}, []),
        ({"per_file_ignores": {"*.md": ["repetition"]}}, ["repetition.doubled-function-word"]),
        ({"ignore": ["quotes"]}, ["repetition.doubled-function-word"]),
        ({"ignore": ["harper.RepeatedWords"]}, ["repetition.doubled-function-word"]),
    ],
)
def test_ignoring_a_rule_silences_its_twin_of_another_pass(settings, found):
    assert rules("He came to to the old harbour.", **settings) == found


def test_naming_the_rules_runs_them_once():
    with TextChecker(Config(passes=["rules", "harper"])) as checker:
        assert [each.name for each in checker.passes] == ["rules", "harper"]
