"""Every rule's examples are its tests, and no rule may be made to hang."""

import time

import pytest

from mtcheck.core.places import builtin_rules
from mtcheck.document import Document
from mtcheck.passes.rules.engine import RulesPass
from mtcheck.rulelang import loader
from mtcheck.rulelang.patterns import SECONDS
from mtcheck.run import selftest

RULES = loader.load([builtin_rules()])
PUMPS = [
    "a" * 50_000,
    "a " * 50_000,
    "A " * 50_000,
    "the " * 25_000,
    "“" * 50_000,
    "“a ” " * 20_000,
    '"' * 50_000,
    ". " * 50_000,
    "a. " * 30_000,
    "1," * 50_000,
    "1" * 50_000,
    "1 " * 50_000,
    " " * 50_000,
    "(" * 50_000,
    "-a" * 50_000,
    "&" * 50_000,
    "{ " * 50_000,
    "<a" * 50_000,
    "я" * 50_000,
    "\n" * 50_000,
    "both of the " * 10_000,
]


@pytest.fixture(scope="module")
def failures():
    """What is wrong with the examples, by rule: those of all rules are read together, which takes half of the time."""
    found = {}
    for one in selftest.run(RULES):
        found.setdefault(one.rule, []).append(str(one))
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples_hold(failures, rule):
    assert failures.get(rule.id, []) == []


def test_an_example_that_does_not_hold_is_told_of_its_rule(tmp_path):
    """One of each sort, among rules whose examples hold."""
    (tmp_path / "own").mkdir()
    text = "message: Say rain.\nwhy: Only a test of it.\nseverity: minor\ncategory: terminology\n"
    text += "swap: {hard rain: rain, soft rain: rain}\nexamples:\n- {bad: A hard rain fell., fix: A rain fall.}\n"
    text += "- {good: A hard rain fell.}\n- {good: The the rain.}\n"
    (tmp_path / "own" / "rain.yaml").write_text(text)
    (tmp_path / "own" / "off.yaml").write_text(text.replace("severity", "default: false\nseverity"))
    usual = [rule for rule in RULES if rule.id in {"repetition.doubled-function-word", "seams.stray-stop"}]
    found = selftest.run(sorted([*usual, *loader.load([tmp_path])], key=lambda rule: rule.id))
    assert [(one.rule, one.reason.split(":")[0].split(" in ")[0].split(", ")[0], one.example) for one in found] == [
        ("own.off", "fixing gives 'A rain fell.'", "A hard rain fell."),
        ("own.off", "should be clean but own.rain flags 'hard rain'", "A hard rain fell."),
        ("own.off", "should be clean but repetition.doubled-function-word flags 'The the'", "The the rain."),
        ("own.off", "should be clean but own.off flags 'hard rain'", "A hard rain fell."),
        ("own.off", "unproven", "no example exercises the swap entry 'soft rain'"),
        ("own.rain", "fixing gives 'A rain fell.'", "A hard rain fell."),
        ("own.rain", "should be clean but own.rain flags 'hard rain'", "A hard rain fell."),
        ("own.rain", "should be clean but repetition.doubled-function-word flags 'The the'", "The the rain."),
        ("own.rain", "unproven", "no example exercises the swap entry 'soft rain'"),
    ]


def test_there_are_enough_rules():
    assert len(RULES) >= 120


@pytest.mark.parametrize("pump", PUMPS, ids=lambda pump: repr(pump[:12]))
def test_no_rule_hangs(pump):
    document = Document.of(pump)
    document.quotes, document.sentences, document.protected  # noqa: B018  (their time is not a rule's)
    if _seconds(RULES, document) > SECONDS:  # else each of them took less
        assert [(rule.id, spent) for rule in RULES if (spent := _seconds([rule], document)) > SECONDS] == []


def _seconds(rules, document):
    start = time.process_time()
    list(RulesPass(rules).check(document))
    return time.process_time() - start
