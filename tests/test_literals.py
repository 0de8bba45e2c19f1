"""What a pattern is said to need is in everything that it matches."""

import pytest
import regex
from hypothesis import given, strategies

from mtcheck.core.literals import fold, needed, sifted
from mtcheck.core.places import builtin_rules
from mtcheck.document import Document
from mtcheck.passes.rules.engine import RulesPass
from mtcheck.rulelang import loader
from mtcheck.rulelang.rule import Rule


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (
            r"\b(?:my|our) (?<n>house|home)s? of",
            [
                "my home of",
                "my homes of",
                "my house of",
                "my houses of",
                "our home of",
                "our homes of",
                "our house of",
                "our houses of",
            ],
        ),
        (r"(?i)invaluable (drag|burden)", ["invaluable burden", "invaluable drag"]),
        ("x?abcd", ["abcd"]),
        ("abcde?", ["abcd"]),
        ("abcd+e", ["abcd"]),
        ("abcd+ def", ["abcd", "d def"]),
        ("(abc)?defg", ["defg"]),
        ("(?:abc|)", []),
        ("[Tt]he mayor", ["the mayor"]),
        ("(?:Said|Had) it", ["Had it", "Said it", "had it", "said it"]),
        ("(?i:Said|Had) it", ["had it", "said it"]),
        ("(?m-i:Said|Had) of", ["Had of", "Said of", "had of", "said of"]),
        ("The|Had", []),
        ("Been|Had", ["Been", "Had"]),
        ("bill ago|mill ago", ["bill ago", "mill ago"]),
        ("(?:ago|makes) of+", ["ago of", "makes of"]),
        ("ago", []),
        ("  (?:is|was)", ["  is", "  was"]),
        ("  {1,3}(?:is|was)", ["  "]),
        (r"\n\n", []),
        (r"bar\tfood", ["bar food"]),
        (" ,", [" ,"]),
        (", ", []),
        ("[abc]+ word", ["a word", "b word", "c word"]),
        ("[a-z]+ word", [" word"]),
        ("(?<=before)barn", ["barn", "before"]),
        ("barn(?=[^a]* after)", [" after", "barn"]),
        ("abcd(?!def)", ["abcd"]),
        (r"\p{Lu}\w+ said", [" said"]),
        ("food|bar", []),
        ("don['’]t go", ["don't go"]),
        ("(?:the ){0,2}mayor", ["mayor"]),
        ("(?:older ){1,2}man", ["older ", "older man"]),
        ("ab{2}c", []),
        ("an?b{2} it", ["b it"]),
        ("(?>one|two)three", ["onethree", "twothree"]),
        (r"\d+ ?€", ["0€", "0 €"]),
        (r"[1-9]\d{0,2}%", ["%"]),
        (r"[ \u00a0]{1,3}[:;](?=\s)", [" :", " ;"]),
        ("the|and", []),
        ("the mayors?|the mayoress", ["the mayor"]),
        ("(?x) a b c", []),
        ("(?:colour){e<=1}", []),
        ("(a)?(?(1)bcd|efg)", []),
        (r"\Qabc\E", []),
        (r"\ufffd|<unk>", ["<unk>", "\ufffd"]),
        (r"\ufffdabc", ["\ufffdabc"]),
        (r"(\w)\1bcde", ["bcde"]),
        ("", []),
    ],
)
def test_needed(pattern, expected):
    strings = [string for one in needed(pattern) for string in one]
    assert sorted(strings) == sorted(expected)


pieces = strategies.sampled_from(
    [
        "abc",
        "abcd",
        "Abcd",
        "DEF",
        "(?i:Abcd)",
        "\n",
        "def",
        "x1",
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
        r"\d",
        "1",
        "(?<=abc)",
        "(?<!def)",
        "(?:x |de){1,2}",
        "[ax]",
        "[1-3]?",
        "abc(?:d|)",
        r"\b",
        "’",
        "['’]",
    ]
)


fragments = strategies.lists(
    strategies.sampled_from(
        ["abc", "abcd", "ABCD", "Abcd", "def", "DEF", "de", "x", "x1", " ", "\n", "1", "23", "’", "'"]
    ),
    max_size=8,
).map("".join)


@given(strategies.lists(pieces, min_size=1, max_size=6).map("".join), fragments)
def test_what_a_pattern_matches_holds_what_it_needs(pattern, text):
    for one in (pattern, f"(?i){pattern}"):
        demands = needed(one)
        if demands and regex.search(one, text):
            written = sifted(text)
            assert all(any(string in written or string in written.lower() for string in any_of) for any_of in demands)


def test_the_rules_find_the_same_with_and_without(monkeypatch):
    rules = loader.load([builtin_rules()])
    texts = [
        example.bad for rule in rules for example in rule.card.examples if example.bad and example.source_text is None
    ]
    documents = [Document.of("\n\n".join(texts[low : low + 40]), "plain") for low in range(0, len(texts), 40)]
    runner = RulesPass(rules)
    quick = [list(runner.check(document)) for document in documents]
    monkeypatch.setattr(Rule, "needs", property(lambda rule: ((),) * len(rule.patterns)))
    runner = RulesPass(rules)
    assert quick == [list(runner.check(document)) for document in documents]
    assert sum(map(len, quick)) > 500


def test_folding_is_what_literals_are_looked_for_in():
    assert fold("Don’t GO") == "don't go"
