"""The families of edits: functions from a rule's card, a passage and a word to what is proposed there."""

from collections.abc import Callable, Iterator

from mtcheck.passes.model.families import forms, letters, order, words
from mtcheck.passes.model.families.proposal import Proposal
from mtcheck.passes.model.passage import Passage
from mtcheck.rulelang.propose import Propose

Family = Callable[[Propose, Passage, int], Iterator[Proposal]]

FAMILIES: dict[str, Family] = {
    "compound": order.compound,
    "double": words.double,
    "drop": words.drop,
    "exchange": words.exchange,
    "form": forms.form,
    "insert": words.insert,
    "join": letters.join,
    "lower": letters.lower,
    "move": order.move,
    "split": letters.split,
    "swap": order.swap,
    "upper": letters.upper,
}
"""What ``how`` of a ``propose`` rule names; ``choose`` needs the model and is in mtcheck.passes.model.choice."""

__all__ = ["FAMILIES", "Family", "Proposal"]
