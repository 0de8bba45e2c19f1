"""Plain text: paragraphs are lines or, where the text is hard-wrapped, runs of lines between blank ones."""

from collections.abc import Iterator

from mtcheck.core.prepared import STORE
from mtcheck.input.layout import Layout, LayoutBuilder

_LINE = STORE.pattern(r"[^\r\n]*+(?:\r\n|\r|\n|$)")
_ITEM = STORE.pattern(r"\s*(?:[-*•◦▪–]|\d{1,3}[.)])\s+(?=\S)")
_COMMENT = STORE.pattern(r"\s*(?:<!--|#|//|%|;)\s*mtcheck:(?P<words>[^\r\n]*?)(?:-->)?\s*$")
_TRAILING = STORE.pattern(r"\s*<!--\s*mtcheck:(?P<words>[^\r\n]*?)-->\s*$")
_ENDS_SENTENCE = STORE.pattern(r"[.!?…:;][\"”’'»)\]]*\s*$")
_HEADING_WORDS = 15
_WRAP_LEAST, _WRAP_MOST = 45, 120


def read(text: str) -> Layout:
    """Lay out a plain text."""
    builder = LayoutBuilder(text)
    start = 1 if text.startswith("\ufeff") else 0
    for lines in _groups(text, start, builder):
        if _hard_wrapped(text, lines):
            _keep(builder, text, lines[0][0], lines[-1][1])
        else:
            for low, high in lines:
                _keep(builder, text, low, high)
    return builder.layout()


def directive(line: str) -> str | None:
    """Return the words of a line that is an ``mtcheck:`` directive."""
    comment = _COMMENT.fullmatch(line) if "mtcheck:" in line else None
    return comment["words"].strip() if comment else None


def like_heading(line: str) -> bool:
    """Tell whether a line is short and does not end as a sentence does."""
    run = line.strip()
    return len(run.split()) <= _HEADING_WORDS and not _ENDS_SENTENCE.search(run)


def _groups(text: str, start: int, builder: LayoutBuilder) -> Iterator[list[tuple[int, int]]]:
    """Yield runs of lines that no blank line cuts; a directive line belongs to none."""
    group: list[tuple[int, int]] = []
    for match in _LINE.finditer(text, start):
        line = match.group().rstrip("\r\n")
        words = directive(line)
        if words is not None:
            builder.comments.append((match.start(), words))
        elif "mtcheck:" in line and (trailing := _TRAILING.search(line)):
            builder.comments.append((match.start() + trailing.start(), trailing["words"].strip()))
            line = line[: trailing.start()]
        if words is not None or not line.strip():
            if group:
                yield group
            group = []
        else:
            group.append((match.start(), match.start() + len(line)))
    if group:
        yield group


def _hard_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    if len(lines) < 2 or any(_ITEM.match(text, low, high) for low, high in lines):
        return False
    sizes = [high - low for low, high in lines[:-1]]
    if not all(_WRAP_LEAST <= size <= _WRAP_MOST for size in sizes) or max(sizes) - min(sizes) > 30:
        return False
    running_on = sum(not _ENDS_SENTENCE.search(text, max(low, high - 6), high) for low, high in lines[:-1])
    return running_on * 2 >= len(lines) - 1


def _keep(builder: LayoutBuilder, text: str, low: int, high: int) -> None:
    item = _ITEM.match(text, low, high)
    if item and "\n" not in text[low:high]:
        builder.keep(item.end(), high)
        builder.end_block("item")
        return
    builder.keep(low, high)
    builder.end_block("heading" if like_heading(text[low:high]) else "paragraph")
