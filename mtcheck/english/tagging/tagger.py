"""The inference of NLTK's PerceptronTagger, tag for tag, without importing NLTK and many times as fast.

The perceptron adds up, for every tag, the weights of some fourteen features and takes the tag with the most. Here
features that always occur together (a word, its suffix and its first letter, say) are added up once and kept,
and the scores of all tags live side by side in one integer, so that adding the scores of two groups of
features is one addition. The weights are whole numbers: no order of adding them can change a sum.

A feature's weights are kept as text, such as ``NN 12 VB -7``, until the feature is met: a short text meets few of
them, and they are searched as they lie in the file. What is known of a word stands in one line, whatever its place: the
weights where it stands itself, as the word before or after, and beside each tag of the word before.
"""

import json
import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from operator import lshift
from typing import Generic, TypeVar

from mtcheck.english.lines import Lines
from mtcheck.english.tokens import Token, normal_form

_START = ("-START-", "-START2-")
_END = ("-END-", "-END2-")
LANE = 16
"""Bits for the score of one tag; the largest weights of all features together stay far below half of what they hold."""
_YEAR = len("1999")
_LIMIT = 50_000
"""Entries a memo may hold: more words than a long text has, and not enough to matter to memory."""

WORD = "w "
"""What the line of a word begins with; other lines begin with the name of their feature."""
PLACES = {"0": "i word", "-1": "i-1 word", "-2": "i-2 word", "1": "i+1 word", "2": "i+2 word"}
"""Where a word may stand, and the feature that it then is."""
AFTER_TAG = "i-1 tag+i word"
"""The feature of a word with the tag of the word before, which stands in the word's line under that tag."""

TAGS = frozenset({
    "$", "''", ",", "-LRB-", "-RRB-", ".", ":", "ADD", "AFX", "CC", "CD", "DT", "EX", "FW", "GW", "HYPH", "IN", "JJ",
    "JJR", "JJS", "LS", "MD", "NFP", "NN", "NNP", "NNPS", "NNS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS",
    "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "``",
})  # fmt: skip
"""All tags that the weights of this package give."""

K = TypeVar("K")


class _Memo(dict[K, int], Generic[K]):
    """Computes what it does not hold; forgets everything when full."""

    def __init__(self, compute: Callable[[K], int]) -> None:
        self._compute = compute

    def __missing__(self, key: K) -> int:
        if len(self) >= _LIMIT:
            self.clear()
        value = self[key] = self._compute(key)
        return value


def unpack(packed: bytes) -> tuple[Lines, dict[str, str], list[str]]:
    """Return a model as it is stored: the lines of weights, the tags of unambiguous words, all tags."""
    head, feed, lines = packed.partition(b"\n")
    tagdict, classes = json.loads(head)
    return Lines(feed + lines), tagdict, classes


def placed(line: bytes) -> dict[bytes, bytes]:
    """Return what the line of a word says, by place or tag."""
    return dict(part.split(b" ", 1) for part in line.split(b"|")) if line else {}


