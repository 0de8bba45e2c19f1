"""Places in a text counted in UTF-16 units, as LanguageTool counts, and in code points, as we do.

The wrapper converts the start of a match but not its length, and keeps the last text in a class attribute that
threads would share; both are reasons not to use its ``Match``.
"""

from bisect import bisect_left


class Units:
    """Converts the offsets of one text."""

    def __init__(self, text: str) -> None:
        """Note where the text's characters outside the basic plane are: each counts as two units."""
        wide = [index for index, char in enumerate(text) if ord(char) > 0xFFFF] if not text.isascii() else []
        self._starts = [index + before for before, index in enumerate(wide)]
        self.size = len(text) + len(wide)

    def start(self, unit: int) -> int:
        """Return the code point that a unit belongs to."""
        return unit - bisect_left(self._starts, unit)

    def end(self, unit: int) -> int:
        """Return the code point before which a range that ends at the unit ends; half a pair counts whole."""
        before = bisect_left(self._starts, unit)
        split = before > 0 and self._starts[before - 1] == unit - 1
        return unit - before + split
