"""Text that came as paragraphs, one a line, as word processors hold it; what each is comes with it or is guessed."""

import regex

from mtcheck.english.seams.protected import STAND_IN
from mtcheck.input.formats import plain
from mtcheck.input.layout import Layout, LayoutBuilder

BREAK = "\u2028"
"""A line break within a paragraph (U+2028 LINE SEPARATOR); in the prose it is a space."""
_LINE = regex.compile(r"[^\n]++")
_RUN = regex.compile(rf"[{BREAK}\t]++|[^{BREAK}\t]++")


def read(text: str) -> Layout:
    """Lay out a text whose lines are paragraphs."""
    builder = LayoutBuilder(text)
    for line in _LINE.finditer(text):
        words = plain.directive(line.group())
        if words is not None:
            builder.comments.append((line.start(), words))
            continue
        for run in _RUN.finditer(text, *line.span()):
            if run.group()[0] in {BREAK, "\t"}:
                builder.put(" ", *run.span())
            else:
                builder.keep(*run.span())
        builder.end_block(_guessed(line.group()))
    return builder.layout()


def _guessed(line: str) -> str:
    return "heading" if line.strip(f" {STAND_IN}") and plain.like_heading(line) else "paragraph"
