"""What is known of a judged edit, as numbers for the decision.

The rule counts by itself, beside its kind: some families are surer than others. More was tried and left out, since it
decided no better on text left out or planted defects teach it wrongly: how many other edits there are at the place, how
near in meaning the words are, tags, quotations, headlines.
"""

from collections.abc import Sequence

import regex

from mtcheck.english.lexicon import frequency
from mtcheck.passes.model.judge import Judged

Features = dict[str, float]

CHOOSE = "choose"
"""The family whose edits the model itself thought of, so that it likes them too well."""
_KINDS = {
    "choose": "choice",
    "insert": "inserted",
    "drop": "left out",
    "double": "left out",
    "form": "form",
    "swap": "order",
    "move": "order",
    "compound": "order",
    "lower": "letters",
    "upper": "letters",
    "join": "letters",
    "split": "letters",
}
"""The families that are weighed together; the others exchange a word."""
_WORD = regex.compile(r"[A-Za-z]+")
_NO_WORD = 6.0
"""The Zipf frequency that counts where an edit puts or takes away nothing."""
_HIGHEST = 14.0
_SURE = 7.0
"""From how many nats on a gain counts anew."""
_LOWEST_TAIL, _HIGHEST_TAIL = -6.0, 8.0
_MOST_SURPRISE, _LEAST_START = 16.0, -14.0
_DISCOUNT = 6.0
"""How many nats of such an edit do not count as a sign that a text has faults."""
_CLEAR, _SPAN = 5.0, 4.0
"""From how many nats an edit is such a sign, and over how many more it becomes a full one."""
_LONG = 150
"""The fewest words, to count with: a short text tells little of itself."""
_DENSE = 72.0
"""One full sign in so many words is as many as can be."""
_HALF_CLEAR = (2.0, 8.0)
_HALF_DENSE = 33.0
"""One half-clear edit, of so many nats, in so many words is as many as can be."""


def features(one: Judged, how: str, old: str) -> Features:
    """Return the numbers of an edit of a family; ``old`` is what gives way.

    ``commoner`` says by how much the rarest word of the new text is more frequent than that of the old, in powers of
    ten: a model likes frequent words. ``tail`` is the gain over what follows, ``surprise`` that of what gives way,
    ``start`` the log-probability of the first token of the new.
    """
    gain = min(one.gain, _HIGHEST)
    new = one.edit.text
    return {
        "always": 1.0,
        "gain": gain,
        "beyond": max(0.0, gain - _SURE),
        "tail": max(_LOWEST_TAIL, min(_HIGHEST_TAIL, one.after)),
        "surprise": min(_MOST_SURPRISE, one.surprise),
        "start": max(_LEAST_START, one.start),
        _KINDS.get(how, "exchange"): 1.0,
        one.edit.rule: 1.0,
        "capital": float(old + new != (old + new).lower()),
        "commoner": round(_rarest(new) - _rarest(old), 2),
    }


def _rarest(text: str) -> float:
    return min((frequency(word.lower()) for word in _WORD.findall(text)), default=_NO_WORD)


def clarity(one: Judged, how: str) -> float:
    """Return how clear a sign of a faulty text an edit is: its gain in nats, less what the model likes too well."""
    return one.gain - _DISCOUNT * (how == CHOOSE)


def company(clarities: Sequence[float], words: int) -> list[float]:
    """Return for each place how many other clear edits the document has for its length, on a scale from 0 to 1.

    A text with many clear faults is likelier to have another; but only where many edits are half clear, too, as they
    are in what an engine made. In good English with slips there are no more of those than elsewhere.
    """
    low, high = _HALF_CLEAR
    half = [low <= clarity < high for clarity in clarities]
    length = max(words, _LONG)
    signs = [min(1.0, max(0.0, (clarity - _CLEAR) / _SPAN)) for clarity in clarities]
    most = [min(1.0, (sum(half) - own) / length * _HALF_DENSE) for own in half]
    total = sum(signs)
    return [round(min(limit, (total - own) / length * _DENSE), 3) for own, limit in zip(signs, most, strict=True)]
