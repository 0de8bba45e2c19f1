"""Makes the counts anew from the frequency lists of the package symspellpy.

``python -m mtcheck.english.collocations.build`` does it.

Kept are the pairs of which a word is in rules/en/lists/synonym-sets.txt. The file is the same for the same lists.
"""

import gzip
import json
from collections.abc import Iterator
from importlib.resources import files

from mtcheck.english.collocations import COUNTS
from mtcheck.english.lists import words

_WORDS, _PAIRS = "frequency_dictionary_en_82_765.txt", "frequency_bigramdictionary_en_243_342.txt"


def _rows(name: str) -> Iterator[list[str]]:
    text = files("symspellpy").joinpath(name).read_text(encoding="utf-8-sig")
    return (line.split() for line in text.splitlines())


def build() -> None:
    """Write the counts."""
    wanted = {word for line in words("synonym-sets") for word in line.split()}
    rows = [(first, second, int(number)) for first, second, number in _rows(_PAIRS)]
    pairs: dict[str, dict[str, int]] = {}
    for first, second, number in rows:
        if (first in wanted or second in wanted) and min(len(first), len(second)) > 2:
            pairs.setdefault(first, {})[second] = number
    used = {word for first, seconds in pairs.items() for word in (first, *seconds)}
    known = {word: int(number) for word, number in _rows(_WORDS) if word in used}
    floor = min(number for _, _, number in rows)
    data = {"floor": floor, "words": known, "pairs": pairs}
    text = json.dumps(data, sort_keys=True, separators=(",", ":"))
    COUNTS.write_bytes(gzip.compress(text.encode(), mtime=0))


if __name__ == "__main__":
    build()
