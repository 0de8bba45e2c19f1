"""Finds what the line of a word says in sorted lines, as they lie in a file: a dictionary would take longer to make."""

from bisect import bisect_right
from functools import cached_property

_STRIDE = 1_024
"""Bytes between two lines whose words are noted, so that few bytes are searched for one."""


class Lines:
    """Sorted lines, a line feed before the first and after the last: a word, a tab, what is said of it."""

    def __init__(self, raw: bytes) -> None:
        """Take the lines."""
        self.raw = raw

    def of(self, word: str) -> bytes:
        """Return what the line of a word says, without the word and its tab; nothing for a word that has no line."""
        wanted = word.encode("utf-8", "surrogatepass")
        words, starts = self._noted
        part = bisect_right(words, wanted)
        start = b"\n%b\t" % wanted
        at = self.raw.find(start, starts[part - 1], starts[part] + len(start)) if part else -1
        if at < 0:
            return b""
        return self.raw[at + len(start) : self.raw.find(b"\n", at + 1)]

    @cached_property
    def _noted(self) -> tuple[list[bytes], list[int]]:
        """Words in order, and where their lines begin, with the line feed before; the end of all lines is the last."""
        raw = self.raw
        words, starts = list[bytes](), list[int]()
        at = 0
        while 0 <= at < len(raw) - 1:
            words.append(raw[at + 1 : raw.find(b"\t", at)])
            starts.append(at)
            at = raw.find(b"\n", at + _STRIDE)
        return words, [*starts, len(raw)]
