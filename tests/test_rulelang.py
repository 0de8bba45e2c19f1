import textwrap

import pytest
import regex

from mtcheck.core.errors import TooSlow
from mtcheck.core.places import builtin_rules
from mtcheck.english.lexicon import tables
from mtcheck.english.lists import words
from mtcheck.rulelang import loader, template
from mtcheck.rulelang.errors import RuleError
from mtcheck.rulelang.patterns import bounded, expand, matches

RULE = """\
message: "English says “{fix}”, not “{text}”."
why: Copied from elsewhere.
severity: minor
category: style/unnatural
swap:
  strong rain: heavy rain
examples:
  - {bad: Strong rain fell., fix: Heavy rain fell.}
  - {good: Heavy rain fell.}
"""


@pytest.fixture
def write(tmp_path):
    def one(text, name="pack/rule.yaml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        return path

    return one


def test_the_id_is_the_place(write, tmp_path):
    write(RULE, "weather/rain.yaml")
    assert [rule.id for rule in loader.load([tmp_path])] == ["weather.rain"]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("severity: minor", "severity: grave", 3, "Invalid enum value"),
        ("severity: minor", "serverity: minor", 3, "unknown field"),
        ("category: style/unnatural", "category: style/odd", 4, "unknown category"),
        ("swap:\n  strong rain: heavy rain", "find: '(x'", 5, "not a pattern"),
        ("swap:\n  strong rain: heavy rain", "find: '{no-such-list}'", 5, "no such list: no-such-list"),
        ("swap:\n  strong rain: heavy rain", "check: no-such-check", 5, "unknown check"),
        ("swap:\n", "words: [x]\nswap:\n", 1, "exactly one of"),
        ("heavy rain\n", "'{9}'\n", 6, "unknown slot {9}"),
        ("heavy rain\n", "'{text:shout}'\n", 6, "unknown filter"),
        ("{fix}", "{nope}", 1, "unknown slot {nope}"),
        ("swap:\n", "same: '{x}'\nswap:\n", 5, "only a rule of forms"),
        ("swap:\n", "often: {times: 2}\nswap:\n", 5, "only a rule of find"),
        ("swap:\n", "elsewhere: ['{9}']\nswap:\n", 5, "unknown slot {9}"),
        (
            "swap:\n  strong rain: heavy rain",
            "words: [strong rain]\nelsewhere: ['{text}']",
            6,
            "only a rule of patterns",
        ),
        ("  - {good: Heavy rain fell.}\n", "", 7, "needs a good example"),
        ("{good: Heavy rain fell.}", "{good: Heavy rain fell., count: 2, bad: x}", 9, "either bad or good"),
        ("why: Copied from elsewhere.", "why: [", 4, "not YAML"),
    ],
)
def test_broken_rules_are_errors_with_file_and_line(write, old, new, line, words):
    path = write(RULE.replace(old, new))
    with pytest.raises(RuleError) as caught:
        loader.load_rule(path)
    assert (caught.value.file, caught.value.line) == (str(path), line)
    assert words in str(caught.value)


def test_aliases_are_refused(write):
    path = write("message: &a [x, x]\nwhy: [*a, *a]\n")
    with pytest.raises(RuleError, match="aliases"):
        loader.load_rule(path)


def test_yaml_cannot_make_objects(write):
    path = write(RULE.replace("why: Copied from elsewhere.", "why: !!python/object/apply:os.system ['true']"))
    with pytest.raises(RuleError, match="not YAML"):
        loader.load_rule(path)


def test_no_rule_twice(write, tmp_path):
    write(RULE, "one/pack/rule.yaml")
    write(RULE, "two/pack/rule.yaml")
    with pytest.raises(RuleError, match="already in"):
        loader.load([tmp_path / "one", tmp_path / "two"])


@pytest.mark.parametrize("name", ["Pack/rule.yaml", "pack/Rule_x.yaml"])
def test_names_are_lower_case(write, name):
    with pytest.raises(RuleError, match="lower-case-words"):
        loader.load_rule(write(RULE, name))


