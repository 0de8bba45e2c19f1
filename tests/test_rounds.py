"""Rules that wait until the others found many faults of language."""

import pytest

from mtcheck.core.model import Finding, Severity, Span
from mtcheck.core.settings import Config
from mtcheck.document import Document
from mtcheck.input.reading import Text
from mtcheck.passes.rules.rounds import amid_errors
from mtcheck.run.whole import run

RULE = """\
message: "“{text}” is “{fix}” in English."
why: A rule for a test.
severity: minor
category: fluency/grammar
amid_errors: true
words: [the nature]
fixes: [nature]
examples:
  - {bad: We love the nature., fix: We love nature.}
  - {good: We love nature.}
"""
SOUND = "She wrote about the nature of the deal."
BROKEN = "He must to go. He lived in the Egypt. He is able of to swim. They enjoy to swim. "


def findings(count, rules=3, category="fluency/grammar"):
    return [
        Finding(Span(at, at + 1), f"some.rule-{at % rules}", "rules", "", Severity.MINOR, category)
        for at in range(count)
    ]


@pytest.mark.parametrize(
    ("words", "found", "expected"),
    [
        (100, findings(4), True),
        (100, findings(3), True),
        (100, findings(2), False),
        (100, findings(4, rules=1), False),
        (601, findings(4), False),
        (600, findings(4), True),
        (100, findings(9, category="fluency/spelling"), False),
        (100, findings(9, category="accuracy/untranslated"), False),
        (100, findings(4, category="accuracy/mistranslation"), True),
    ],
)
def test_how_many_faults_it_takes(words, found, expected):
    assert amid_errors(Document.of("word " * words), found) is expected


@pytest.fixture
def found(tmp_path):
    path = tmp_path / "own" / "nature.yaml"
    path.parent.mkdir()
    path.write_text(RULE, encoding="utf-8")

    def rules(*texts, **settings):
        config = Config(grammar="off", rules=[str(tmp_path)], **settings)
        report = run([Text(f"{number}.txt", text, "plain") for number, text in enumerate(texts)], config)
        assert not report.problems
        return [
            [one.finding.rule for one in text.findings if one.finding.rule == "own.nature"] for text in report.texts
        ]

    return rules


def test_it_runs_amid_errors_alone(found):
    assert found(SOUND, BROKEN + SOUND, SOUND) == [[], ["own.nature"], []]
    assert found(SOUND) == [[]]
    assert found(BROKEN + SOUND) == [["own.nature"]]


def test_who_asks_for_it_need_not_wait(found):
    assert found(SOUND, select=["own"]) == [["own.nature"]]
    assert found(BROKEN + SOUND, ignore=["own"]) == [[]]