class Tagger:
    """An averaged perceptron tagger over given weights."""

    def __init__(self, weights: Lines, tagdict: Mapping[str, str], classes: Iterable[str]) -> None:
        """Take a model: the weights of each feature, the tags of unambiguous words, all tags."""
        self._weights = weights
        self._tagdict = tagdict
        # NLTK gives a tie to the last tag of the alphabet; the first of equal scores wins here.
        self._classes = sorted(classes, reverse=True)
        self._lanes = {tag.encode(): index * LANE for index, tag in enumerate(self._classes)}
        self._size = len(self._classes) * LANE // 8
        self._unpack = struct.Struct(f"<{len(self._classes)}H").unpack
        # Lifts every score above zero, so that none borrows from its neighbour.
        self._level = sum(1 << (lane + LANE - 1) for lane in self._lanes.values())
        self._of = _Memo(self._read)  # endings, first letters and tags come back with ever other words
        self._here = _Memo(self._features_here)
        self._tags = _Memo(self._features_of_tags)
        self._tag_and_word = _Memo(self._features_of_tag_and_word)
        self._before = _Memo(self._features_before)
        self._second_before = _Memo[str](lambda word: self._beside(word, b"-2"))
        self._after = _Memo(self._features_after)
        self._second_after = _Memo[str](lambda word: self._beside(word, b"2"))
        self._line = lru_cache(_LIMIT)(self._read_line)

    def tag(self, words: Sequence[str]) -> list[str]:
        """Return the tags of the words of one sentence."""
        context = [*_START, *map(_normal, words), *_END]
        known, around, best = self._tagdict, self._around, self._best
        previous, second = _START
        tags = []
        for index, word in enumerate(words):
            tag = known.get(word)
            if tag is None:
                here = self._tags[previous, second] + self._tag_and_word[previous, context[index + 2]]
                tag = best(here + self._here[word] + around(context, index))
            tags.append(tag)
            second, previous = previous, tag
        return tags

    def _around(self, context: list[str], index: int) -> int:
        return (
            self._second_before[context[index]]
            + self._before[context[index + 1]]
            + self._after[context[index + 3]]
            + self._second_after[context[index + 4]]
        )

    def _best(self, total: int) -> str:
        scores = self._unpack(total.to_bytes(self._size, "little"))
        return self._classes[scores.index(max(scores))]

    def _read(self, feature: str) -> int:
        return self._sum(self._weights.of(feature))

    def _beside(self, word: str, place: bytes) -> int:
        """Return the weights of a word in one of the places, or under a tag."""
        said = self._line(word).get(place)
        return 0 if said is None else self._sum(said)

    def _read_line(self, word: str) -> dict[bytes, bytes]:
        return placed(self._weights.of(f"{WORD}{word}"))

    def _sum(self, weights: bytes) -> int:
        fields = weights.split()
        return sum(map(lshift, map(int, fields[1::2]), map(self._lanes.__getitem__, fields[::2])))

    def _features_here(self, word: str) -> int:
        of = self._of
        ending, first = of[f"i suffix {word[-3:]}"], of[f"i pref1 {word[:1]}"]
        return self._level + of["bias"] + ending + first + self._beside(normalize(word), b"0")

    def _features_of_tags(self, tags: tuple[str, str]) -> int:
        previous, second = tags
        one, other = self._of[f"i-1 tag {previous}"], self._of[f"i-2 tag {second}"]
        return one + other + self._read(f"i tag+i-2 tag {previous} {second}")

    def _features_of_tag_and_word(self, pair: tuple[str, str]) -> int:
        return self._beside(pair[1], pair[0].encode())

    def _features_before(self, word: str) -> int:
        return self._beside(word, b"-1") + self._of[f"i-1 suffix {word[-3:]}"]

    def _features_after(self, word: str) -> int:
        return self._beside(word, b"1") + self._of[f"i+1 suffix {word[-3:]}"]


def normalize(word: str) -> str:
    """Return what the context features see of a word."""
    if "-" in word and word[0] != "-":
        return "!HYPHEN"
    if word.isdigit() and len(word) == _YEAR:
        return "!YEAR"
    if word[:1].isdigit():
        return "!DIGITS"
    return word.lower()


_normal = lru_cache(_LIMIT)(normalize)


def made(packed: bytes) -> Tagger:
    """Return the tagger of a model as it is stored."""
    lines, tagdict, classes = unpack(packed)
    return Tagger(lines, tagdict, classes)


@cache
def load() -> Tagger:
    """Return the tagger with the weights of this package, read at the first call."""
    return made(resources.files("mtcheck.english.tagging").joinpath("weights.txt").read_bytes())


def tag(words: Sequence[str]) -> list[str]:
    """Return the tags of the words of one sentence, which must be in their normal form."""
    return load().tag(words)


def tag_tokens(tokens: Iterable[Token]) -> list[str]:
    """Return the tags of the tokens of one sentence."""
    return tag([normal_form(token.text) for token in tokens])
