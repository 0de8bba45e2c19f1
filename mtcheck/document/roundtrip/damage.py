"""Tells damage from paraphrase: of what kind the loss is, if a differing stretch is one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from mtcheck.document.roundtrip import content, function
from mtcheck.document.roundtrip.order import broken
from mtcheck.document.roundtrip.place import Original, Place
from mtcheck.document.roundtrip.stretches import Pair, Stretch, stretches
from mtcheck.document.roundtrip.synonyms import interchangeable
from mtcheck.document.roundtrip.words import Word, vocabulary

JUDGES: tuple[tuple[str, Callable[[Place], bool]], ...] = (
    ("quotation", content.quotation),
    ("number", content.number),
    ("negation", content.negation),
    ("untranslated", content.untranslated),
    ("subject", function.subject),
    ("pronoun", function.pronoun),
    ("name", content.name),
    ("form", function.form),
    ("article", function.article),
    ("punctuation", function.hyphen),
    ("preposition", function.preposition),
    ("omission", content.omission),
    ("addition", content.addition),
    ("term", content.term),
    ("form", content.wrong_form),
    ("word", content.word),
)
"""The kinds of damage with what recognises them; the first that does names it."""

KINDS = tuple(dict.fromkeys([*(kind for kind, _ in JUDGES), "order", "capital"]))


@dataclass(frozen=True, slots=True)
class Damage:
    """A kind of damage and the words of the pair that it concerns; the original's are the remedy."""

    kind: str
    stretch: Stretch


def damages(pair: Pair, whole: Original) -> Iterator[Damage]:
    """Yield what the trip damaged in a pair of sentences; what it merely reworded is passed over."""
    found = stretches(pair)
    units = tuple(unit for stretch in _gathered(pair, found) for unit in _split(pair, stretch))
    for unit in units:
        kind = _kind(Place(pair, unit, whole, units))
        if kind is not None:
            yield Damage(kind, unit)
    yield from _capitals(pair)


def _kind(place: Place) -> str | None:
    if place.stretch.moved:
        return "order" if broken(place.pair, place.stretch) else None
    return next((kind for kind, judge in JUDGES if judge(place)), None)


def _gathered(pair: Pair, found: Sequence[Stretch]) -> Iterator[Stretch]:
    """Join a reordered stretch with the few function words that differ right before it."""
    waiting: Stretch | None = None
    for stretch in found:
        if waiting is not None:
            if stretch.moved and _leads(pair, waiting, stretch):
                text, original = (waiting.text[0], stretch.text[1]), (waiting.original[0], stretch.original[1])
                waiting = Stretch(text, original, moved=True)
                continue
            yield waiting
        waiting = stretch
    if waiting is not None:
        yield waiting


def _leads(pair: Pair, one: Stretch, other: Stretch) -> bool:
    if one.moved or (one.text[1], one.original[1]) != (other.text[0], other.original[0]):
        return False
    words = [word for side in one.words(pair) for word in side]
    return len(words) <= 2 and all(word.tag in {"DT", "RB"} and not word.content for word in words)


def _split(pair: Pair, stretch: Stretch) -> Sequence[Stretch]:
    """Take a stretch apart where every word faces one of its class."""
    if stretch.moved:
        return [stretch]
    text, original = stretch.words(pair)
    if text and interchangeable(text, original):
        return []
    if len(text) != len(original) or not all(map(_comparable, text, original)):
        return [stretch]
    low, high = stretch.text[0], stretch.original[0]
    return [Stretch((low + i, low + i + 1), (high + i, high + i + 1)) for i in range(len(text))]


def _comparable(one: Word, other: Word) -> bool:
    return one.content == other.content and one.is_word == other.is_word


def _capitals(pair: Pair) -> Iterator[Damage]:
    """Yield words inside a sentence that got a capital which the original does not give them."""
    if pair.title_case or pair.heading:
        return
    for step in pair.match.steps:
        if step.text is None or step.original is None or not step.same:
            continue
        one, other = pair.text[step.text], pair.original[step.original]
        if one.text != other.text and one.capital and other.text.islower() and _inside(pair.text, step.text):
            yield Damage("capital", Stretch((step.text, step.text + 1), (step.original, step.original + 1)))


def _inside(words: Sequence[Word], at: int) -> bool:
    if at == 0 or words[at].key in _EITHER or words[at - 1].tag == "NNP":
        return False
    return words[at - 1].is_word or words[at - 1].key in {",", "-"}


_EITHER = vocabulary("earth sun moon internet web state government minister north south east west")
