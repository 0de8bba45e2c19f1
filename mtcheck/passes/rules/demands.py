"""Tells of a text, once, which demands of all rules it fulfils: no rule is tried where it can find nothing.

A demand is a set of strings of which a text has to hold one. Demands are numbered, and sets of them are whole numbers:
bit ``n`` stands for demand ``n``, so that one operation compares what a pattern demands with what a text fulfils.
"""

from collections.abc import Iterable

from mtcheck.core.literals import sifted
from mtcheck.passes.rules.scanning import Scanner


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

    def met(self, strings: Iterable[str]) -> int:
        """Return the demands that some of the strings fulfil."""
        found, fulfilled = 0, self._fulfilled
        for string in strings:
            if string in fulfilled:
                found |= fulfilled[string]
        return found

    def but(self, met: int) -> int:
        """Return all demands but some."""
        return ((1 << len(self._bits)) - 1) & ~met

    def strings(self) -> dict[str, int]:
        """Return the strings of all demands, each with those that it fulfils."""
        return self._fulfilled


class TextDemands:
    """Demands on a whole text, whose strings are looked for in one scan."""

    def __init__(self, demands: Demands) -> None:
        """Take demands to which nothing is added any more."""
        self._demands = demands
        long = [string for string in demands.strings() if len(string) > 1]
        self._lower = Scanner([string for string in long if string == string.lower()])
        self._written = Scanner([string for string in long if string != string.lower()])

    def expect(self, size: int) -> None:
        """Be told how many characters of text are to come at least."""
        self._lower.expect(size)
        self._written.expect(size)

    def unmet(self, prose: str) -> int:
        """Return the demands that a text does not fulfil."""
        written = sifted(prose)
        lower = written.lower()
        demands = self._demands
        met = (
            demands.met(set(lower)) | demands.met(self._lower.among(lower)) | demands.met(self._written.among(written))
        )
        return demands.but(met)
