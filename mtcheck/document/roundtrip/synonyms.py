"""Which words and phrases stand for one another without damage."""

from collections.abc import Sequence
from functools import cache

from mtcheck.document.roundtrip.words import Word, fold, vocabulary
from mtcheck.english.lists import words as word_list

_NEGATIONS = vocabulary(
    "not no never none nobody nothing nowhere neither nor without cannot hardly barely scarcely non nobody no-one"
)
_HALF_NEGATIONS = vocabulary(
    "fail lack refuse deny unable fewer little less free avoid rather instead reject decline refrain absent absence "
    "impossible only except but prevent ban stop any anything anyone anybody ever either unlikely doubt"
)
"""Words by which a fluent rewording may do without a negation, or need one."""

CURRENCIES = vocabulary("dollar pound euro yen rupee yuan franc peso real ruble rouble krone won")
SCALES = vocabulary("hundred thousand million billion trillion dozen")
AMOUNTS = CURRENCIES | SCALES

_OPPOSITES = ("un", "in", "im", "il", "ir", "dis", "non", "mis")


@cache
def groups() -> dict[str, frozenset[int]]:
    """Return for each word or phrase the numbers of the groups it is in."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(sorted(word_list("interchangeable-words"))):
        for entry in line.split(" / "):
            found.setdefault(" ".join(map(fold, entry.split())), set()).add(number)
    return {entry: frozenset(numbers) for entry, numbers in found.items()}


def interchangeable(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Tell whether two words or phrases that are not the same are in one group, whatever their forms."""
    if len(one) == len(other) == 1 and one[0].lemmas & other[0].lemmas:
        return False
    return bool(_numbers(one) & _numbers(other))


def like(one: Word, other: Word) -> bool:
    """Tell whether two single words are in one group."""
    return interchangeable((one,), (other,))


def _numbers(words: Sequence[Word]) -> frozenset[int]:
    known = groups()
    words = [word for word in words if word.tag != "DT" and word.key != "'s"]
    if not words:
        return frozenset()
    start = " ".join(word.key for word in words[:-1])
    rest = " ".join(word.key for word in words[1:])
    phrases = {f"{start} {form}".strip() for form in words[-1].lemmas} | {
        f"{form} {rest}".strip() for form in words[0].lemmas
    }
    return frozenset().union(*(known.get(phrase, frozenset()) for phrase in phrases))


def negations(words: Sequence[Word]) -> list[Word]:
    """Return the words that negate."""
    return [word for word in words if word.key in _NEGATIONS or word.key.startswith("non-")]


def may_negate(words: Sequence[Word]) -> bool:
    """Tell whether the words hold something that comes near a negation."""
    return any(word.lemmas & _HALF_NEGATIONS or word.key.startswith(_OPPOSITES) for word in words)
