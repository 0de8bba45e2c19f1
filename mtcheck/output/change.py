"""What a fix changes, in whole words: the words before, and the words after for each proposal."""

from collections.abc import Sequence

import regex

from mtcheck.core.model import Span

_SPACE = regex.compile(r"\s")


def change(text: str, span: Span, fixes: Sequence[str]) -> tuple[str, list[str]]:
    """Return the words that the fixes change, and what each makes of them; empty is a deletion.

    Words at either end that no fix changes are left out. Where only white space changes, it is made visible; where
    words are put in, one that stands beside them is shown with them.
    """
    low, high = words_at(text, span)
    before = text[low:high]
    afters = [text[low : span.start] + fix + text[span.end : high] for fix in fixes]
    if any(after.split() == before.split() for after in afters):
        return _spaced(before), [_spaced(after) for after in afters]
    rows = [row.split() for row in (before, *afters)]
    _trim(rows)
    if not rows[0]:
        rows = _with_neighbour(text, (low, high), [before, *afters])
    old, *new = (" ".join(row) for row in rows)
    return old, new


def words_at(text: str, span: Span) -> tuple[int, int]:
    """Return where the words begin and end that a span touches."""
    low, high = span.start, span.end
    while low > 0 and not text[low - 1].isspace():
        low -= 1
    while high < len(text) and not text[high].isspace():
        high += 1
    return low, high


def _trim(rows: list[list[str]]) -> None:
    """Take away the words that all rows begin with, then those that all end with."""
    for index in (0, -1):
        while all(rows) and len({row[index] for row in rows}) == 1:
            for row in rows:
                del row[index]


def _with_neighbour(text: str, at: tuple[int, int], whole: Sequence[str]) -> list[list[str]]:
    """Return the rows with the word before what is put in, or the one after it at the start of a line."""
    line = text[text.rfind("\n", 0, at[0]) + 1 : at[0]].split()
    rows = [row.split() for row in whole]
    if rows[0]:
        return rows
    if line:
        return [[line[-1], *row] for row in rows]
    after = text[at[1] :].split(maxsplit=1)
    return [[*row, *after[:1]] for row in rows]


def _spaced(text: str) -> str:
    return str(_SPACE.sub(lambda match: "␣" if match[0] == " " else f"<{ord(match[0]):04X}>", text))
