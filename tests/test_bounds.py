import pytest
import regex

from mtcheck.core.places import builtin_rules
from mtcheck.rulelang import loader
from mtcheck.rulelang.bounds import refuse
from mtcheck.rulelang.errors import RuleError

RULE = """message: Say “x” instead.
why: It is only a test.
severity: minor
category: fluency/spelling
find: '{pattern}'
examples:
  - {{bad: ab}}
  - {{good: c}}
"""


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(?:(?:(?:a{1000}){1000}){1000})", "repeat"),
        ("a{4000000000}", "repeat"),
        (r"(\w{500}){500}", "repeat"),
        ("(?R)a|b", "call"),
        ("(a(?1)?b)", "call"),
        ("(?<x>a(?&x)?)", "call"),
        ("(?P<x>a(?P>x)?)", "call"),
        ("(?:" * 100 + "a" + ")" * 100, "nested"),
        ("a" * 20_001, "longer"),
    ],
)
def test_patterns_without_bounds_are_refused_where_they_stand(tmp_path, pattern, words):
    with pytest.raises(regex.error, match=words):
        refuse(pattern)
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "one.yaml").write_text(RULE.format(pattern=pattern))
    with pytest.raises(RuleError, match=rf"one.yaml:5: not a pattern: .*{words}"):
        loader.load([tmp_path])


@pytest.mark.parametrize("pattern", ["a{3}b{2,4}", r"\((?R\)", "(?:a{20}b){20}", "(?i)(?:a|b)+?c*", "x{2}{3}"])
def test_ordinary_patterns_are_not(pattern):
    refuse(pattern)


def test_the_rules_that_come_with_it_are_within_bounds():
    assert len(loader.load([builtin_rules()])) > 100
