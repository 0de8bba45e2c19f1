"""What was found in a passage is remembered from run to run: an unchanged one is not read again.

The key holds all that the model and the families can see of a passage: its tokens and those before it, its words and
tags, what stands around it. So a changed sentence costs its own passage and those that have it for their context.
"""

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from math import isfinite, isinf
from typing import TypeVar

import msgspec

from mtcheck.core.model import Span
from mtcheck.passes import Memory
from mtcheck.passes.model.candidate import Candidate
from mtcheck.passes.model.edits import Edit
from mtcheck.passes.model.passage import Passage

T = TypeVar("T")

_SIDES = 20
"""How many code points on both sides of a passage count too: families look at the neighbours of a word."""
_CANDIDATES = msgspec.msgpack.Decoder(list[Candidate])
_GAINS = msgspec.msgpack.Decoder(list[float])


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
        if self._memory is None:
            return make()
        low, high = passage.low, passage.high
        inside = [(span.start - low, span.end - low) for span in guarded if span.start < high and span.end > low]
        key = self._key("candidates", passage, inside)
        known = self._decoded(_CANDIDATES, key)
        if known is not None and all(self._possible(one, high - low) for one in known):
            return [_moved(one, low) for one in known]
        made = make()
        self._memory.put(key, msgspec.msgpack.encode([_moved(one, -low) for one in made]))
        return made

    def gains(self, passage: Passage, edits: Sequence[Edit], make: Callable[[], list[float]]) -> list[float]:
        """Return the gains of some edits of a passage in nats, now or in an earlier run measured; some are none."""
        if self._memory is None:
            return make()
        asked = [(one.start - passage.low, one.end - passage.low, one.text) for one in edits]
        key = self._key("gains", passage, asked)
        known = self._decoded(_GAINS, key)
        if known is not None and len(known) == len(edits) and not any(map(isinf, known)):
            return known
        made = make()
        self._memory.put(key, msgspec.msgpack.encode(made))
        return made

    def _key(self, what: str, passage: Passage, more: object) -> bytes:
        parts = [self._signature, what, more, *_seen(passage)]
        return hashlib.sha256(msgspec.msgpack.encode(parts)).digest()

    def _decoded(self, decoder: msgspec.msgpack.Decoder[T], key: bytes) -> T | None:
        data = self._memory.get(key) if self._memory else None
        try:
            return decoder.decode(data) if data is not None else None
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return None

    def _possible(self, one: Candidate, size: int) -> bool:
        edit, judged = one.judged.edit, one.judged
        numbers = (judged.here, judged.after, judged.surprise, judged.start, *one.features.values())
        known = one.rule in self._rules and edit.rule == one.rule
        return known and 0 <= edit.start <= edit.end <= size and all(map(isfinite, numbers))


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
