"""Tells texts in other languages than English, with py3langid: offline, its model within its package."""

from functools import cache
from typing import Any

import regex

LETTERS = 20
"""Fewer letters than these are in no language for sure."""
_LATIN = regex.compile(r"\p{Latin}")


def foreign(text: str, surety: float) -> tuple[str, float] | None:
    """Return the ISO 639 code of the likeliest language and its probability, if it is not English and sure enough.

    In Latin letters the one language must be that sure by itself: names alone look like many languages, a little like
    each. In other letters it is enough that they all together are, since none of them is English.
    """
    letters = sum(char.isalpha() for char in text)
    if letters < LETTERS:
        return None
    ranked = _identifier().rank(text)
    code, probability = ranked[0]
    if 2 * len(_LATIN.findall(text)) < letters:
        probability = sum(share for name, share in ranked if name != "en")
    return (code, min(1.0, float(probability))) if code != "en" and probability >= surety else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
