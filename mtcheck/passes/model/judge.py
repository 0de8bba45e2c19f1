"""Asks the model how much likelier each edit makes a passage, in stages: most edits are dropped before they cost much.

The score of an edit is log P(edited) − log P(text), in nats, over the tokens it changes and the next few.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from mtcheck.passes.model.edits import Change, Edit, change
from mtcheck.passes.model.passage import Passage
from mtcheck.passes.model.runtime import Branch, LanguageModel, Reading

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

TAIL = 8
"""How many tokens after an edit are judged with it."""
_SHORT = 3
"""How many of them are looked at before an edit is gone on with."""
_HOPE = 0.6
"""The share of the short tail's surprise that an edit may hope to take away."""
_WORTH, _WORTH_LONG = 7.0, 8.5
"""What an edit must hope to gain, in nats, to be scored at all; a long one costs more and must hope for more."""
_USUAL = 1.5
"""The surprise, in nats, that each further token of an edit is expected to have."""
_KEPT, _KEPT_LONG = 0.5, 0.7
"""The share of its surprise that a token keeps when it stands elsewhere, in short edits and in long ones."""
_LONG = 3
"""Edits of so many tokens are long, and first judged by their second token alone: most words that are moved fail."""
_MOST = 10
"""How many edits of one rule at one word are scored at the most."""
_STAGES = ((1, _HOPE, 7.0), (_SHORT, 0.0, 3.5))
"""How many tokens of the tail each stage scores, the share of the rest's surprise still hoped for, and what an edit
must have gained, with that, to be gone on with."""
_TOGETHER = 128
"""The most tokens scored in one call."""


class Judged(NamedTuple):
    """An edit and its gain in nats: over the changed tokens (``here``), and over those after them (``after``).

    ``surprise`` is that of the tokens it replaces, ``start`` the log-probability of its first token.
    """

    edit: Edit
    change: Change
    here: float
    after: float
    surprise: float
    start: float

    @property
    def gain(self) -> float:
        """Return how much likelier the edit makes the text, in nats."""
        return self.here + self.after


@dataclass(frozen=True, slots=True)
class _Candidate:
    edit: Edit
    change: Change
    start: float
    old: float
    hope: float


def judged(edits: Iterable[Edit], passage: Passage, model: LanguageModel) -> list[Judged]:
    """Return the edits that may be worth reporting, with their gains."""
    alive = _best([one for one in _candidates(edits, passage, model) if one.hope > _least(one)])
    alive = list(_begun(alive, passage, model))
    for tail, hope, least in _STAGES:
        gains = _gains(alive, passage, model, tail)
        alive = [
            one
            for one, (here, after) in zip(alive, gains, strict=True)
            if here + after + hope * _left(one, passage, tail) > least
        ]
    return list(_measured(alive, passage, model))


def _best(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Return for each word and rule the few most hopeful edits, in the order given."""
    by_place: defaultdict[tuple[str, int], list[_Candidate]] = defaultdict(list)
    for one in candidates:
        by_place[one.edit.rule, one.edit.word].append(one)
    kept = {id(one) for group in by_place.values() for one in sorted(group, key=lambda one: -one.hope)[:_MOST]}
    return [one for one in candidates if id(one) in kept]


def _begun(candidates: Sequence[_Candidate], passage: Passage, model: LanguageModel) -> Iterator[_Candidate]:
    """Yield the candidates of which one may still hope enough when the second token of the long ones is known."""
    long = [one for one in candidates if len(one.change.new) >= _LONG]
    branches = [Branch(one.change.low, one.change.new[:2]) for one in long]
    seconds = {id(one): float(scores[0]) for one, scores in zip(long, _scores(branches, passage, model), strict=True)}
    yield from (one for one in candidates if one.hope + min(0.0, seconds.get(id(one), 0.0) + _USUAL) > _least(one))


def _least(one: _Candidate) -> float:
    return _WORTH_LONG if len(one.change.new) >= _LONG else _WORTH


def _left(one: _Candidate, passage: Passage, tail: int) -> float:
    """Return the surprise of the short tail's tokens that were not scored yet."""
    high = one.change.high
    return -float(passage.reading.scores[high + tail : high + _SHORT].sum())


def measured(edits: Iterable[Edit], passage: Passage, model: LanguageModel) -> list[Judged]:
    """Return the gain of each edit, however small."""
    return list(_measured(list(_candidates(edits, passage, model)), passage, model))


def _measured(candidates: Sequence[_Candidate], passage: Passage, model: LanguageModel) -> Iterator[Judged]:
    gains = _gains(candidates, passage, model, TAIL)
    for one, (here, after) in zip(candidates, gains, strict=True):
        yield Judged(one.edit, one.change, round(here, 3), round(after, 3), round(-one.old, 3), round(one.start, 3))


def _candidates(edits: Iterable[Edit], passage: Passage, model: LanguageModel) -> Iterator[_Candidate]:
    reading = passage.reading
    for edit in edits:
        tokens = change(edit, passage, model)
        after = reading.tokens[tokens.high : tokens.high + 1]
        begin = (*tokens.new, *after)
        if not begin:
            continue
        start = reading.expected(tokens.low, begin[0])
        old = float(reading.scores[tokens.low : tokens.high].sum())
        short = float(reading.scores[tokens.high : tokens.high + _SHORT].sum())
        known = 0.0 if tokens.new else float(reading.scores[tokens.high])  # then the first token is of the tail
        rest = _rest(tokens, reading)
        yield _Candidate(edit, tokens, start, old, start - old - known - _HOPE * (short - known) - rest)


def _rest(tokens: Change, reading: Reading) -> float:
    """Return the surprise that the tokens of an edit after its first are expected to have.

    Tokens that only stand elsewhere keep a share of theirs.
    """
    places = range(tokens.low, tokens.high)
    old = {reading.tokens[place]: -float(reading.scores[place]) for place in places}
    share = _KEPT_LONG if len(tokens.new) >= _LONG else _KEPT
    return sum(max(_USUAL, share * old.get(token, 0.0)) for token in tokens.new[1:])


def _gains(
    candidates: Sequence[_Candidate], passage: Passage, model: LanguageModel, tail: int
) -> Iterator[tuple[float, float]]:
    """Yield for each candidate the gain over the tokens it changes and the gain over the tail."""
    reading = passage.reading
    branches = [
        Branch(one.change.low, one.change.new + reading.tokens[one.change.high : one.change.high + tail])
        for one in candidates
    ]
    for one, scores in zip(candidates, _scores(branches, passage, model), strict=True):
        inner = max(0, len(one.change.new) - 1)
        new, after = float(scores[:inner].sum()), float(scores[inner:].sum())
        if one.change.new:
            new += one.start
        else:
            after += one.start
        yield new - one.old, after - float(reading.scores[one.change.high : one.change.high + tail].sum())


def _scores(branches: Sequence[Branch], passage: Passage, model: LanguageModel) -> Iterator["Array"]:
    """Score branches of one passage, some at a time; which ones share a call depends on the passage alone."""
    batch: list[Branch] = []
    size = 0
    for branch in branches:
        if batch and size + len(branch.tokens) > _TOGETHER:
            yield from model.score(passage.reading, batch)
            batch, size = [], 0
        batch.append(branch)
        size += len(branch.tokens)
    if batch:
        yield from model.score(passage.reading, batch)
