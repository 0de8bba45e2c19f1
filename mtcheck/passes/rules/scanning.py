"""Finds many strings in texts in one scan.

An automaton of thousands of strings takes longer to make than a short text takes to be asked for each: it is made when
there is text enough, and until then only of those strings that the text at hand has.
"""

from collections.abc import Iterable, Sequence

import ahocorasick_rs

ENOUGH = 10_000
"""After so many characters the automaton of all strings is made."""

Match = tuple[int, int, int]
"""The number of a string, and where it begins and ends."""


class Scanner:
    """Strings that are looked for, each known by its number."""

    def __init__(self, strings: Sequence[str]) -> None:
        """Take the strings; none is empty."""
        self._strings = strings
        self._read = 0
        self._all: ahocorasick_rs.AhoCorasick | None = None

    def expect(self, size: int) -> None:
        """Be told how many characters of text are to come at least."""
        if self._all is None and self._strings and self._read + size > ENOUGH:
            self._all = ahocorasick_rs.AhoCorasick(self._strings)

    def matches(self, text: str) -> Iterable[Match]:
        """Return where each string stands in a text, be it within another one."""
        if (scan := self._whole(text)) is not None:
            return scan.find_matches_as_indexes(text, overlapping=True)
        some = self._in(text)
        if not some:
            return ()
        scan = ahocorasick_rs.AhoCorasick([self._strings[number] for number in some])
        found = scan.find_matches_as_indexes(text, overlapping=True)
        return [(some[number], start, end) for number, start, end in found]

    def among(self, text: str) -> Iterable[str]:
        """Return those of the strings that stand in a text."""
        if (scan := self._whole(text)) is not None:
            return set(scan.find_matches_as_strings(text, overlapping=True))
        return [self._strings[number] for number in self._in(text)]

    def _in(self, text: str) -> list[int]:
        return [number for number, string in enumerate(self._strings) if string in text]

    def _whole(self, text: str) -> ahocorasick_rs.AhoCorasick | None:
        """Return the automaton of all strings, once there is text enough for it."""
        self.expect(len(text))
        self._read += len(text)
        return self._all
