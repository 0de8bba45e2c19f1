"""What is made ready of a rule once and remembered: its card, what its patterns need, the outlines of its sequences.

It is plain data, believed only where it was made from the same file, the same lists and the same version of this code.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

import msgspec

from mtcheck.core.literals import Needed
from mtcheck.core.places import builtin_rules
from mtcheck.core.version import __version__
from mtcheck.english import lists
from mtcheck.rulelang.schema import RuleFile
from mtcheck.rulelang.token_outlines import Outline, Part, demands

_MADE_BY = ("rulelang", "core/literals.py", "document/positions.py", "english/lists.py", "english/lexicon")
"""The code that decides what is made of a rule file."""
_ENCODER = msgspec.msgpack.Encoder(order="deterministic")  # sets are sorted; a card has none, and its order tells

Parts = tuple[tuple[Part, ...], ...]


class Ready(msgspec.Struct, frozen=True, array_like=True):
    """What is remembered of a rule: what its file says; for each pattern its demands; for each sequence its patterns.

    ``words`` are the sets that the demands of sequences name by their number.
    """

    said: msgspec.Raw
    needs: tuple[tuple[Needed, ...], ...]
    words: tuple[frozenset[str], ...]
    demands: tuple[tuple[tuple[int, ...], ...], ...]
    sequences: tuple[msgspec.Raw, ...]
    phrases: tuple[str, ...]
    """Plain phrases, folded as texts are."""

    def encoded(self) -> bytes:
        """Return it as bytes; the same rule gives the same."""
        return _ENCODER.encode(self)


class Outlines:
    """The demands and the outlines of the patterns of one sequence; an outline is made at the first question."""

    def __init__(self, demanded: Sequence[Sequence[frozenset[str]]], parts: Callable[[], Parts]) -> None:
        """Take the demands of each pattern, and what gives the parts of all."""
        self.demands = demanded
        self._parts = parts
        self._outlines: list[Outline] | None = None

    def __getitem__(self, number: int) -> Outline:
        """Return the outline of a pattern by its number."""
        if self._outlines is None:
            self._outlines = [Outline(parts) for parts in self._parts()]
        return self._outlines[number]


_CARD = msgspec.msgpack.Decoder(RuleFile)
_READY = msgspec.msgpack.Decoder(Ready)
_PARTS = msgspec.msgpack.Decoder(Parts)


def decoded(raw: bytes) -> tuple[Ready, RuleFile] | None:
    """Return what bytes hold, with the card; nothing if that is no rule made ready."""
    try:
        ready = _READY.decode(raw)
        return ready, _CARD.decode(ready.said)
    except (msgspec.MsgspecError, RecursionError):
        return None


def make_ready(
    card: RuleFile, needs: Iterable[Iterable[Needed]], sequences: Iterable[Parts], phrases: Iterable[str]
) -> Ready:
    """Return what there is to be remembered of a rule."""
    numbers: dict[frozenset[str], int] = {}
    demanded, raws = [], []
    for parts in sequences:
        demanded.append(
            tuple(tuple(numbers.setdefault(one, len(numbers)) for one in demands(pattern)) for pattern in parts)
        )
        raws.append(msgspec.Raw(_ENCODER.encode(parts)))
    said = msgspec.Raw(msgspec.msgpack.encode(card))
    return Ready(said, tuple(map(tuple, needs)), tuple(numbers), tuple(demanded), tuple(raws), tuple(phrases))


def outlines_of(ready: Ready) -> tuple[Outlines, ...]:
    """Return the outlines of each sequence, out of what was remembered."""
    return tuple(
        Outlines([[ready.words[one] for one in demanded] for demanded in patterns], _reader(raw))
        for patterns, raw in zip(ready.demands, ready.sequences, strict=True)
    )


def _reader(raw: msgspec.Raw) -> Callable[[], Parts]:
    return lambda: _PARTS.decode(raw)


def surroundings(folder: Path, language: str) -> bytes:
    """Return a digest of all that is made of the rules of a folder depends on beside their files."""
    digest = hashlib.sha256(_made_by(language))
    _add(digest.update, folder.glob("lists/*.txt"))
    return digest.digest()


@cache
def _made_by(language: str) -> bytes:
    digest = hashlib.sha256(__version__.encode())
    home = Path(__file__).parents[1]
    for name in _MADE_BY:
        _add(digest.update, (home / name).glob("*.py") if not name.endswith(".py") else [home / name])
    _add(digest.update, builtin_rules(language).glob("lists/*.txt"))
    digest.update(lists.lexicon_digest(language))
    return digest.digest()


def _add(update: Callable[[bytes], object], paths: Iterable[Path]) -> None:
    for path in sorted(paths):
        if path.is_file():
            raw = path.read_bytes()
            update(f"{path.name} {len(raw)} ".encode() + raw)


def key(around: bytes, raw: bytes) -> str:
    """Return the name of what is made of a file with this content in these surroundings."""
    return hashlib.sha256(around + raw).hexdigest()[:32]
