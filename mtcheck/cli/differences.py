"""What ``mtcheck fix`` would change: word by word for a person at a terminal, else as a patch."""

import difflib
import sys
from collections.abc import Callable

from mtcheck.cli.look import look
from mtcheck.output import harmless
from mtcheck.output.word_diff import word_diff

Show = Callable[[str, bytes, bytes], str]


def differ(kind: str | None) -> Show:
    """Return what shows a file's two versions: as ``words`` or ``lines``, by who reads if neither is said."""
    if (kind or ("words" if sys.stdout.isatty() else "lines")) == "lines":
        return patch
    drawn = look(None)

    def words(file: str, before: bytes, after: bytes) -> str:
        return harmless.coloured(word_diff(file, *_decoded(before, after), drawn))

    return words


def patch(file: str, before: bytes, after: bytes) -> str:
    """Return a unified diff."""
    old, new = (text.splitlines(keepends=True) for text in _decoded(before, after))
    lines = difflib.unified_diff(old, new, f"a/{file}", f"b/{file}")
    whole = "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)
    return harmless.people(whole)


def _decoded(before: bytes, after: bytes) -> tuple[str, str]:
    return before.decode("utf-8", "replace"), after.decode("utf-8", "replace")
