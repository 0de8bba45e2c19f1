"""Which words of a corrected text are new: the changes that an editor sees tracked."""

from collections.abc import Iterator
from difflib import SequenceMatcher

import regex

from mtcheck.core.model import Span
from mtcheck.input.containers.unit import CannotKeep
from mtcheck.input.containers.word.mark import Change

_TOKEN = regex.compile(r"\w++(?:[’'.,]\w++)*+|\s|\X")


def changes(old: str, new: str) -> Iterator[Change]:
    """Yield the changes that make one text of another, line by line.

    Raises:
        CannotKeep: they do not have as many lines.
    """
    before, after = old.split("\n"), new.split("\n")
    if len(before) != len(after):
        raise CannotKeep("a correction joins or splits paragraphs")
    at = 0
    for one, other in zip(before, after, strict=True):
        if one != other:
            yield from in_line(one, other, at)
        at += len(one) + 1


def in_line(old: str, new: str, at: int) -> Iterator[Change]:
    """Yield the changes of a line that starts at an offset; those with only spaces between them are one."""
    one, other = _TOKEN.findall(old), _TOKEN.findall(new)
    merged: list[list[int]] = []
    for tag, *places in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if merged and not "".join(one[merged[-1][1] : places[0]]).strip():
            merged[-1][1], merged[-1][3] = places[1], places[3]
        else:
            merged.append(places)
    for low, high, first, last in merged:
        start = at + len("".join(one[:low]))
        yield Change(Span(start, start + len("".join(one[low:high]))), "".join(other[first:last]))
