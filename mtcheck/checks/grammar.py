"""Checks of articles that need more than a pattern: a or an by the sound of the next word."""

from collections.abc import Iterator

from mtcheck.checks.check import Check
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lists import choice, words
from mtcheck.english.sounds import begins_with_vowel

_ARTICLE = STORE.pattern(r"(?<![\w.'’&/-])([Aa]n?)[ \u00a0](?=[\"“‘'(]?[$£€]?([\p{L}\d][\w.,&-]*+))")
_FOREIGN = STORE.pattern(rf"\b(?:{choice('foreign-words-before-a')}) $")


def article_by_sound(document: Document) -> Iterator[Hit]:
    """Find a before a vowel sound and an before a consonant sound."""
    prose = document.prose
    for match in _ARTICLE.finditer(prose):
        article, following = match.group(1), match.group(2).rstrip(".,-&")
        if _is_letter_a(document, match.start(), article, following):
            continue
        vowel = begins_with_vowel(following)
        if vowel is None or vowel is (len(article) == 2):
            continue
        fix = article[0] + ("n" if vowel else "")
        yield Hit(Span(*match.span(1)), (fix,), {"next": following})


def _is_letter_a(document: Document, start: int, article: str, following: str) -> bool:
    """Tell whether this is no article: a letter, a word of another language, part of a headline or a name."""
    if following.lower() in words("words-after-a-letter"):
        return True
    if article[0] == "A" and (not document.starts_sentence(start) or (following.isupper() and len(following) > 3)):
        return True
    return _FOREIGN.search(document.prose, max(0, start - 6), start) is not None


GRAMMAR = {"article-by-sound": Check("it goes by how the next word sounds, not by its letters", article_by_sound)}
