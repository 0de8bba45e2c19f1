"""What a pattern is said to need is in everything that it matches."""

import pytest
import regex
from hypothesis import given, strategies

from mtcheck.core.literals import needed
from mtcheck.core.places import builtin_rules
from mtcheck.document import Document
from mtcheck.passes.rules.engine import RulesPass, fold
from mtcheck.rulelang import loader
from mtcheck.rulelang.rule import Rule


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\b(?:a|an) (?<n>house|home)s? of", {"house", "home"}),
        (r"(?i)invaluable (drag|burden)", {"invaluable"}),
        ("x?abc", {"abc"}),
        ("abc?", None),
        ("abc+d", {"abc"}),
        ("(abc)?def", {"def"}),
        ("(?:abc|)", None),
        ("[abc]+ word", {"word"}),
        ("(?<=before)bar", {"bar"}),
        (r"\p{Lu}\w+ said", {"said"}),
        ("foo|ba", None),
        ("don['’]t go", {"don"}),
        ("don’t go", {"don"}),
        ("(?:the ){0,2}mayor", {"mayor"}),
        ("(?:old ){1,2}man", {"old"}),
        ("ab{2}c", None),
        ("(?>one|two)three", {"three"}),
        ("(?x) a b c", None),
        ("(?:colour){e<=1}", None),
        ("(a)?(?(1)bcd|efg)", None),
        (r"\Qabc\E", None),
        ("abc(?!def)", {"abc"}),
        (r"\ufffd|<unk>", None),
        (r"\ufffdabc", {"abc"}),
        (r"(\w)\1bcd", {"bcd"}),
        ("", None),
    ],
)
def test_needed(pattern, expected):
    found = needed(pattern)
    assert (None if found is None else set(found)) == expected


pieces = strategies.sampled_from(
    [
        "abc",
        "def",
        "x",
        " ",
        "(abc|def)",
        "(?:abc|x)?",
        "def+",
        "[ab]",
        "abc{0,2}",
        "(?=abc)",
        "|",
        "(de|f)",
        r"\w",
        ".",
    ]
)


@given(strategies.lists(pieces, min_size=1, max_size=6).map("".join), strategies.text("abcdefx ", max_size=14))
def test_every_match_holds_what_its_pattern_needs(pattern, text):
    need = needed(pattern)
    for match in regex.finditer(pattern, text) if need is not None else ():
        assert any(literal in match.group() for literal in need)


def test_the_rules_find_the_same_with_and_without(monkeypatch):
    rules = loader.load([builtin_rules()])
    texts = [
        example.bad for rule in rules for example in rule.card.examples if example.bad and example.source_text is None
    ]
    documents = [Document.of("\n\n".join(texts[low : low + 40]), "plain") for low in range(0, len(texts), 40)]
    quick = [list(RulesPass(rules).check(document)) for document in documents]
    monkeypatch.setattr(Rule, "needs", property(lambda rule: (None,) * len(rule.patterns)))
    assert quick == [list(RulesPass(rules).check(document)) for document in documents]
    assert sum(map(len, quick)) > 500


def test_folding_is_what_literals_are_looked_for_in():
    assert fold("Don’t GO") == "don't go"
