import pytest

from mtcheck.core.settings import Config
from mtcheck.input.reading import Text
from mtcheck.run.checker import TextChecker

BAD = "The talks. with the unions resume on Tuesday."


@pytest.fixture(scope="module")
def checker():
    with TextChecker(Config(grammar="off")) as one:
        yield one


@pytest.mark.parametrize(
    ("format_", "text", "rules"),
    [
        ("plain", f"{BAD}\n", ["seams"]),
        ("plain", f"<!-- mtcheck: off -->\n{BAD}\n", []),
        ("plain", f"# mtcheck: off seams\n{BAD}\n# mtcheck: on seams\n{BAD}\n", ["seams"]),
        ("plain", f"# mtcheck: off quotes\n{BAD}\n", ["mtcheck", "seams"]),
        ("plain", f"# mtcheck: ignore seams -- quoted as printed\n{BAD}\n\n{BAD}\n", ["seams"]),
        ("markdown", f"<!-- mtcheck: ignore seams -->\n\n{BAD}\n\n{BAD}\n", ["seams"]),
        ("html", f"<!-- mtcheck: off --><p>{BAD}</p><!-- mtcheck: on --><p>{BAD}</p>", ["seams"]),
    ],
)
def test_directives(checker, format_, text, rules):
    report, problems = checker.check(Text("a", text, format_))
    assert sorted(placed.finding.rule.split(".")[0] for placed in report.findings) == rules
    assert problems == []


def test_a_directive_that_cannot_be_read_is_a_problem(checker):
    _, problems = checker.check(Text("a", f"# mtcheck: shut up\n{BAD}\n", "plain"))
    assert "directive not understood on line 1" in problems[0].message
