"""Guesses how a word that no table has is inflected, from its last letters: a small network with one hidden layer.

The weights and the reading of words are LemmInflect's; the answer is the likeliest of the network's classes.
"""

import json
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import mul

LETTERS = 8
"""So many letters are looked at, from the end of the word."""
WIDTH = 28
"""The inputs of one letter: the first is not used, the second stands for all that are none of a to z."""
_CLASSES = ("NOUN", "VERB", "ADJ", "ADV")


@dataclass(frozen=True, slots=True)
class Guesser:
    """A network: the answers it knows, for each input and each hidden cell its weights, and their thresholds."""

    answers: tuple[str, ...]
    inputs: Sequence[Sequence[float]]
    hidden: Sequence[float]
    outputs: Sequence[Sequence[float]]
    """For each answer, the weights of the hidden cells."""
    thresholds: Sequence[float]

    def guess(self, word: str, word_class: str) -> str:
        """Return the likeliest answer for a word of a class: NOUN, VERB, ADJ, ADV."""
        active = [self.inputs[number] for number in _read(word, word_class)]
        cells = [max(0.0, cell) for cell in map(sum, zip(self.hidden, *active, strict=True))]
        scores = [
            sum(map(mul, cells, weights)) + threshold
            for weights, threshold in zip(self.outputs, self.thresholds, strict=True)
        ]
        return self.answers[scores.index(max(scores))]


def _read(word: str, word_class: str) -> Iterable[int]:
    yield _CLASSES.index(word_class)
    for place, letter in enumerate(word.lower()[: -LETTERS - 1 : -1], start=1):
        yield place * WIDTH + (ord(letter) - ord("a") + 2 if "a" <= letter <= "z" else 1)


def pack(networks: Mapping[str, Guesser]) -> bytes:
    """Return the content of a file of networks; the same networks give the same bytes."""
    head = {name: (one.answers, len(one.inputs), len(one.hidden)) for name, one in networks.items()}
    rows = [row for one in networks.values() for row in (*one.inputs, one.hidden, *one.outputs, one.thresholds)]
    body = b"".join(struct.pack(f"<{len(row)}f", *row) for row in rows)
    return json.dumps(head).encode() + b"\n" + body


def unpack(packed: bytes) -> dict[str, Guesser]:
    """Read the content of a file of networks.

    Raises:
        ValueError, struct.error: it holds none.
    """
    head, _, body = packed.partition(b"\n")
    floats = struct.unpack(f"<{len(body) // 4}f", body)
    found, at = {}, 0

    def rows(count: int, length: int) -> list[Sequence[float]]:
        nonlocal at
        low, at = at, at + count * length
        return [floats[start : start + length] for start in range(low, at, length)]

    for name, (answers, inputs, cells) in json.loads(head).items():
        first, (hidden,) = rows(inputs, cells), rows(1, cells)
        outputs, (thresholds,) = rows(len(answers), cells), rows(1, len(answers))
        found[name] = Guesser(tuple(answers), first, hidden, outputs, thresholds)
    return found
