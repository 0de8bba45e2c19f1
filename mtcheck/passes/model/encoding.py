"""Cuts a run of characters into the tokens of a model, as its vocabulary file says.

A large vocabulary costs the tokenizers library several times its size in memory. Gemma's needs only its list of tokens:
of two neighbours that make a token, those join first whose token has the lowest number.
"""

from itertools import pairwise
from pathlib import Path
from typing import Protocol

import msgspec

_SPACE = "▁"


class Encoder(Protocol):
    """What a tokenizer is asked."""

    @property
    def numbers(self) -> dict[str, int]:
        """Return the tokens with their numbers."""

    def encode(self, piece: str) -> tuple[int, ...]:
        """Return the numbers of a piece's tokens."""


class _Model(msgspec.Struct):
    vocab: dict[str, int]


class _File(msgspec.Struct):
    model: _Model


class Pieces:
    """The byte-pair encoding of SentencePiece for a vocabulary whose tokens stand in the order in which they join."""

    def __init__(self, numbers: dict[str, int]) -> None:
        """Take the tokens with their numbers."""
        self.numbers = numbers

    def encode(self, piece: str) -> tuple[int, ...]:
        """Return the numbers of a piece's tokens; a character that is none gives those of its bytes."""
        parts = [part for char in piece.replace(" ", _SPACE) for part in self._beginning(char)]
        ranks = [self._rank(*pair) for pair in pairwise(parts)]
        while ranks and (least := min(ranks)) != _NEVER:
            at = ranks.index(least)
            parts[at : at + 2] = [parts[at] + parts[at + 1]]
            del ranks[at]
            if at:
                ranks[at - 1] = self._rank(parts[at - 1], parts[at])
            if at < len(ranks):
                ranks[at] = self._rank(parts[at], parts[at + 1])
        return tuple(self.numbers[part] for part in parts)

    def _beginning(self, char: str) -> list[str]:
        """Return the tokens that a character is at first: itself, its bytes, or none."""
        if char in self.numbers:
            return [char]
        found = [f"<0x{byte:02X}>" for byte in char.encode("utf-8", "surrogatepass")]
        return found if all(part in self.numbers for part in found) else []

    def _rank(self, first: str, second: str) -> tuple[int, int, int]:
        """Return what orders the joining of two neighbours; white space stays apart."""
        joined = self.numbers.get(first + second)
        if joined is None or (first + second).isspace():
            return _NEVER
        return joined, self.numbers[first], self.numbers[second]


_NEVER = (1 << 60, 0, 0)


class _Library:
    """A tokenizer of the tokenizers library."""

    def __init__(self, file: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(file))

    @property
    def numbers(self) -> dict[str, int]:
        found: dict[str, int] = self._tokenizer.get_vocab()
        return found

    def encode(self, piece: str) -> tuple[int, ...]:
        return tuple(self._tokenizer.encode(piece, add_special_tokens=False).ids)


def opened(file: Path, *, gemma: bool) -> Encoder:
    """Return the tokenizer in a file.

    Raises:
        OSError, msgspec.MsgspecError: it cannot be read, or is broken; the tokenizers library raises its own.
    """
    if not gemma:
        return _Library(file)
    return Pieces(msgspec.json.decode(file.read_bytes(), type=_File).model.vocab)
