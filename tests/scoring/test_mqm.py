import pytest
from hypothesis import given

from mtcheck.core.model import Problem, Severity
from mtcheck.document import Document
from mtcheck.input.formats import FORMATS
from mtcheck.scoring.mqm import PRESETS, quality, scored
from mtcheck.scoring.units import cut
from tests.conftest import awkward_texts
from tests.scoring.reports import placed, report, text_report

TEN = "One two three four five six seven eight nine ten."
MINOR, MAJOR, CRITICAL, NEUTRAL = Severity.MINOR, Severity.MAJOR, Severity.CRITICAL, Severity.NEUTRAL


@pytest.mark.parametrize(
    ("preset", "severity", "category", "span", "points"),
    [
        ("mqm", NEUTRAL, "fluency/grammar", (0, 3), 0),
        ("mqm", MINOR, "fluency/grammar", (0, 3), 1),
        ("mqm", MINOR, "fluency/punctuation", (0, 3), 1),
        ("mqm", MAJOR, "fluency/grammar", (0, 3), 5),
        ("mqm", CRITICAL, "fluency/grammar", (0, 3), 25),
        ("wmt", NEUTRAL, "fluency/grammar", (0, 3), 0),
        ("wmt", MINOR, "fluency/grammar", (0, 3), 1),
        ("wmt", MINOR, "fluency/punctuation", (0, 3), 0.1),
        ("wmt", MAJOR, "fluency/punctuation", (0, 3), 5),
        ("wmt", CRITICAL, "accuracy/omission", (0, 3), 5),
        ("wmt", CRITICAL, "accuracy/untranslated", (0, len(TEN)), 25),
        ("wmt", MAJOR, "accuracy/untranslated", (0, len(TEN)), 5),
    ],
)
def test_points(preset, severity, category, span, points):
    found = scored(report(text_report(TEN, placed(TEN, *span, severity, category))), PRESETS[preset])
    assert found.score.penalty == pytest.approx(points * 1000 / 10)


@pytest.mark.parametrize(("penalty", "score"), [(0, 100), (50, 95), (999, 0.1), (1000, 0), (4000, 0)])
def test_quality_is_the_raw_linear_score(penalty, score):
    assert quality(penalty) == pytest.approx(score)


def test_the_whole_score():
    texts = [
        text_report(TEN, placed(TEN, 0, 3, MAJOR, rule="a.x"), placed(TEN, 4, 7, rule="b.y"), file=f"{n}.txt")
        for n in range(6)
    ]
    score = scored(report(*texts), PRESETS["mqm"]).score
    assert (score.words, score.units, score.penalty, score.quality) == (60, 6, 600.0, pytest.approx(40.0))
    assert score.interval == (600.0, 600.0)
    assert [(cost.rule, cost.findings, cost.penalty, cost.file, cost.line, cost.column) for cost in score.costs] == [
        ("a.x", 6, 500.0, "0.txt", 1, 1),
        ("b.y", 6, 100.0, "0.txt", 1, 5),
    ]
    assert (score.not_judged, score.unread) == (0.0, 0)


def test_known_findings_cost_nothing():
    score = scored(report(text_report(TEN, placed(TEN, 0, 3, MAJOR, baselined=True))), PRESETS["mqm"]).score
    assert (score.penalty, score.costs) == (0.0, ())


def test_what_was_not_checked_in_full_is_left_out_and_said():
    good, bad = text_report(TEN, file="good.txt"), text_report(TEN, placed(TEN, 0, 3, MAJOR), file="bad.txt")
    problems = [Problem("harper: timed out", "bad.txt"), Problem("not UTF-8", "worse.txt")]
    score = scored(report(good, bad, problems=problems), PRESETS["mqm"]).score
    assert (score.words, score.penalty, score.not_judged, score.unread) == (10, 0.0, 0.5, 1)


@pytest.mark.parametrize(
    "broken", [report(), report(text_report("")), report(text_report(TEN), problems=[Problem("no engine")])]
)
def test_nothing_to_score_is_a_problem(broken):
    found = scored(broken, PRESETS["mqm"])
    assert found.score is None
    assert found.problems[-1].message == "no score: there are no words that were judged in full"
    assert found.exit_code(CRITICAL) == 2


@pytest.mark.parametrize(
    ("kind", "text", "judged", "unjudged"),
    [
        ("plain", "See https://example.org now.", 2, 1),
        ("plain", "Go (https://example.org) now.", 2, 1),
        ("plain", "One two.\n\n# mtcheck: off\n\nSee https://example.org now.", 2, 3),
        ("plain", "One two.\n\n# mtcheck: off\n\nThree four five.\n\n# mtcheck: on\n\nSix.", 3, 3),
        ("plain", "One two.\n\n# mtcheck: off pack.rule\n\nThree four.", 4, 0),
        ("markdown", "One two.\n\n```\ncode is here\n```\n", 2, 3),
        ("html", "<p class='x'>One <b>two</b>.</p><script>let a = b</script>", 2, 3),
    ],
)
def test_words_that_nobody_judges(kind, text, judged, unjudged):
    found = cut(text_report(text, kind=kind))
    assert (sum(unit.words for unit in found.units), found.unjudged) == (judged, unjudged)


def test_paragraphs_are_the_units_of_a_file_and_a_segment_is_one():
    text = "First one here.\n\nSecond one.\n\nThird."
    findings = [placed(text, 0, 5), placed(text, 17, 23), placed(text, 24, 27)]
    units = cut(text_report(text, *findings)).units
    assert [(unit.words, len(unit.findings)) for unit in units] == [(3, 1), (2, 2), (1, 0)]
    (unit,) = cut(text_report(text, *findings, segment="s1")).units
    assert (unit.words, len(unit.findings)) == (6, 3)


@pytest.mark.parametrize("kind", sorted(FORMATS))
@given(text=awkward_texts)
def test_no_word_and_no_finding_is_lost(kind, text):
    prose = Document.of(text, kind).prose
    findings = [placed(text, start, min(len(text), start + 2)) for start in range(0, len(text) + 1, 5)]
    found = cut(text_report(text, *findings, kind=kind))
    assert sum(len(unit.findings) for unit in found.units) == len(findings)
    assert sum(unit.words for unit in found.units) <= len(prose.split())
    assert sum(unit.words for unit in found.units) + found.unjudged >= len(prose.split())


def test_presets_have_signatures_of_their_own():
    marks = [scored(report(text_report(TEN)), preset).signature for preset in PRESETS.values()]
    assert marks == [
        "mtcheck|sig|score mqm 0/1/5/25+whole 25|bootstrap 1000:12345",
        "mtcheck|sig|score wmt 0/1/5/5+whole 25+fluency/punctuation minor 0.1|bootstrap 1000:12345",
    ]
