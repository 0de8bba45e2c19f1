"""How often two words stand side by side: counts in one file, written by the build script.

It is the cut and then a line for each first word, sorted: the word, a tab, its second words in groups of
like count, commonest group first. A group is a tab, its count, and a space before and after each of its words. The
count is a number of steps over the cut, so many of them to a factor of ten.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import log10
from pathlib import Path

from mtcheck.english.lines import line_of

STEPS = 20
"""The steps of a factor of ten: a count is right to six in a hundred."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Counted pairs of words; ``cut`` is the count under which the source leaves a pair out."""

    lines: bytes
    cut: int

    def count(self, first: str, second: str) -> int:
        """Return how often two words in lower case stand side by side; 0 is under the cut, be it ever or never."""
        line = line_of(self.lines, first)
        at = line.find(b" %b " % second.encode("utf-8", "surrogatepass")) if second.isalnum() else -1
        if at < 0:
            return 0
        group = line.rfind(b"\t", 0, at) + 1
        return round(self.cut * 10 ** (int(line[group : line.find(b" ", group)]) / STEPS))


def read(path: Path) -> Pairs:
    """Read the counted pairs.

    Raises:
        OSError: the file cannot be read.
        ValueError: it holds no pairs.
    """
    return unpack(path.read_bytes(), path.name)


def unpack(packed: bytes, name: str) -> Pairs:
    """Read the content of a file of counted pairs.

    Raises:
        ValueError: it holds no pairs.
    """
    try:
        cut, feed, rest = packed.partition(b"\n")
        return Pairs(feed + rest, int(cut))
    except ValueError as error:
        raise ValueError(f"{name} holds no pairs: {error}") from error


def pack(counts: Mapping[tuple[str, str], int]) -> bytes:
    """Return the content of a file of counted pairs; the same counts give the same bytes."""
    cut = min(counts.values(), default=1)
    groups: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for (first, second), count in counts.items():
        groups[first][round(log10(count / cut) * STEPS)].append(second)
    lines = [f"{cut}\n"]
    for first in sorted(groups):
        steps = sorted(groups[first].items(), reverse=True)
        lines.append("\t".join([first, "", *(f"{step} {' '.join(sorted(words))} " for step, words in steps)]) + "\n")
    return "".join(lines).encode()
