import pytest
import regex
from hypothesis import given, strategies

from mtcheck.core.fixes import Fixed, apply, fix
from mtcheck.core.model import Finding, Severity, Span


def finding(start, end, *fixes, safe=True, rule="r.x"):
    return Finding(Span(start, end), rule, "rules", "m", Severity.MINOR, "fluency/grammar", fixes, safe)


@pytest.mark.parametrize(
    ("text", "findings", "expected"),
    [
        ("abc", [], "abc"),
        ("abc", [finding(1, 2, "X")], "aXc"),
        ("abc", [finding(1, 1, "X")], "aXbc"),
        ("abc", [finding(0, 1, ""), finding(2, 3, "Z")], "bZ"),
        ("abc", [finding(0, 2, "X"), finding(1, 3, "Y")], "Xc"),
        ("a😀c", [finding(1, 2, "b")], "abc"),
        ("a\r\nc", [finding(3, 4, "d")], "a\r\nd"),
        ("abc", [finding(0, 1)], "abc"),
    ],
)
def test_apply(text, findings, expected):
    assert apply(text, findings) == expected


def swaps(*pairs, safe=True):
    def find(text):
        return [
            finding(match.start(), match.end(), right, safe=safe, rule=f"r.{wrong}")
            for wrong, right in pairs
            for match in regex.finditer(regex.escape(wrong), text)
        ]

    return find


def test_fixes_feed_each_other_until_nothing_changes():
    fixed = fix("aaaa b", swaps(("aa", "a")))
    assert (fixed.text, fixed.applied, fixed.left) == ("a b", 3, ())


def test_a_fix_that_makes_a_new_finding_is_refused_and_the_others_are_applied():
    fixed = fix("x a y", swaps(("a", "b"), ("b", "b!"), ("x", "z")))
    assert fixed.text == "z a y"
    assert [one.rule for one in fixed.left] == ["r.a"]


def test_fixes_that_undo_each_other_end():
    assert fix("a", swaps(("a", "b"), ("b", "a"))).text in {"a", "b"}


def test_only_safe_fixes_unless_asked():
    find = swaps(("a", "b"), safe=False)
    assert fix("a", find).text == "a"
    assert fix("a", find, unsafe=True).text == "b"


@given(
    strategies.text(max_size=30),
    strategies.lists(
        strategies.tuples(strategies.integers(0, 30), strategies.integers(0, 5), strategies.text(max_size=3)),
        max_size=8,
    ),
)
def test_apply_changes_nothing_outside_the_spans(text, rows):
    found = [finding(min(a, len(text)), min(a + n, len(text)), new) for a, n, new in rows]
    covered = {at for one in found for at in range(one.span.start, one.span.end)}
    kept = "".join(char for at, char in enumerate(text) if at not in covered)
    after = iter(apply(text, found))
    assert all(char in after for char in kept)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("x a y", [("a", "b"), ("b", "b!"), ("x", "z")]),
        ("abab", [("a", "b"), ("b", "a")]),
        ("aaaa", [("aa", "a"), ("a", "aa")]),
        ("abc" * 20, [("a", "bb"), ("b", ""), ("c", "a")]),
        ("a" * 50, [("aa", "a")]),
    ],
)
def test_what_was_corrected_stays_as_it_is(text, pairs):
    once = fix(text, swaps(*pairs))
    assert fix(once.text, swaps(*pairs)) == Fixed(once.text, 0, once.left)


def test_one_guilty_fix_among_many_costs_few_checks():
    calls = []

    def find(text):
        calls.append(text)
        return swaps(("a", "-"), ("b", "c"), ("c", "c"))(text)

    fixed = fix("a" * 500 + "b" + "a" * 500, find)
    assert fixed.text == "-" * 500 + "b" + "-" * 500
    assert len(calls) < 60


def test_a_safe_fix_may_uncover_what_another_rule_says():
    def find(text):
        if text.startswith("m"):
            return [finding(0, 1, "")]
        return [finding(at, at + 1, safe=False, rule="r.bare") for at, char in enumerate(text) if char == "x"]

    fixed = fix("m xx", find)
    assert (fixed.text, [one.rule for one in fixed.left]) == (" xx", ["r.bare", "r.bare"])


def test_an_unsafe_fix_may_not():
    def find(text):
        if text.startswith("m"):
            return [finding(0, 1, "", safe=False)]
        return [finding(len(text) - 1, len(text), safe=False, rule="r.bare")]

    assert fix("m text", find, unsafe=True).text == "m text"


def test_a_safe_fix_takes_those_along_that_it_calls_for():
    def find(text):
        called = [finding(at, at + 1, "", rule="r.called") for at, char in enumerate(text) if char == "c"]
        return called or [finding(at, at + 1, "dcc", rule="r.first") for at, char in enumerate(text) if char == "a"]

    fixed = fix("xa", find)
    assert (fixed.text, fixed.left) == ("xd", ())
