"""What is known of a judged edit, as numbers for the decision.

More was tried and left out, since planted defects teach it wrongly: the kind of edit, how rare the words are and how
alike, their tags, the place in the sentence, quotations, headlines. None of it decided better on text left out.
"""

from collections.abc import Sequence

from mtcheck.passes.model.judge import Judged

Features = dict[str, float]

CHOICE = "word-choice"
"""The beginning of the names of rules whose edits the model itself thought of, so that it likes them too well."""
_HIGHEST = 14.0
_DISCOUNT = 6.0
"""How many nats of such an edit do not count as a sign that a text has faults."""
_CLEAR, _SPAN = 5.0, 4.0
"""From how many nats an edit is such a sign, and over how many more it becomes a full one."""
_LONG = 150
"""The fewest words, to count with: a short text tells little of itself."""
_DENSE = 24.0
"""One full sign in so many words is as many as can be."""


def features(one: Judged, rule: str) -> Features:
    """Return the numbers of an edit that the rule of a name proposes."""
    gain = min(one.gain, _HIGHEST)
    chosen = float(rule.startswith(CHOICE))
    return {
        "always": 1.0,
        "gain": gain,
        "choice": chosen,
    }


def clarity(one: Judged, rule: str) -> float:
    """Return how clear a sign of a faulty text an edit is: its gain in nats, less what the model likes too well."""
    return one.gain - _DISCOUNT * rule.startswith(CHOICE)


def company(clarities: Sequence[float], words: int) -> list[float]:
    """Return for each place how many other clear edits the document has for its length, on a scale from 0 to 1.

    A text with many clear faults is likelier to have another.
    """
    signs = [min(1.0, max(0.0, (clarity - _CLEAR) / _SPAN)) for clarity in clarities]
    total = sum(signs)
    return [round(min(1.0, (total - own) / max(words, _LONG) * _DENSE), 3) for own in signs]
