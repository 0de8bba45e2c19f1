"""The examples of the rules that propose, on the real model: their edit is among the best, and good texts have none."""

import pytest

from mtcheck.core.places import builtin_rules
from mtcheck.document import Document
from mtcheck.passes.model.proposals import Proposer
from mtcheck.rulelang import loader

RULES = [rule for rule in loader.load([builtin_rules()]) if rule.card.propose is not None]
EXAMPLES = [(rule, example) for rule in RULES for example in rule.card.examples]


@pytest.fixture(scope="module")
def proposer(real_model):
    return Proposer(RULES, real_model)


def test_every_rule_states_what_it_asks_of_the_model():
    assert [rule.id for rule in RULES if rule.card.likelier is None] == []


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda value: getattr(value, "id", None))
def test_example(rule, example, proposer):
    text = example.bad or example.good
    if rule.card.propose.how == "mark":
        marked = [one for one in proposer.judged(Document.of(text)).marks if one.rule == rule.id]
        assert bool(marked) is (example.bad is not None)
        return
    found = [one for one in proposer.candidates(Document.of(text)) if one.judged.gain >= rule.card.likelier]
    mine = [one for one in found if one.rule == rule.id]
    edited = {text[: one.span.start] + one.judged.edit.text + text[one.span.end :] for one in mine}
    if example.good is not None:
        assert edited == set()
    else:
        assert example.fix in edited
