"""What is known of a judged edit, as numbers for the decision.

More was tried and left out, since planted defects teach it wrongly: the kind of edit, how rare the words are and how
alike, their tags, the place in the sentence, quotations, headlines. None of it decided better on text left out.
"""

from collections.abc import Sequence

from mtcheck.passes.model.judge import Judged

Features = dict[str, float]

CHOICE = "word-choice"
"""The beginning of the names of rules whose edits the model itself thought of, so that it likes them too well."""
_HIGH = 10.0
_HIGHEST = 20.0
_LONG = 150
"""The fewest words, to count with: a short text tells little of itself."""
_DENSE = 40.0


def features(one: Judged, rule: str) -> Features:
    """Return the numbers of an edit that the rule of a name proposes."""
    gain = min(one.gain, _HIGHEST)
    chosen = float(rule.startswith(CHOICE))
    return {
        "always": 1.0,
        "gain": min(gain, _HIGH),
        "gain beyond": max(0.0, gain - _HIGH),
        "choice": chosen,
        "choice gain": chosen * gain,
    }


def company(strengths: Sequence[float], words: int) -> list[float]:
    """Return for each place how many other strong edits the document has for its length, on a scale from 0 to 1.

    ``strengths`` are the gains of the document's places. A text with many clear faults is likelier to have another.
    """
    weights = [min(1.0, max(0.0, (gain - 5) / 4)) for gain in strengths]
    total = sum(weights)
    return [round(min(1.0, (total - own) / max(words, _LONG) * _DENSE), 3) for own in weights]
