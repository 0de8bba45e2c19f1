"""How strongly two neighbouring words attract each other, by counts that come with mtcheck.

The counts cover the words of rules/en/lists/synonym-sets.txt;
``python -m mtcheck.english.collocations.build`` makes them anew.
"""

import gzip
import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

COUNTS = Path(__file__).parent / "counts.json.gz"
TOTAL = 1_024_908_267_229
"""Words in the corpus behind the counts, by the constant that SymSpell itself divides them by."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of words and of pairs of neighbours; a pair that is not listed occurred at most ``floor`` times."""

    words: dict[str, int]
    pairs: dict[str, dict[str, int]]
    floor: int

    def pair(self, first: str, second: str) -> int:
        """Return how often the second word followed the first; 0 if no more often than the floor."""
        return self.pairs.get(first, {}).get(second, 0)

    def loss(self, first: str, second: str, other_first: str, other_second: str) -> float:
        """Return by how many bits at least a pair attracts less than another pair of which one word is the same.

        Both are measured by pointwise mutual information; for a pair that is not listed it is taken at the floor, so
        that the true loss can only be greater. A pair or word without counts loses nothing.
        """
        joint, known = self.pair(other_first, other_second), self.words
        if not joint or self.pair(first, second) or first not in known or second not in known:
            return 0.0
        ours = pmi(self.floor, known[first], known[second], TOTAL)
        return pmi(joint, known[other_first], known[other_second], TOTAL) - ours


def pmi(joint: int, first: int, second: int, total: int) -> float:
    """Return the pointwise mutual information of two words in bits (Church and Hanks 1990).

    The same as ``nltk.collocations.BigramAssocMeasures.pmi(joint, (first, second), total)``, which takes half a second
    to import.
    """
    return math.log2(joint * total) - math.log2(first * second)


@cache
def counts() -> Counts:
    """Return the counts, read on first use."""
    with gzip.open(COUNTS, "rt", encoding="utf-8") as file:
        read = json.load(file)
    return Counts(read["words"], read["pairs"], read["floor"])
