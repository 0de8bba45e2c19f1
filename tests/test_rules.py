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
TEST = selftest.Selftest(RULES)
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


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples_hold(rule):
    assert [str(failure) for failure in TEST.failures(rule)] == []


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
