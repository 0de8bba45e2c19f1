"""Refuses patterns that cost memory without bound: a pack may come from a stranger."""

import regex

from mtcheck.core.prepared import STORE

MOST_CHARACTERS = 20_000
MOST_COPIES = 5_000
"""How often a part may be repeated by counts inside counts; the compiler writes each copy out."""
DEEPEST = 60

_PART = STORE.pattern(
    r"\\.|\[(?:\\.|\[:\w+:\]|[^\]\\])++\]|(?P<open>\((?:\?<?[=!:>|])?)|(?P<close>\))"
    r"|\{(?P<least>\d++)(?:,\d*+)?+\}|(?s:.)"
)
_CALLS = STORE.pattern(r"(?<!\\)(?:\\\\)*\(\?(?:R|[+-]?\d+|&\w*|P>\w*)\)")


def refuse(pattern: str) -> None:
    """Do nothing for a pattern whose size is bounded.

    Raises:
        regex.error: it is too long or too deep, calls itself, or repeats too often.
    """
    if len(pattern) > MOST_CHARACTERS:
        raise regex.error(f"longer than {MOST_CHARACTERS} characters")
    if _CALLS.search(pattern):
        raise regex.error("a pattern may not call itself or a group of its own")
    if _copies(pattern) > MOST_COPIES:
        raise regex.error(f"its counts repeat a part more than {MOST_COPIES} times")


def _copies(pattern: str) -> int:
    """Return the most copies of a part that the counts of a pattern make."""
    groups, last = [1], 1
    for match in _PART.finditer(pattern):
        if match["open"]:
            groups.append(1)
            last = 1
        elif match["close"] and len(groups) > 1:
            last = groups.pop()
            groups[-1] = max(groups[-1], last)
        elif match["least"]:
            last *= max(1, int(match["least"][:9]))
            groups[-1] = max(groups[-1], last)
        else:
            last = 1
        if len(groups) > DEEPEST:
            raise regex.error(f"groups nested more than {DEEPEST} deep")
    return max(groups)
