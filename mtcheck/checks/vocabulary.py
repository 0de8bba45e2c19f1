"""Which words English knows, as far as LemmInflect's dictionary and the small words of the lists say."""

from functools import cache, lru_cache

from mtcheck.english import forms
from mtcheck.english.lists import words

_ENDINGS = (
    ("ly", ""),
    ("ness", ""),
    ("less", ""),
    ("able", ""),
    ("able", "e"),
    ("ism", ""),
    ("wide", ""),
    ("like", ""),
)
_BEGINNINGS = tuple(sorted(words("prefixes")))


@cache
def small_words() -> frozenset[str]:
    """Return the words of the closed classes, which the dictionary leaves out."""
    return words("function-words")


@lru_cache(maxsize=50_000)
def known(word: str) -> bool:
    """Tell whether a word in lower case is an English dictionary word or plainly made from one."""
    plain = word.replace("’", "'").removesuffix("'s").removesuffix("'")
    if plain in small_words() or _listed(plain):
        return True
    if "-" in plain:
        return all(known(part) for part in plain.split("-") if part)
    if any(plain.endswith(end) and _listed(plain[: -len(end)] + other) for end, other in _ENDINGS):
        return True
    return any(
        plain.startswith(start) and len(plain) > len(start) + 2 and _listed(plain[len(start) :])
        for start in _BEGINNINGS
    )


def _listed(word: str) -> bool:
    return bool(forms.classes(word.lower()))
