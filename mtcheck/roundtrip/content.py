"""Judges of content: numbers, names, negation, quotation marks, foreign words, terms, other words."""

from collections import Counter
from collections.abc import Sequence

from mtcheck.lemmas import known
from mtcheck.roundtrip.match import akin
from mtcheck.roundtrip.place import Place
from mtcheck.roundtrip.synonyms import interchangeable, like, may_negate, negations
from mtcheck.roundtrip.words import Word

CURRENCIES = frozenset("dollar pound euro yen rupee yuan franc peso real ruble rouble krone won".split())
_TITLES = frozenset("mr mrs ms dr professor sir lord lady".split())
_ANY = frozenset("any anything anyone anybody".split())
_QUOTES = frozenset("\"'`“”‘’«»„")
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})


def number(place: Place) -> bool:
    """Tell whether a number or the currency of a sum is another, lost or added."""
    if any(word.is_number for word in (*place.text, *place.original)):
        return _figures(place.text) != _figures(place.original) and _figures(place.pair.text) != _figures(place.pair.original)
    return _currency(place.text) - _currency(place.pair.original) != Counter()


def _figures(words: Sequence[Word]) -> Counter[str]:
    return Counter(word.key for word in words if word.is_number)


def _currency(words: Sequence[Word]) -> Counter[str]:
    return Counter(form for word in words for form in word.lemmas & CURRENCIES)


def negation(place: Place) -> bool:
    """Tell whether a negation was lost or added, and nothing else does its work."""
    text, original = negations(place.text), negations(place.original)
    if len(text) == len(original) or len(negations(place.pair.text)) == len(negations(place.pair.original)):
        return False
    around = [word for word in (*place.text, *place.original) if word.key not in _ANY]
    return not may_negate([word for word in around if word not in text and word not in original])


def quotation(place: Place) -> bool:
    """Tell whether a quotation mark is another, lost or added."""
    text, original = _marks(place.text), _marks(place.original)
    return text != original


def _marks(words: Sequence[Word]) -> list[str]:
    return [word.key for word in words if word.text[0] in _QUOTES and not word.is_word and word.tag != "POS"]


def name(place: Place) -> bool:
    """Tell whether a name, or the title before one, is another or lost."""
    text, original = place.text, place.original
    if len(original) == 1 and not text and original[0].key in _TITLES and place.anchored:
        return True
    lost = [word for word in original if place.name(word) and not _stands(word, place.pair.text)]
    if len(text) == 1 and len(original) == 1:
        return _other_name(place, text[0], original[0])
    new = [word for word in text if place.name(word) and not _stands(word, place.pair.original)]
    return bool(lost) and bool(text) and bool(new or _within_name(place)) and not interchangeable(text, original)


def _stands(word: Word, words: Sequence[Word]) -> bool:
    return any(word.lemmas & other.lemmas for other in words)


def _other_name(place: Place, one: Word, other: Word) -> bool:
    if one.key == other.key or like(one, other):
        return False
    if place.name(other):
        return one.capital or _within_name(place) or one.lemmas & other.lemmas == frozenset()
    return _within_name(place) and other.is_word


def _within_name(place: Place) -> bool:
    """Tell whether capitals stand on both sides of the stretch in the original."""
    low, high = place.stretch.original
    words = place.pair.original
    return 0 < low and high < len(words) and words[low - 1].tag == "NNP" and words[high].tag == "NNP" and not place.pair.title_case


def untranslated(place: Place) -> bool:
    """Tell whether the text has a word that is neither English nor in the original."""
    return any(_strange(word, place) for word in place.text)


def _strange(word: Word, place: Place) -> bool:
    if not word.content or len(word.key) < 4 or word.text.lower() in place.whole.keys or "-" in word.text:
        return False
    if word.capital and not place.original:
        return False
    letters = [char for char in word.key if char.isalpha()]
    return bool(letters) and not any(known(form) for form in word.lemmas) and not word.tag.startswith("CD")


def omission(place: Place) -> bool:
    """Tell whether a noun or a name was lost with nothing in its place."""
    if place.text or not place.original:
        return False
    nouns = [word for word in place.original if word.tag in _NOUNS and word.content and not _stands(word, place.pair.text)]
    after = place.original_after
    modifies = after is not None and (after.tag in _NOUNS or after.tag == "HYPH")
    return bool(nouns) and not modifies and place.original[-1].tag != "HYPH"


def addition(place: Place) -> bool:
    """Tell whether the text says something that the original does not."""
    if place.original or not place.text:
        return False
    words = [word for word in place.text if word.content and not _stands(word, place.pair.original)]
    doubled = len(place.text) == 1 and place.before is not None and place.text[0].key == place.before.key
    return doubled or any(word.tag in _NOUNS or word.tag in {"VB", "VBD", "VBN"} for word in words)


def term(place: Place) -> bool:
    """Tell whether a noun that the original uses again and again is rendered by a word that means something else."""
    terms = [word for word in place.original if place.whole.recurs(word) and not _stands(word, place.pair.text)]
    return bool(terms) and bool(place.text) and not any(_means(word, place.text) for word in terms) and _nominal(place)


def _nominal(place: Place) -> bool:
    return any(word.content and word.tag[:2] in {"NN", "VB", "JJ"} for word in place.text)


def _means(word: Word, text: Sequence[Word]) -> bool:
    return any(like(word, other) or akin(word, other) for other in text) or interchangeable(text, (word,))


def word(place: Place) -> bool:
    """Tell whether a content word stands for one of another meaning."""
    if len(place.text) != 1 or len(place.original) != 1:
        return False
    one, other = place.text[0], place.original[0]
    if not (one.content and other.content) or akin(one, other) or like(one, other):
        return False
    return not place.loose


def wrong_form(place: Place) -> bool:
    """Tell whether a word stands in a form that does not fit, while all around it is as in the original."""
    if len(place.text) != 1 or len(place.original) != 1:
        return False
    one, other = place.text[0], place.original[0]
    if not (one.content and other.content and akin(one, other)) or like(one, other) and not one.lemmas & other.lemmas:
        return False
    if one.key == other.key or place.loose:
        return False
    return not _same_use(one, other, place)


_PAST = frozenset({"VBD", "VBN"})


def _same_use(one: Word, other: Word, place: Place) -> bool:
    """Tell whether two forms of a word are but a matter of tense or of an attribute's number."""
    if not one.lemmas & other.lemmas:
        return False
    nouns = one.tag in _NOUNS and other.tag in _NOUNS
    if nouns and place.after is not None and place.after.tag in _NOUNS:
        return True
    finite = {one.tag, other.tag} <= {"VBD", "VBZ", "VBP", "VBN"} and bool(_PAST & {one.tag, other.tag})
    return finite and not one.key.endswith("s")
