"""Recall and precision on the development articles: a marked error counts as found if a finding touches it and is not
more than 40 characters longer, a finding as right if it touches a marked error."""

import json
from pathlib import Path

import pytest

from mtcheck.core.settings import Config
from mtcheck.input.reading import Text
from mtcheck.run.checker import TextChecker

DEV = Path(__file__).parents[3] / "shared" / "dev"
ARTICLES = ("cummings", "scotland", "noida", "trials")

pytestmark = pytest.mark.skipif(
    not DEV.is_dir(), reason="the development articles lie beside the checkout, in ../shared"
)


def touches(span, error, slack):
    return span.start <= error["end"] + slack and span.end >= error["start"] - slack


def figures(findings, errors):
    spans = [finding.span for finding in findings]
    found = sum(
        any(touches(span, error, 1) and len(span) - (error["end"] - error["start"]) <= 40 for span in spans)
        for error in errors
    )
    right = sum(any(touches(span, error, 3) for error in errors) for span in spans)
    return found / len(errors), right / len(spans)


@pytest.fixture(scope="module")
def checker():
    with TextChecker(Config(select=["roundtrip"])) as one:
        yield one


@pytest.fixture(scope="module")
def alone():
    with TextChecker(Config(only=["roundtrip"], grammar="off")) as one:
        yield one


def findings(one, name):
    text, original = ((DEV / f"{name}{ending}").read_bytes().decode() for ending in (".txt", ".original.txt"))
    report, problems = one.check(Text(name, text, "plain", reference=original))
    assert problems == []
    return [placed.finding for placed in report.findings], json.loads((DEV / f"{name}.gold.json").read_text("utf-8"))


@pytest.mark.parametrize("name", ARTICLES)
def test_with_all_rules(checker, name):
    recall, precision = figures(*findings(checker, name))
    assert recall >= 0.6
    assert precision >= 0.7


@pytest.mark.parametrize("name", ARTICLES)
def test_by_the_original_alone(alone, name):
    recall, precision = figures(*findings(alone, name))
    assert recall >= 0.6
    assert precision >= 0.75
