"""Compiles the patterns of rules, all in one way: word-bounded, list names expanded, stopped by a clock.

The engine is the ``regex`` package, whose matcher takes a time limit, so that a pattern that backtracks without
end is stopped and reported instead of hanging the run.
"""

from collections.abc import Callable, Iterator

import regex

from mtcheck.core.errors import TooSlow
from mtcheck.core.prepared import STORE
from mtcheck.rulelang.bounds import refuse

Pattern = regex.Pattern[str]
Match = regex.Match[str]
Lists = Callable[[str], frozenset[str]]

SECONDS = 2.0
"""How long one pattern may take on one document of up to PER_CHARS code points; a longer one gets as much more."""
PER_CHARS = 200_000

MACRO = STORE.pattern(r"(?<!\\[pPN])\{([a-z][a-z-]*)\}")
_OUTSIDE = r"(?!\B\w)"
"""No letter before and behind at once; the engine tells it faster so than as a boundary or the lack of a letter."""
_META = frozenset(r"\^$.|?*+()[]{}")


def is_phrase(pattern: str) -> bool:
    """Tell whether a pattern is plain words, which need no pattern engine."""
    return _META.isdisjoint(pattern)


def expand(pattern: str, lists: Lists) -> str:
    """Return the pattern with each ``{list-name}`` replaced by the choice of that list's entries.

    Raises:
        FileNotFoundError: there is no such list.
        regex.error: it is without bounds.
    """
    refuse(pattern)

    def one(match: Match) -> str:
        entries = sorted(lists(match[1]), key=lambda entry: (-len(entry), entry))
        return "(?:" + "|".join(regex.escape(entry, literal_spaces=True) for entry in entries) + ")"

    return MACRO.sub(one, pattern)


def bounded(pattern: str) -> Pattern:
    """Compile a pattern so that neither end of a match lies inside a word.

    Raises:
        regex.error: it is no pattern.
    """
    flags = ""
    if lead := regex.match(r"\(\?[a-zA-Z]+\)", pattern):
        flags, pattern = lead.group(), pattern[lead.end() :]
    return STORE.pattern(rf"{flags}{_OUTSIDE}(?:{pattern}){_OUTSIDE}")


def smart_case(pattern: str) -> str:
    """Let an all-lower-case pattern match in any case."""
    return pattern if pattern != pattern.lower() else f"(?i){pattern}"


def matches(pattern: Pattern, text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
    """Yield the matches of a pattern between two offsets.

    Raises:
        TooSlow: the time limit ran out.
    """
    limit = SECONDS * max(1.0, len(text) / PER_CHARS)
    try:
        yield from pattern.finditer(text, start, len(text) if end is None else end, timeout=limit)
    except TimeoutError as error:
        raise TooSlow from error
