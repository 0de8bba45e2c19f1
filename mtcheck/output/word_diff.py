"""What differs between two versions of a text, word by word: each change on a line with a few words around it."""

import io
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import regex
from rich.console import Console
from rich.text import Text

from mtcheck.core.report import Look
from mtcheck.core.visible import visible
from mtcheck.output.written import written

_TOKEN = regex.compile(r"\s+|[^\s]+")
_AROUND = 8
"""Tokens, words and spaces, that are shown on either side of a change."""


def word_diff(file: str, before: str, after: str, look: Look) -> str:
    """Return the changes under the file's name: words that go between [- and -], words that come between {+ and +}.

    In colour the signs are left out: what goes is red and struck through, what comes is green.
    """
    console = Console(
        file=io.StringIO(),
        width=max(40, look.width),
        force_terminal=look.colour,
        color_system="standard" if look.colour else None,
        legacy_windows=False,
        no_color=False,
    )
    console.print(Text(visible(file), "bold underline"), soft_wrap=True, highlight=False)
    for number, words in _changes(before, after, look):
        console.print(Text.assemble((f"  {number}", "bold"), ": ") + words, soft_wrap=True, highlight=False)
    out = console.file
    return out.getvalue() if isinstance(out, io.StringIO) else ""


def _changes(before: str, after: str, look: Look) -> Iterator[tuple[int, Text]]:
    """Yield each changed stretch with the line of the old version that it is in."""
    old_lines, new_lines = (text.splitlines(keepends=True) for text in (before, after))
    for tag, a, b, c, d in SequenceMatcher(None, old_lines, new_lines, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        old, new = (_TOKEN.findall("".join(part)) for part in (old_lines[a:b], new_lines[c:d]))
        steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        for group in _groups(steps):
            line = a + 1 + "".join(old[: group[0][1]]).count("\n")
            yield line, _shown(group, old, new, look)


Step = tuple[str, int, int, int, int]


def _groups(steps: Sequence[Step]) -> Iterator[list[Step]]:
    """Yield changes that lie so near each other that the words around them touch."""
    group: list[Step] = []
    for step in steps:
        if step[0] != "equal":
            group.append(step)
        elif group and step[2] - step[1] > 2 * _AROUND:
            yield group
            group = []
        elif group:
            group.append(step)
    if group:
        yield group


def _shown(group: list[Step], old: list[str], new: list[str], look: Look) -> Text:
    while group[-1][0] == "equal":
        group = group[:-1]
    more = written("…", look.encoding)
    low, high = max(0, group[0][1] - _AROUND), min(len(old), group[-1][2] + _AROUND)
    line = Text(more if low else "")
    line.append(visible("".join(old[low : group[0][1]]).lstrip()))
    for tag, a, b, c, d in group:
        if tag == "equal":
            line.append(visible("".join(old[a:b])))
            continue
        gone, come = visible("".join(old[a:b])), visible("".join(new[c:d]))
        line.append(gone if look.colour or not gone else f"[-{gone}-]", "red strike")
        line.append(come if look.colour or not come else f"{{+{come}+}}", "green")
    rest = "".join(old[group[-1][2] : high])
    return line.append(visible(rest.rstrip())).append(more if high < len(old) and rest else "")
