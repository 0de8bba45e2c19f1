"""Tells of a text, once, which demands of all rules it fulfils: no rule is tried where it can find nothing.

A demand is a set of strings of which a text has to hold one. Demands are numbered, and sets of them are whole numbers:
bit ``n`` stands for demand ``n``, so that one operation compares what a pattern demands with what a text fulfils.
"""

from collections.abc import Iterable

import ahocorasick_rs

from mtcheck.core.literals import sifted


class Demands:
    """Demands with their numbers, and what each string fulfils."""

    def __init__(self) -> None:
        """Start without any."""
        self._bits: dict[frozenset[str], int] = {}
        self._fulfilled: dict[str, int] = {}

    def add(self, demands: Iterable[frozenset[str]]) -> int:
        """Give demands their numbers and return the set of them."""
        wanted = 0
        for demand in demands:
            bit = self._bits.get(demand)
            if bit is None:
                bit = self._bits[demand] = 1 << len(self._bits)
                for string in demand:
                    self._fulfilled[string] = self._fulfilled.get(string, 0) | bit
            wanted |= bit
        return wanted

    def unmet(self, strings: Iterable[str]) -> int:
        """Return the demands that none of the strings fulfils."""
        met, fulfilled = 0, self._fulfilled
        for string in strings:
            met |= fulfilled.get(string, 0)
        return ((1 << len(self._bits)) - 1) & ~met

    def strings(self) -> list[str]:
        """Return the strings of all demands."""
        return list(self._fulfilled)


class TextDemands:
    """Demands on a whole text, whose strings are looked for in one scan."""

    def __init__(self, demands: Demands) -> None:
        """Take demands to which nothing is added any more."""
        self._demands = demands
        self._long = [string for string in demands.strings() if len(string) > 1]
        self._scan = ahocorasick_rs.AhoCorasick(self._long) if self._long else None

    def unmet(self, folded: str) -> int:
        """Return the demands that a folded text does not fulfil."""
        text = sifted(folded)
        found = set(text)
        if self._scan is not None:
            indexes = {match[0] for match in self._scan.find_matches_as_indexes(text, overlapping=True)}
            found.update(map(self._long.__getitem__, indexes))
        return self._demands.unmet(found)
