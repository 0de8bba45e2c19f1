"""What a text must hold for Harper to find anything in it: most texts do not, and are not shown to it.

Harper cannot start with the few rules that are on: it makes all nine hundred of them, which takes it as long as reading
ten thousand words. The table says for each of the few what they cannot do without. A rule of which it says nothing,
such as one that the user selected, and another version of Harper are asked about every text.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import groupby
from operator import itemgetter

import regex

from mtcheck.core.model import Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.passes.harper.guards import opens_small
from mtcheck.passes.harper.table import table

Need = Callable[[Document, Span], bool]
"""Tells of a stretch of prose whether a rule may find anything in it."""

_RUN_ON = r"[12]\d\d0s[a-z]"
"""Harper takes *1980s* for a word of its own even where letters follow, so that any word may begin there."""

_SPOKEN_FOR: dict[str, Need] = {"SentenceCapitalization": opens_small}
"""What no pattern tells."""

_LIST = STORE.pattern(r"\{(=?)([a-z][a-z-]*)\}")


def needs(rules: Iterable[str], document: Document) -> Sequence[Need] | None:
    """Return what the rules need, of all that the document fulfils; None if they need nothing that is known."""
    known = _known(frozenset(rules))
    if known is None:
        return None
    whole = Span(0, len(document.prose))
    return [need for need in known if need(document, whole)]


@cache
def _known(rules: frozenset[str]) -> Sequence[Need] | None:
    said = table().needs
    if _installed() != said.version or not rules <= said.patterns.keys() | _SPOKEN_FOR.keys():
        return None
    spoken_for = [need for rule, need in _SPOKEN_FOR.items() if rule in rules]
    patterns = [one for rule in sorted(rules & said.patterns.keys()) for one in said.patterns[rule]]
    return [*spoken_for, *map(_holding, [*patterns, _RUN_ON] if rules else ())]


def _installed() -> str:
    try:
        return version("harper-py")
    except PackageNotFoundError:
        return ""


def _holding(pattern: str) -> Need:
    compiled = STORE.pattern(f"(?i){_LIST.sub(_entries, pattern)}")
    return lambda document, span: compiled.search(document.prose, span.start, span.end) is not None


def _entries(match: "regex.Match[str]") -> str:
    """Return the choice of a list's entries, by their first letters, so that most are never tried."""
    space = " " if match[1] else r"\s+"
    entries = [regex.escape(entry, literal_spaces=True).replace(" ", space) for entry in table().lists[match[2]]]
    by_first = groupby(sorted(entries), itemgetter(0))
    return "|".join(f"{first}(?:{'|'.join(entry[1:] for entry in those)})" for first, those in by_first).join(
        ("(?:", ")")
    )
