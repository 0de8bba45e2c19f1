"""Tells texts that are too short, too long, or out of all proportion to their source."""

from mtcheck.datasets.plan import Plan

_EVEN = 15
"""Bytes added to both sides, so that a greeting is not out of proportion for being short in one language."""


def misfit(text: str, source: str | None, plan: Plan) -> str | None:
    """Say in words what is wrong with the length of a text.

    Words are what white space separates. The ratio is that of UTF-8 bytes, which scripts without spaces between words
    have too, and where they lie nearer to each other than in letters.
    """
    words = len(text.split())
    if words < plan.min_words:
        return f"{words} words, fewer than {plan.min_words}"
    if words > plan.max_words:
        return f"{words} words, more than {plan.max_words}"
    ratio = _ratio(text, source) if source else 1.0
    return f"{ratio:.1f} times as long or short as its source" if ratio > plan.max_length_ratio else None


def _ratio(one: str, other: str) -> float:
    sizes = [len(text.strip().encode("utf-8", "surrogatepass")) + _EVEN for text in (one, other)]
    return max(sizes) / min(sizes)
