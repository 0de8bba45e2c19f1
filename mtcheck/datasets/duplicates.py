"""Duplicates and near-duplicates among the rows that are kept: the first of a group stays.

Two texts are duplicates if they are the same after NFKC, case folding and with white space as single spaces. They are
near-duplicates if the Jaccard similarity of their sets of five successive words reaches a threshold. Candidates come
from MinHash and locality-sensitive hashing (Broder 1997; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets,
chapter 3), which find nine of ten pairs at the very threshold and more above; among many rows, similarities estimated
by MinHash alone would be far off for some, so each candidate is compared shingle by shingle. Sketches are made where
rows are judged, in any order; they are compared here, in the order of the rows, so that engine, processes and restarts
make no difference.
"""

import unicodedata
from array import array
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import takewhile
from typing import Any
from zlib import crc32

import regex

SHINGLE = 5
"""Successive words that are compared as one."""
_PERMUTATIONS = 128
_SEED = 1
_RECALL = 0.9
"""The share of the pairs at the very threshold that become candidates, at least."""
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


@dataclass(frozen=True, slots=True)
class Near:
    """The MinHash of a text's shingles, and their 32-bit hashes, sorted."""

    minhash: Any
    shingles: "array[int]"


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is compared of a text: a digest of all of it, and its shingles if near-duplicates are looked for."""

    exact: bytes
    near: Near | None = None


def sketch(text: str, *, near: bool) -> Sketch:
    """Return what is compared of a text."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    exact = blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    return Sketch(exact, _near(plain) if near else None)


def _near(plain: str) -> Near:
    from rensa import RMinHash

    words = _WORD.findall(plain) or [plain]
    starts = range(max(1, len(words) - SHINGLE + 1))
    shingles = {" ".join(words[at : at + SHINGLE]).encode("utf-8", "surrogatepass") for at in starts}
    minhash = RMinHash(_PERMUTATIONS, _SEED)
    minhash.update(shingles)
    return Near(minhash, array("I", sorted(set(map(crc32, shingles)))))


@cache
def bands(threshold: float) -> int:
    """Return into how many bands a MinHash is cut: as few as find the pairs at a threshold."""
    counts = [2**power for power in range(8)]
    missed = takewhile(lambda one: 1 - (1 - threshold ** (_PERMUTATIONS // one)) ** one < _RECALL, counts)
    return min(_PERMUTATIONS, 1 << sum(1 for _ in missed))


class Kept:
    """The rows that were kept so far, to be asked whether a further one is like one of them."""

    def __init__(self, threshold: float | None, *, exact: bool) -> None:
        """Start with none; without a threshold near-duplicates are not looked for."""
        self._first: dict[bytes, int] | None = {} if exact else None
        self._shingles: dict[int, array[int]] = {}
        self._threshold = threshold
        self._index = None if threshold is None else _index(threshold)

    def same(self, one: Sketch) -> int | None:
        """Return the number of the kept row with the same text."""
        return None if self._first is None else self._first.get(one.exact)

    def near(self, one: Sketch) -> tuple[int, float] | None:
        """Return the first kept row that is near enough, and how near it is."""
        if self._index is None or self._threshold is None or one.near is None:
            return None
        mine = set(one.near.shingles)
        for row in sorted(set(self._index.query(one.near.minhash))):
            others = self._shingles[row]
            common = len(mine.intersection(others))
            likeness = common / (len(mine) + len(others) - common)
            if likeness >= self._threshold:
                return row, likeness
        return None

    def add(self, row: int, one: Sketch) -> None:
        """Remember a row that is kept."""
        if self._first is not None:
            self._first.setdefault(one.exact, row)
        if self._index is not None and one.near is not None:
            self._index.insert(row, one.near.minhash)
            self._shingles[row] = one.near.shingles


def _index(threshold: float) -> Any:
    from rensa import RMinHashLSH

    return RMinHashLSH(threshold, _PERMUTATIONS, bands(threshold))
