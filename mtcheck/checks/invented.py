"""Words that no language has: syllables in a loop, foreign endings on English stems, endings glued to a name."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from mtcheck.checks.check import Check
from mtcheck.checks.plain_words import alone, places, plain_words
from mtcheck.checks.vocabulary import known
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english import lexicon
from mtcheck.english.lists import words

_LOOP = STORE.pattern(r"(?<!\p{L})(?<head>\p{L}{2,}?)(?P<unit>\p{Ll}{2,4})(?P=unit){2,}+\p{Ll}{0,2}(?!\p{L})")
_UNIT, _LOOPING = STORE.pattern(r"(\p{Ll}{2,4})\1\1"), len("memimimi")
"""What every loop holds, looked for first in the words that are long enough."""

_ENDINGS = (
    ("emia", "emic"),
    ("acion", "ation"),
    ("icion", "ition"),
    ("zion", "tion"),
    ("zione", "tion"),
    ("ção", "tion"),
    ("ación", "ation"),
    ("idad", "ity"),
    ("itat", "ity"),
    ("idade", "ity"),
    ("ität", "ity"),
    ("isme", "ism"),
    ("ismo", "ism"),
    ("ismus", "ism"),
    ("ista", "ist"),
    ("iste", "ist"),
    ("encia", "ence"),
    ("ancia", "ance"),
    ("ència", "ence"),
    ("enza", "ence"),
    ("amente", "ally"),
    ("mente", "ly"),
    ("mento", "ment"),
    ("ario", "ary"),
    ("aire", "ary"),
    ("ico", "ic"),
    ("ica", "ic"),
    ("ique", "ic"),
    ("isch", "ic"),
    ("ivo", "ive"),
    ("iva", "ive"),
    ("oso", "ous"),
    ("osa", "ous"),
    ("ieren", "ate"),
    ("ologia", "ology"),
    ("ografia", "ography"),
    ("ogie", "ogy"),
    ("acia", "acy"),
    ("ical", "ic"),
    ("itary", "itarian"),
    ("ificate", "ify"),
    ("ificated", "ified"),
    ("izate", "ize"),
    ("izated", "ized"),
)
"""Endings that Spanish, Catalan, Portuguese, French, Italian and German have for English ones, and these."""
_GLUED = "ha"
"""A verb of Spanish and Catalan: has."""
_COMMON, _GAP = 3.3, 2.0


def syllable_loop(document: Document) -> Iterator[Hit]:
    """Yield words in which an engine went round in circles: Mechichichichi."""
    long = (word for word in document.memo(places) if len(word) >= _LOOPING)
    for match in _LOOP.finditer(document.prose) if any(map(_UNIT.search, long)) else ():
        if len(set(match["unit"])) > 1 and not lexicon.is_word(match.group()):
            yield Hit(Span(*match.span()))


def foreign_ending(document: Document) -> Iterator[Hit]:
    """Yield unknown words in lower case that are a common English word with the ending of a sister language."""
    for word in document.memo(plain_words):
        if len(word.text) < 6 or not word.text.islower():
            continue
        fix = _english(word.text)
        if fix and alone(document.prose, word) and not document.quotes.inside(word.start):
            yield Hit(Span(word.start, word.end), (fix,))


@lru_cache(maxsize=50_000)
def _english(word: str) -> str:
    plural = word.endswith("s") and not word.endswith(("ss", "us"))
    stem = word.removesuffix("s") if plural else word
    fitting = [(foreign, own) for foreign, own in _ENDINGS if stem.endswith(foreign)]
    if not fitting or known(word) or word in words("loanwords") or stem in words("loanwords"):
        return ""
    for foreign, own in fitting:
        fix = stem.removesuffix(foreign) + own
        if lexicon.frequency(fix) >= max(_COMMON, lexicon.frequency(word) + _GAP) and known(fix):
            return _plural(fix) if plural else fix
    return ""


def _plural(fix: str) -> str:
    made = fix[:-1] + "ies" if fix.endswith("y") else fix + "s"
    return made if lexicon.frequency(made) > 2 else fix


def glued_ending(document: Document) -> Iterator[Hit]:
    """Yield names of the text with two letters glued to them that mean a possessive in another language: Pogbaha."""
    found = document.memo(plain_words)
    names = Counter(word.text for word in found if word.text[0].isupper() and len(word.text) > 3)
    for word in found:
        if not word.text.endswith(_GLUED):
            continue
        base = word.text[:-2]
        if names[base] < 2 or names[word.text] > names[base] / 2 or lexicon.is_word(word.text) or known(base.lower()):
            continue
        if alone(document.prose, word):
            yield Hit(Span(word.start, word.end), (f"{base}'s", base))


INVENTED = {
    "syllable-loop": Check("it asks whether what goes round in circles is a word", syllable_loop),
    "foreign-ending": Check("it makes a word and asks how frequent that is", foreign_ending),
    "glued-ending": Check("it counts the names of the text", glued_ending),
}
