"""Judges of content: numbers, names, negation, quotation marks, foreign words, terms, other words."""

from collections import Counter
from collections.abc import Sequence

from mtcheck.document.roundtrip.match import akin
from mtcheck.document.roundtrip.place import Place
from mtcheck.document.roundtrip.synonyms import CURRENCIES, interchangeable, like, may_negate, negations
from mtcheck.document.roundtrip.words import Word, vocabulary
from mtcheck.english.lemmas import known

_TITLES = vocabulary("mr mrs ms dr professor sir lord lady")
_ANY = vocabulary("any anything anyone anybody")
_QUOTES = frozenset("\"'`“”‘’«»„")
_LIGHT = vocabulary(
    "kind sort type form fact way level part case process area number amount thing time year day guy work formation "
    "group series term matter total example state"
)
"""Nouns that come and go without a change of meaning: the level of, in fact, this kind of."""

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})


def number(place: Place) -> bool:
    """Tell whether a number or the currency of a sum is another, lost or added."""
    if any(word.is_number for word in (*place.text, *place.original)):
        return _figures(place.text) != _figures(place.original) and _figures(place.pair.text) != _figures(
            place.pair.original
        )
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
    if (
        one.key == other.key
        or like(one, other)
        or _initials(one, place)
        or (akin(one, other) and _misspelt(other, one))
    ):
        return False
    if place.name(other):
        return one.capital or _within_name(place) or one.lemmas & other.lemmas == frozenset()
    return _within_name(place) and other.is_word


def _initials(word: Word, place: Place) -> bool:
    """Tell whether one side is the acronym of a name that the other side spells out."""
    return any(
        other.text.isupper() and len(other.text) > 1 and other.text[0] == word.text[0].upper()
        for other in place.original
    )


def _misspelt(word: Word, other: Word) -> bool:
    """Tell whether a word is none though another that is nearly the same is one."""
    return known(other.text) and not known(word.text)


def _within_name(place: Place) -> bool:
    """Tell whether capitals stand on both sides of the stretch in the original."""
    low, high = place.stretch.original
    words = place.pair.original
    return (
        low > 0
        and high < len(words)
        and words[low - 1].tag == "NNP"
        and words[high].tag == "NNP"
        and not place.pair.title_case
    )


def untranslated(place: Place) -> bool:
    """Tell whether the text has a word that is neither English nor in the original."""
    return any(_strange(word, place) for word in place.text)


def _strange(word: Word, place: Place) -> bool:
    if not word.content or len(word.key) < 4 or word.text.lower() in place.whole.keys or "-" in word.text:
        return False
    if word.capital and not place.original:
        return False
    letters = [char for char in word.key if char.isalpha()]
    return bool(letters) and not known(word.text) and not word.tag.startswith("CD")


def omission(place: Place) -> bool:
    """Tell whether a noun or a name was lost with nothing in its place."""
    if place.text or not place.original:
        return False
    nouns = [word for word in place.original if _weighty(word) and not _stands(word, place.pair.text)]
    after = place.original_after
    modifies = after is not None and (after.tag in _NOUNS or after.tag == "HYPH")
    return bool(nouns) and not modifies and place.original[-1].tag != "HYPH"


def addition(place: Place) -> bool:
    """Tell whether the text says something that the original does not."""
    if place.original or not place.text:
        return False
    if any(word.tag == "HYPH" for word in (*place.text, *filter(None, [place.before, place.after]))):
        return False
    doubled = len(place.text) == 1 and place.before is not None and place.text[0].key == place.before.key
    return doubled or any(_weighty(word) and not _stands(word, place.pair.original) for word in place.text)


def _weighty(word: Word) -> bool:
    """Tell whether a word is a noun that says something of its own."""
    return word.content and word.tag in _NOUNS and not word.lemmas & _LIGHT


def term(place: Place) -> bool:
    """Tell whether a noun that the original uses again and again is rendered by a word that means something else."""
    terms = [
        word
        for word in place.original
        if place.whole.recurs(word) and _noun(word) and not _stands(word, place.pair.text)
    ]
    return bool(terms) and bool(place.text) and not any(_means(word, place.text) for word in terms) and _nominal(place)


def _noun(word: Word) -> bool:
    """Tell whether a word is a noun to the word lists or, if they do not have it, at all likely to be one."""
    return (word.tag in _NOUNS and known(word.text, "NOUN")) or not known(word.text)


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
    if not (one.content and other.content and akin(one, other)) or (like(one, other) and not one.lemmas & other.lemmas):
        return False
    if one.key == other.key or place.loose or _misspelt(other, one) or (one.tag[:1] != other.tag[:1] and place.crowded):
        return False
    return not _same_use(one, other, place)


_ONE = vocabulary("a one this that each every another")
_MANY = vocabulary("these those many several few both various numerous two")


def _number_clash(one: Word, other: Word, place: Place) -> bool:
    """Tell whether a noun's number, which the original has otherwise, cannot be right after the word before it."""
    before, after = place.before, place.after
    if before is None or one.text.lower() == other.text.lower() or (after is not None and after.tag in _NOUNS):
        return False
    plural = len(one.key) > len(other.key)
    if plural:
        return before.key in _ONE
    return before.key in _MANY or (before.is_number and before.key != "1") or before.tag in {"IN", "VB"}


_PAST = frozenset({"VBD", "VBN"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})


def _same_use(one: Word, other: Word, place: Place) -> bool:
    """Tell whether two forms of a word are but a matter of tense or of an attribute's number."""
    if not one.lemmas & other.lemmas:
        return False
    nouns = one.tag in _NOUNS and other.tag in _NOUNS
    if nouns:
        return not _number_clash(one, other, place)
    return {one.tag, other.tag} <= _FINITE and bool(_PAST & {one.tag, other.tag})
