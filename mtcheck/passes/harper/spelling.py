"""Which of the words that Harper does not know are misspelt: a word is, only if nothing else explains it.

Names, terms, loans, derivations and rarer words are what a dictionary lacks most, and they are right. LemmInflect's
lexicon, which other passes read anyway, serves as the second dictionary; it has British spellings too.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex

from mtcheck.core.model import Span
from mtcheck.document import Document
from mtcheck.english import forms
from mtcheck.passes.harper.table import table


class Suspect(NamedTuple):
    """A finding of Harper's not yet believed."""

    span: Span
    text: str
    fixes: tuple[str, ...]


_ALONE = regex.compile(r"(?<![\w@#/\\.=&‐‑-]|\w['’])[a-z]{4,}+(?![\w@#/\\=&‐‑-]|['’.]\w)")
_EMPHASIS_BEFORE = regex.compile(r"(?:[*_]|<(?:i|em|cite)>)\Z")
_QUOTED = regex.compile(r"[\"“‘«„']\s?(?:[\w-]+\s){0,2}[\w-]+\s?[\"”’»']")
_DOUBLED = regex.compile(r"(.)\1")
_BRITISH = (("is", "iz"), ("ys", "yz"), ("ae", "e"), ("oe", "e"), ("our", "or"))
_OTHER = 2
_LONG = 7
_LEAST = 4
_OFTEN = 3
"""A word that a text uses this often is a term of its subject."""


def misspelt(document: Document, suspects: list[Suspect]) -> Iterator[Suspect]:
    """Yield those that are misspelt, their fixes in order of likeness."""
    foreign = _in_company(document, [suspect.span for suspect in suspects])
    for suspect in suspects:
        if suspect.span in foreign or not _out_of_place(document, suspect):
            continue
        fixes = _likely(suspect.text, suspect.fixes)
        if fixes and not _explained(suspect.text):
            yield suspect._replace(fixes=fixes)


def _in_company(document: Document, spans: Iterable[Span]) -> set[Span]:
    """Return the unknown words that stand next to another: a phrase in another language, or a name."""
    found: set[Span] = set()
    for one, other in pairwise(sorted(spans)):
        if document.prose[one.end : other.start].isspace():
            found |= {one, other}
    return found


def _out_of_place(document: Document, suspect: Suspect) -> bool:
    """Tell whether a word stands there as a common English word would."""
    start, end, word = suspect.span.start, suspect.span.end, suspect.text
    alone = _ALONE.match(document.prose, start)
    if alone is None or alone.end() != end:
        return False
    source = document.to_text(suspect.span).start
    if _EMPHASIS_BEFORE.search(document.text[max(0, source - 6) : source]):
        return False
    if any(match.start() < start and end < match.end() for match in _quoted(document, start, end)):
        return False
    uses = document.memo(_words).get(word, (0, False))
    return uses[0] < _OFTEN and not uses[1]


def _quoted(document: Document, start: int, end: int) -> Iterator[regex.Match[str]]:
    return _QUOTED.finditer(document.prose, max(0, start - 60), end + 60)


def _words(document: Document) -> dict[str, tuple[int, bool]]:
    """Return how often each word occurs, whatever its case, and whether it does so with a capital."""
    found: dict[str, tuple[int, bool]] = {}
    for word in regex.findall(r"\p{L}+", document.prose):
        times, capital = found.get(word.lower(), (0, False))
        found[word.lower()] = (times + 1, capital or not word.islower())
    return found


def _likely(word: str, fixes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the corrections close to the word, the likelier slip of the pen first; none if the word is a name."""
    if any(fix.lower() == word for fix in fixes):
        return ()
    if any(_is_form_of(word, fix.lower()) for fix in fixes):
        return ()
    reach = 2 if len(word) > 8 else 1
    scored = [(distance(word, fix.lower()), _slip(word, fix), fix) for fix in fixes if "'" not in fix]
    close = sorted((one for one in scored if one[0] <= reach), key=lambda one: one[:2])
    if close and len(word) < _LONG and not _is_plain_slip(word, close[0][2].lower()):
        return ()  # a short word always differs from some other by one letter
    return tuple(fix for _, _, fix in close)


def _is_form_of(word: str, known_one: str) -> bool:
    """Tell whether a word is the other number, the adverb or the British spelling of one that the dictionary has."""
    if known_one in {word + "s", word.removesuffix("s"), word.removesuffix("ly")}:
        return True
    return any(british in word and word.replace(british, american) == known_one for british, american in _BRITISH)


def _is_plain_slip(word: str, fix: str) -> bool:
    """Tell whether letters changed places, or one was doubled or set once instead of twice."""
    return sorted(word) == sorted(fix) or _DOUBLED.sub(r"\1", word) == _DOUBLED.sub(r"\1", fix)


def _slip(word: str, fix: str) -> int:
    """Rank what went wrong: letters swapped, a letter lost or doubled, another letter."""
    if sorted(word) == sorted(fix):
        return 0
    return 1 if len(word) != len(fix) else _OTHER


def distance(one: str, other: str) -> int:
    """Return the least number of letters changed, added, left out or swapped with the next."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one):
        older, before, row = before, row, [i + 1]
        for j, wanted in enumerate(other):
            cost = min(before[j + 1] + 1, row[j] + 1, before[j] + (letter != wanted))
            if i and j and letter == other[j - 1] and one[i - 1] == wanted:
                cost = min(cost, older[j - 1] + 1)
            row.append(cost)
    return row[-1]


@lru_cache(maxsize=50_000)
def known(word: str) -> bool:
    """Tell whether the second dictionary, or the list of loans, has a word."""
    return word in table().lists["loans"] or bool(forms.classes(word.lower()))


def _explained(word: str) -> bool:
    return known(word) or _derived(word) or _compound(word)


def _derived(word: str) -> bool:
    for prefix in table().lists["prefixes"]:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > 4 and (known(rest) or _suffixed(rest)):
            return True
    return _suffixed(word)


def _suffixed(word: str) -> bool:
    for suffix in table().lists["suffixes"]:
        stem = word.removesuffix(suffix)
        if stem != word and len(stem) > 3 and _stem(stem, suffix):
            return True
    return False


def _stem(stem: str, suffix: str) -> bool:
    if suffix in {"ical", "ily"}:
        return known(stem + "y")
    return known(stem) or known(stem + "e") or _compound(stem)


def _compound(word: str) -> bool:
    for at in range(_LEAST, len(word) - 1):
        parts = (word[:at], word[at:])
        if parts[1] in table().lists["compound-ends"] and known(parts[0]):
            return True
        if len(parts[1]) < _LEAST:
            continue
        if not table().lists["never-compounded"].intersection(parts) and all(map(known, parts)):
            return True
    return False
