"""With which sound a word begins, as far as it decides between a and an."""

import unicodedata
from functools import lru_cache

from mtcheck.core.prepared import STORE
from mtcheck.english.lists import words

_SPELLED = frozenset("AEFHILMNORSX")
"""Letters whose names begin with a vowel."""
_CONSONANT = STORE.pattern(
    r"(?:use(?!p)|usu|usa[bg]|usur|util|utop|uten|uter|uni(?!n|m|d|l(?!a|e)|ll|rr|ss)|unani|ukr|ukul|ugand|uran|uri"
    r"|urol|ure[at]|uro|ubiq|utah|uefa|uygh|ufo|eu(?!l)|ewe|ewing|one(?!r|i)|once|oui)"
)
_VOWEL = STORE.pattern(r"(?:hour|honest|honesty|honou?r\w*|heir\w*)(?![a-z])")
_EITHER = STORE.pattern(
    r"(?:h(?:abitual|eredit|eroi|erb|istori|omage|ors|otel|umble|ysteri)|y[^aeiou]|oax|oua|uru|eul|x)"
)


_MARKS = STORE.pattern(r"[-.']")
_LETTER = STORE.pattern(r"\p{L}\d|\p{L}$")
_LETTERS = STORE.pattern(r"\p{Lu}{2,}(?!\p{Ll})")
_LEAD = STORE.pattern(r"\d+")
_VOWELS = STORE.pattern("[AEIOUY]")


@lru_cache(maxsize=20_000)
def begins_with_vowel(word: str) -> bool | None:
    """Tell whether a word as spoken begins with a vowel; None where speakers differ or the word is unknown."""
    if word[0].isdigit():
        return _number_with_vowel(word)
    head = _MARKS.split(word)[0]
    if _LETTER.match(head):
        return head[0].upper() in _SPELLED if head[0].isupper() or len(head) > 1 or "-" in word else None
    plain = unicodedata.normalize("NFD", word)
    letters = _LETTERS.match(plain)
    if letters:
        return _initials_with_vowel(letters.group())
    return _word_with_vowel(plain.lower())


def _number_with_vowel(word: str) -> bool | None:
    lead = _LEAD.match(word)
    digits = lead.group() if lead else ""
    if digits.startswith("8"):
        return True
    if digits.startswith(("11", "18")) and len(digits) in {2, 5, 8}:
        return True
    return None if digits.startswith(("11", "18")) and len(digits) == 4 else False


def _initials_with_vowel(letters: str) -> bool | None:
    spelled = letters[0] in _SPELLED
    if letters in words("letters-read-out") or (len(letters) < 4 and not _VOWELS.search(letters)):
        return spelled
    word = _word_with_vowel(letters.lower())
    return spelled if word is spelled else None


def _word_with_vowel(word: str) -> bool | None:
    if _VOWEL.match(word):
        return True
    if _CONSONANT.match(word):
        return False
    if _EITHER.match(word) or not ("a" <= word[0] <= "z"):
        return None
    return word[0] in "aeiou"


def article(following: str) -> str:
    """Return the indefinite article that a word asks for; a where speakers differ."""
    return "an" if begins_with_vowel(following) else "a"
