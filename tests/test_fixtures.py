"""Whole texts: each fixture gives exactly the report beside it; ``pytest --update`` rewrites the reports."""

import json
from pathlib import Path

import pytest

from mtcheck.core.fixes import fix
from mtcheck.core.report import Look
from mtcheck.core.settings import Config
from mtcheck.input.reading import Text, texts
from mtcheck.output.reporters import REPORTERS
from mtcheck.output.reporters.json_data import finding_data
from mtcheck.run.checker import TextChecker
from mtcheck.run.whole import run

FOLDER = Path(__file__).parent.parent / "fixtures"
TEXTS = sorted(FOLDER.glob("*.txt"))


@pytest.fixture(scope="module")
def checker():
    with TextChecker(Config()) as one:
        yield one


def rows(checker, path):
    report, problems = checker.check(Text(path.name, path.read_text(encoding="utf-8"), "plain"))
    assert problems == []
    return [finding_data(report, placed) for placed in report.findings]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_fixture_gives_its_report(checker, path, request):
    found = rows(checker, path)
    expected = path.with_suffix(".json")
    if request.config.getoption("update"):
        expected.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


def test_nothing_is_flagged_in_the_good_article(checker):
    assert rows(checker, FOLDER / "harbor.original.txt") == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
@pytest.mark.parametrize("unsafe", [False, True])
def test_fixing_makes_no_new_finding(checker, path, unsafe):
    def find(text):
        return [placed.finding for placed in checker.check(Text(path.name, text, "plain"))[0].findings]

    text = path.read_text(encoding="utf-8")
    before = {(one.rule, one.span.of(text)) for one in find(text)}
    fixed = fix(text, find, unsafe=unsafe)
    assert {(one.rule, one.span.of(fixed.text)) for one in fixed.left} <= before
    assert fix(fixed.text, find, unsafe=unsafe).text == fixed.text


def test_the_damaged_article_is_mostly_mended_unasked(checker):
    def find(text):
        return [placed.finding for placed in checker.check(Text("harbor.txt", text, "plain"))[0].findings]

    fixed = fix((FOLDER / "harbor.txt").read_text(encoding="utf-8"), find)
    for right in (
        "shortages on the islands.",
        "will work for less,” Marta",
        "The government had warned on Tuesday",
        "Officials from the Ministry",
        "the European Union and the",
        "until the cranes are safe.”",
        "60% of the country’s trade",
        "on Monday, either",
        "Don't miss",
    ):
        assert right in fixed.text.replace("country's", "country’s"), right


@pytest.mark.parametrize("name", sorted(REPORTERS))
def test_every_reporter_renders_every_fixture(name):
    report = run(texts([str(path) for path in TEXTS], Config()), Config())
    assert "harbor.txt" in REPORTERS[name](report, Look())
