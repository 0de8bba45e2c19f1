"""What was found in a passage is remembered from run to run: an unchanged one is not read again.

The key holds all that the model and the families can see of a passage: its tokens and those before it, its words and
tags, what stands around it. So a changed sentence costs its own passage and those that have it for their context.
"""

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from math import isfinite, isinf
from typing import NamedTuple, TypeVar

import msgspec

from mtcheck.core.model import Span
from mtcheck.passes import Memory
from mtcheck.passes.model.candidate import Candidate
from mtcheck.passes.model.edits import Edit
from mtcheck.passes.model.marks import Mark
from mtcheck.passes.model.passage import Passage
from mtcheck.passes.model.surprise import Oddities

T = TypeVar("T")

_SIDES = 20
"""How many code points on both sides of a passage count too: families look at the neighbours of a word."""
_CANDIDATES = msgspec.msgpack.Decoder(list[Candidate])
_MARKS = msgspec.msgpack.Decoder(list[Mark])
_ODDITIES = msgspec.msgpack.Decoder(list[Oddities])
_GAINS = msgspec.msgpack.Decoder(list[float])


class Asked(NamedTuple):
    """What is asked of a passage; ``more`` is what else the answer hangs on."""

    what: str
    passage: Passage
    more: object = None


class Kept:
    """Remembers by passage, where there is a memory; whatever comes back is held against the passage."""

    def __init__(self, memory: Memory | None, signature: str, rules: Collection[str]) -> None:
        """Take the memory; ``signature`` says what else decides, ``rules`` are the ids that may come back."""
        self._memory = memory
        self._signature = signature
        self._rules = frozenset(rules)

    def candidates(
        self, passage: Passage, guarded: Sequence[Span], make: Callable[[], list[Candidate]]
    ) -> list[Candidate]:
        """Return the candidates of a passage, made now or in an earlier run; in ``guarded`` spans none may be."""
        low, high = passage.low, passage.high
        inside = [(span.start - low, span.end - low) for span in guarded if span.start < high and span.end > low]
        found = self._remembered(
            Asked("candidates", passage, inside),
            _CANDIDATES,
            lambda: [_moved(one, -low) for one in make()],
            lambda known: all(self._possible(one, high - low) for one in known),
        )
        return [_moved(one, low) for one in found]

    def marks(self, passage: Passage, make: Callable[[], list[Mark]]) -> list[Mark]:
        """Return the absurd words of a passage, found now or in an earlier run."""
        low, size = passage.low, passage.high - passage.low
        found = self._remembered(
            Asked("marks", passage),
            _MARKS,
            lambda: [replace(one, start=one.start - low, end=one.end - low) for one in make()],
            lambda known: all(
                one.rule in self._rules and 0 <= one.start <= one.end <= size and isfinite(one.excess) for one in known
            ),
        )
        return [replace(one, start=one.start + low, end=one.end + low) for one in found]

    def oddities(self, passage: Passage) -> list[Oddities]:
        """Return how odd the words of each sentence of a passage are, found now or in an earlier run."""
        return self._remembered(
            Asked("oddities", passage),
            _ODDITIES,
            passage.oddities,
            lambda known: len(known) == len(passage.sentences) and all(isfinite(one) for each in known for one in each),
        )

    def gains(self, passage: Passage, edits: Sequence[Edit], make: Callable[[], list[float]]) -> list[float]:
        """Return the gains of some edits of a passage in nats, now or in an earlier run measured; some are none."""
        asked = [(one.start - passage.low, one.end - passage.low, one.text) for one in edits]
        return self._remembered(
            Asked("gains", passage, asked),
            _GAINS,
            make,
            lambda known: len(known) == len(edits) and not any(map(isinf, known)),
        )

    def _remembered(
        self,
        asked: Asked,
        decoder: msgspec.msgpack.Decoder[list[T]],
        make: Callable[[], list[T]],
        sound: Callable[[list[T]], bool],
    ) -> list[T]:
        """Return what was found in an earlier run, if it is sound, else what is made now, and remember that."""
        if self._memory is None:
            return make()
        key = self._key(asked)
        known = _decoded(decoder, self._memory.get(key))
        if known is not None and sound(known):
            return known
        made = make()
        self._memory.put(key, msgspec.msgpack.encode(made))
        return made

    def _key(self, asked: Asked) -> bytes:
        parts = [self._signature, asked.what, asked.more, *_seen(asked.passage)]
        return hashlib.sha256(msgspec.msgpack.encode(parts)).digest()

    def _possible(self, one: Candidate, size: int) -> bool:
        edit, judged = one.judged.edit, one.judged
        numbers = (judged.here, judged.after, judged.surprise, judged.start, *one.features.values())
        known = one.rule in self._rules and edit.rule == one.rule
        return known and 0 <= edit.start <= edit.end <= size and all(map(isfinite, numbers))


def _decoded(decoder: msgspec.msgpack.Decoder[list[T]], data: bytes | None) -> list[T] | None:
    try:
        return decoder.decode(data) if data is not None else None
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def _seen(passage: Passage) -> Iterator[object]:
    """Yield what can be seen of a passage, with places counted from its beginning."""
    low, high, prose = passage.low, passage.high, passage.prose
    yield from (passage.kind, passage.lead, passage.read_tokens, passage.first)
    yield from (_sendable(part) for part in (prose[max(0, low - _SIDES) : low], prose[low : high + _SIDES]))
    yield [(start - low, end - low) for start, end in passage.chunks]
    yield [(token.start - low, token.end - low) for token in passage.tokens]
    yield [(one.span.start - low, one.span.end - low, one.low, one.high) for one in passage.sentences]
    yield from (passage.tags, passage.quoted)


def _sendable(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _moved(one: Candidate, by: int) -> Candidate:
    edit = replace(one.judged.edit, start=one.judged.edit.start + by, end=one.judged.edit.end + by)
    return replace(one, judged=one.judged._replace(edit=edit))


FORGETFUL = Kept(None, "", ())
"""Remembers nothing."""
