"""LanguageTool beside the rules and Harper: no word against a rule's, nothing new after a fix."""

from pathlib import Path

import pytest

from mtcheck.core.engines import Settings
from mtcheck.core.fixes import fix
from mtcheck.core.settings import Config
from mtcheck.input.reading import Text
from mtcheck.run.checker import TextChecker

from .conftest import engine_in_place

pytestmark = pytest.mark.languagetool

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").glob("*.txt"))
SEAM = "The security forces. from the northern province fled."
DOUBLED = "He came to to the old harbour."


@pytest.fixture(scope="module")
def shared(real):
    """The settings that lead to the server of the session."""
    return Settings(url=real._session.connect())


@pytest.fixture(scope="module", params=[("languagetool",), ("harper", "languagetool")], ids="+".join)
def find(request, shared):
    """One checker for each combination of passes."""
    with TextChecker(Config(passes=list(request.param), languagetool=shared)) as checker:

        def found(text):
            report, problems = checker.check(Text("t.txt", text, "plain"))
            assert problems == []
            return [placed.finding for placed in report.findings]

        yield found


@pytest.mark.parametrize(
    ("text", "rule", "fixed"),
    [
        (SEAM, "seams.stray-stop", "The security forces from the northern province fled."),
        (DOUBLED, "repetition.doubled-function-word", "He came to the old harbour."),
    ],
)
def test_a_rule_has_the_last_word(find, text, rule, fixed):
    assert [one.rule for one in find(text)] == [rule]
    assert fix(text, find, unsafe=True).text == fixed


@pytest.mark.parametrize(
    ("ignored", "text"),
    [("seams.stray-stop", SEAM), ("repetition", DOUBLED)],
)
def test_ignoring_a_rule_silences_the_twin(shared, ignored, text):
    passes = ["harper", "languagetool"]
    with TextChecker(Config(passes=passes, ignore=[ignored], languagetool=shared)) as checker:
        report, problems = checker.check(Text("t.txt", text, "plain"))
    assert (problems, report.findings) == ([], ())


def test_a_checker_starts_a_server_of_its_own(engine):
    with engine_in_place(engine), TextChecker(Config(passes=["languagetool"], only=["languagetool"])) as checker:
        report, problems = checker.check(Text("t.txt", "It was an test.", "plain"))
    assert (problems, [one.finding.rule for one in report.findings]) == ([], ["languagetool.EN_A_VS_AN"])


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
@pytest.mark.parametrize("unsafe", [False, True])
def test_fixing_makes_no_new_finding(find, path, unsafe):
    text = path.read_text(encoding="utf-8")
    before = {(one.rule, one.span.of(text)) for one in find(text)}
    fixed = fix(text, find, unsafe=unsafe)
    assert {(one.rule, one.span.of(fixed.text)) for one in fixed.left} <= before
    assert fix(fixed.text, find, unsafe=unsafe).text == fixed.text
