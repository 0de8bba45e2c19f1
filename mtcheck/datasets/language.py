"""Tells texts in other languages than English, with py3langid: offline, its model within its package."""

from functools import cache
from typing import Any

LETTERS = 20
"""Fewer letters than these are in no language for sure."""


def foreign(text: str, surety: float) -> tuple[str, float] | None:
    """Return the ISO 639 code of a language that is not English and its probability, if that is at least ``surety``."""
    if sum(char.isalpha() for char in text) < LETTERS:
        return None
    code, probability = _identifier().classify(text)
    return (code, float(probability)) if code != "en" and probability >= surety else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