def test_an_empty_folder_is_an_error(tmp_path):
    with pytest.raises(RuleError, match="holds no rule"):
        loader.load([tmp_path])
    with pytest.raises(RuleError, match="no folder"):
        loader.load([tmp_path / "none"])


def test_a_pack_brings_its_own_lists(write, tmp_path):
    write("# weather\nrain # wet\nsnow\n", "lists/weather.txt")
    write(RULE.replace("swap:\n  strong rain: heavy rain", "find: 'strong {weather}'\nfixes: ['heavy']"))
    (rule,) = loader.load([tmp_path])
    assert rule.patterns[0][0].search("a strong snow")


@pytest.mark.parametrize(
    ("slots", "values", "expected"),
    [
        ("{1} and {name:upper}", {"1": "a", "name": "b"}, "a and B"),
        ("{{1}}", {"1": "a"}, "{1}"),
        ("{1:ordinal} {2:ordinal} {3:ordinal}", {"1": "22th", "2": "11", "3": "3"}, "22nd 11th 3rd"),
        ("{1:thousands}", {"1": "12.500"}, "12,500"),
        ("{1:capital}{1:lowfirst}", {"1": "Ab"}, "Abab"),
        ("{1:title}", {"1": "cape of hope"}, "Cape Of Hope"),
        ("{1:called}", {"1": "\u00ad"}, "soft hyphen"),
        ("{h:hour}{m:minutes} {h:half}", {"h": "0", "m": "05"}, "12:05 a.m."),
        ("{h:hour}{m:minutes} {h:half}", {"h": "13", "m": "00"}, "1 p.m."),
        ("{h:hour} {h:half}", {"h": "12"}, "12 p.m."),
    ],
)
def test_templates(slots, values, expected):
    assert template.fill(slots, values) == expected


def test_templates_reach_no_attributes():
    assert template.fill("{1.__class__}", {"1": "x"}) == "{1.__class__}"


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("cat", "cat concatenate Cat", ["cat"]),
        ("(?i)cat", "cat concatenate Cat", ["cat", "Cat"]),
        ("sta(te|tes)", "states", ["states"]),
        (r"\.", "a.b .", [".", "."]),
        ("’s", "it’s", ["’s"]),
    ],
)
def test_patterns_are_word_bounded(pattern, text, expected):
    assert [match.group() for match in bounded(pattern).finditer(text)] == expected


def test_lists_expand_longest_first_but_not_unicode_classes():
    known = {"d": frozenset({"a", "a b", "x.y"})}
    assert expand(r"\p{d}{d}x{2}", known.__getitem__) == r"\p{d}(?:a b|x\.y|a)x{2}"


def test_a_pattern_that_runs_away_is_stopped(monkeypatch):
    monkeypatch.setattr("mtcheck.rulelang.patterns.SECONDS", 0.05)
    with pytest.raises(TooSlow):
        list(matches(regex.compile(r"(?:a|aa)+$"), "a" * 5000 + "b"))


def test_the_built_in_lists_are_sorted_and_single():
    for path in sorted((builtin_rules() / "lists").glob("*.txt")):
        entries = [line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines()]
        entries = [entry for entry in entries if entry]
        assert entries == sorted(set(entries)), path.name


@pytest.mark.parametrize(
    ("name", "some", "none"),
    [
        ("months", {"March", "May"}, "Monday"),
        ("days-and-months", {"Monday", "Mondays", "April"}, "May"),
        ("small-words-cs", {"také", "však"}, "avec"),
        ("foreign-function-words", {"avec", "pero"}, "die"),
        ("top-domains", {"org"}, "the"),
    ],
)
def test_a_list_is_a_file_or_a_class_of_the_lexicon(name, some, none):
    assert some <= words(name)
    assert none not in words(name)


def test_no_list_is_both_a_file_and_a_class():
    files = {path.stem for path in (builtin_rules() / "lists").glob("*.txt")}
    assert not files & {"months", "weekdays", *tables.about()}


def test_an_unknown_list_is_named():
    with pytest.raises(FileNotFoundError, match="no-such-list"):
        words("no-such-list")
