"""The first pass over hand-made rules: what each key of a rule file does."""

import textwrap

import pytest

from mtcheck.core.literals import fold
from mtcheck.document import Document
from mtcheck.passes import Unfinished
from mtcheck.passes.rules.engine import RulesPass
from mtcheck.rulelang import loader

HEAD = """\
message: "“{text}” → “{fix}”"
why: A rule for a test.
severity: minor
category: fluency/grammar
examples:
  - {bad: x}
  - {good: y}
"""

FORMS = """\
forms:
  full: {find: '(?<hour>\\d) o’clock', write: ['{hour} o’clock']}
  short: {find: '(?<hour>\\d) hrs', write: ['{hour} hrs']}"""


@pytest.fixture
def check(tmp_path):
    def one(body, text, format_="plain"):
        path = tmp_path / "pack" / "rule.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(HEAD + textwrap.dedent(body), encoding="utf-8")
        document = Document.of(text, format_)
        return [
            (found.span.of(document.prose), *found.fixes)
            for found in RulesPass([loader.load_rule(path)]).check(document)
        ]

    return one


@pytest.mark.parametrize(
    ("body", "text", "expected"),
    [
        ("words: [make photo]\nfixes: [take photo]", "We Make photo, make photos", [("Make photo", "take photo")]),
        ("words: [make photo]\nfixes: [take photo]", "Make photo.", [("Make photo", "Take photo")]),
        ("words: [Don't]\nfixes: [Do not]", "Don’t and don't", [("Don’t", "Do not")]),
        ("swap: {ONU: UN}", "the ONU, the onu", [("ONU", "UN")]),
        (
            "swap: {'(big|great) fever': ['high fever', '{1} heat']}",
            "a great fever",
            [("great fever", "high fever", "great heat")],
        ),
        ("find: 'in (?<span>the) (?<day>Monday|Friday)'\nfixes: ['on']", "in the Monday", [("the", "on")]),
        ("find: '(?i){days}'", "on MONDAY", []),
        ("find: 'cat'\nfixes: [dog]\nunless: [cat food]", "a cat, cat food", [("cat", "dog")]),
        ("find: 'cat'\nquote: inside", "cat “cat” cat", [("cat",)]),
        ("find: 'cat'\nquote: outside", "cat “cat” cat", [("cat",), ("cat",)]),
        ("find: 'cat'\nblocks: [heading]", "A cat\n\nThe cat sat.", [("cat",)]),
        ("find: 'cat'", "www.cat.org and cat", [("cat",)]),
        ("find: 'cat'\nprotected: true", "www.cat.org and cat", [("cat",), ("cat",)]),
        ("find: '(?<n>\\w+) way'\nwhere: {n: '!animals'}\nfixes: ['{n}']", "cat way, high way", [("high way", "high")]),
        (
            "find: '(?<n>\\w+) way'\nwhere: {n: animals}\nfixes: ['{n:upper}']",
            "Cat way, high way",
            [("Cat way", "CAT")],
        ),
        (
            "tokens: [{word: it, mark: false}, {tag: 'VB[DZ]', name: v}]\nfixes: ['{v:VBG}']",
            "It took time.",
            [("took", "taking")],
        ),
        (
            "tokens: [{at: start}, {word: he}, {tag: VBD, optional: true}, {at: end}]",
            "He\n\nHe left",
            [("He",), ("He left",)],
        ),
        (
            "tokens: [{word: 'this|these', name: d}, {tag: 'NNS?', name: n}]\nagree: ['d.number != n.number']\nfixes: ['{d} {n:NNS}']",
            "They read these report and these plans.",
            [("these report", "these reports")],
        ),
        ("find: 'cat'\nplace: sentence-start", "cat food. A cat sat.\n\ncat naps", [("cat",), ("cat",)]),
        ("find: 'cat'\nplace: block-end", "The cat, the cat \n\nA cat sat", [("cat",)]),
        ("find: 'cat'\nleast_sentences: 3", "A cat sat. It ran.", []),
        ("find: 'cat'\nleast_sentences: 2", "A cat sat. It ran.", [("cat",)]),
        ("find: 'cat'\noverused: {at: 200}", "At home a cat barked.", [("cat",)]),
        ("find: 'cat'\noverused: {at: 201}", "At home a cat barked.", []),
        ("find: 'cat'\noverused: {at: 201, a: 200}", "At home a cat barked.", [("cat",)]),
        ("find: 'cat'\ncased: true", "the cat sat on the mat.\n\n" * 5, []),
        (
            "find: 'dog'\ncased: true",
            "the cat sat on the mat.\n\n" + "The cat sat on the mat. " * 4 + "A dog barked at us.",
            [("dog",)],
        ),
        ("find: 'cat'\nedited: true", "lol the cat sat!!! :) omg u guys :) #cat @you", []),
        (
            "find: 'cat'\nedited: true",
            "A significant cat of Simon’s, and a vacant and piquant cat of Simone’s.",
            [("cat",)] * 2,
        ),
        ("find: '(?<n>\\w+)s'\nelsewhere: ['{n}']\nfixes: ['{n}']", "cats, dogs, a dog", [("dogs", "dog")]),
        ("find: '(?<n>\\w+)s'\nelsewhere: ['!{n}']\nfixes: ['{n}']", "cats, dogs, a dog", [("cats", "cat")]),
        ("find: '(?<n>cat)s'\nelsewhere: ['{n}|the {n}']", "cats and cattle", []),
        ("find: '(?<n>\\w+)'\nfixes: ['{n:lower}']", "cat Dog", [("Dog", "dog")]),
        ("find: 'cat'\noften: {times: 3}", "cat, cat", []),
        ("find: 'cat'\noften: {times: 3}", "cat, cat, cat", [("cat",)]),
        ("find: 'cat'\noften: {sentences: 2}", "A cat sat.", []),
        ("find: 'cat'\noften: {in_a_thousand_words: 200}", "cat a b c d e", []),
        ("find: 'cat'\noften: {in_a_thousand_words: 200}", "a b cat c d", [("cat",)]),
        ("find: 'cat'\noften: {in_a_hundred_sentences: 60}", "A cat. It ran.", []),
        ("find: 'cat'\noften: {in_a_hundred_sentences: 50}", "A cat. It ran.", [("cat",)]),
        (FORMS, "2 o’clock, 3 hrs, 4 o’clock", [("3 hrs", "3 o’clock")]),
        (FORMS, "3 hrs, 4 o’clock", [("4 o’clock", "4 hrs")]),
        (FORMS, "3 hrs, 4 hrs", []),
        (FORMS + "\nsame: '{hour}'", "2 o’clock, 3 hrs, 4 o’clock", []),
        (FORMS + "\nsame: '{hour}'", "2 o’clock, 3 hrs, 2 hrs", [("2 hrs", "2 o’clock")]),
        (FORMS + "\nwhere: {hour: '!animals'}", "2 o’clock, 3 hrs", [("3 hrs", "3 o’clock")]),
        (FORMS + "\nquote: outside", "2 hrs, “3 o’clock”, 4 hrs", []),
    ],
)
def test_keys(check, tmp_path, body, text, expected):
    (tmp_path / "lists").mkdir(exist_ok=True)
    (tmp_path / "lists" / "animals.txt").write_text("cat\ndog\n")
    (tmp_path / "lists" / "days.txt").write_text("Friday\n")
    if "animals" in body or "{days}" in body:
        path = tmp_path / "pack" / "rule.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(HEAD + body, encoding="utf-8")
        (rule,) = loader.load([tmp_path])
        document = Document.of(text)
        assert [(one.span.of(document.prose), *one.fixes) for one in RulesPass([rule]).check(document)] == expected
    else:
        assert check(body, text) == expected


def test_a_rule_out_of_time_is_named_and_the_rest_is_given(check, monkeypatch):
    monkeypatch.setattr("mtcheck.rulelang.patterns.SECONDS", 0.05)
    with pytest.raises(Unfinished, match=r"taking too long: pack\.rule"):
        check("find: '(?:a|aa)+b'", "a" * 5000 + "c")


@pytest.mark.parametrize("text", ["İSTANBUL’s", "ﬁ\u00a0x\n", "ẞ"])
def test_folding_keeps_every_code_point_in_its_place(text):
    assert len(fold(text)) == len(text)
