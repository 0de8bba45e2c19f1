"""Fits the decision of a model: candidates in planted and in clean text become rows, the rows become weights.

The planted defects say what is wrong; everything else that is proposed, there and in clean text, is right as it stands.
Thresholds are set on the clean text: so many findings in 1,000 words each trade-off allows.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from types import MappingProxyType

import msgspec

from mtcheck.core.engines import TradeOff
from mtcheck.core.model import Span
from mtcheck.document import Document
from mtcheck.passes.model.candidate import Candidate
from mtcheck.passes.model.decision import Decision, fit
from mtcheck.passes.model.neighbours import Neighbours
from mtcheck.passes.model.pairs import Paired
from mtcheck.passes.model.planting import Planter
from mtcheck.passes.model.proposals import Proposer
from mtcheck.passes.model.runtime import LanguageModel

ALLOWED: dict[TradeOff, float] = {"precise": 0.15, "balanced": 0.75, "thorough": 1.25}
"""Findings in 1,000 words of clean text that each trade-off allows."""
_SEED = 13
_SLACK = 40
"""How much longer than a defect an edit may be, in characters, and still be about it."""
_WORTH = {"edited": 0.3}
"""What a row of a kind counts for: what editors left in machine output need not be right."""
PULLS = {"always": 0.001, "company": 3.0}
"""How strongly weights are drawn towards nothing; the others as ``fit`` says."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A candidate of a text: its numbers, and whether it was wanted; ``text`` is the number of the text."""

    text: int
    kind: str
    start: int
    end: int
    rule: str
    gain: float
    features: dict[str, float]
    wanted: bool


@dataclass(frozen=True, slots=True)
class Sample:
    """A text whose defects are known: their places, each with what should stand there, if that is known."""

    text: str
    kind: str
    defects: Sequence[tuple[Span, str | None]] = ()
    ignored: Sequence[Span] = ()
    paired: Paired | None = None
    """What a person wrote instead, where that says what is right."""

    @property
    def words(self) -> int:
        """Count the words."""
        return len(self.text.split())


def samples(texts: Sequence[str], model: LanguageModel, seed: int = _SEED) -> Iterator[Sample]:
    """Yield of good texts in turn one with planted defects and one as it is."""
    with_defects = planted(texts[::2], texts, model, seed)
    for number, text in enumerate(texts):
        yield Sample(text, "clean") if number % 2 else next(with_defects)


def planted(texts: Sequence[str], pool: Sequence[str], model: LanguageModel, seed: int = _SEED) -> Iterator[Sample]:
    """Yield good texts with planted defects; the wrong words come from a pool of texts."""
    planter = Planter(Random(seed), Neighbours(pool, model))  # noqa: S311  (no secret depends on it)
    for text in texts:
        made = planter.plant(text)
        yield Sample(made.text, "planted", made.defects)


def rows(
    found: Iterable[Sample], proposer: Proposer, progress: Callable[[Sample], None] = lambda _: None
) -> Iterator[Row]:
    """Yield the candidates of texts whose defects are known."""
    for number, sample in enumerate(found):
        document = Document.of(sample.text)
        for one in proposer.candidates(document):
            span = document.to_text(one.span)
            if any(span.overlaps(other) for other in sample.ignored):
                continue
            agreed = sample.paired.agrees(span, one.judged.edit.text) if sample.paired else _touches(sample, span)
            if agreed is not None:
                yield _row(number, sample, one, span, wanted=agreed)
        progress(sample)


def decide(
    table: Sequence[Row],
    clean_words: int,
    allowed: dict[TradeOff, float] = ALLOWED,
    towards: Mapping[str, float] = MappingProxyType({}),
) -> Decision:
    """Return the decision fitted to rows; ``clean_words`` is the number of words of the clean texts.

    ``towards`` has weights from which the rows must lead away, such as those of another model that had more of them.
    """
    fitted = strongest(table)
    worth = [_WORTH.get(row.kind, 1.0) for row in fitted]
    weights = fit([row.features for row in fitted], [row.wanted for row in fitted], worth, PULLS, towards)
    first = Decision(version="", weights=weights, thresholds={})
    quiet = [row for row in table if row.kind == "clean"]
    alarms = sorted((first.probability(row.features) for row in places(quiet, first)), reverse=True)
    thresholds = {name: _threshold(alarms, rate * clean_words / 1000) for name, rate in allowed.items()}
    version = hashlib.sha256(repr((sorted(weights.items()), sorted(thresholds.items()))).encode()).hexdigest()[:8]
    return Decision(version=version, weights=weights, thresholds=thresholds)


def strongest(table: Iterable[Row]) -> list[Row]:
    """Return of the candidates of each rule at one place the strongest, so that a place counts once for a rule."""
    best: dict[tuple[int, int, str], Row] = {}
    for row in table:
        key = (row.text, row.start, row.rule)
        if key not in best or row.gain > best[key].gain:
            best[key] = row
    return list(best.values())


def places(table: Sequence[Row], decision: Decision) -> list[Row]:
    """Return the rows that would be reported first: the surest ones, none overlapping another of its text."""
    ranked = sorted(table, key=lambda row: (-decision.probability(row.features), -row.gain, row.start, row.end))
    taken: dict[int, list[Span]] = {}
    kept = []
    for row in ranked:
        span, others = Span(row.start, row.end), taken.setdefault(row.text, [])
        if not any(span.overlaps(other) for other in others):
            others.append(span)
            kept.append(row)
    return kept


def _touches(sample: Sample, span: Span) -> bool:
    """Tell whether an edit is about a known defect."""
    return any(
        span.start <= place.end + 1 and span.end >= place.start - 1 and len(span) - len(place) <= _SLACK
        for place, _ in sample.defects
    )


def _row(number: int, sample: Sample, one: Candidate, span: Span, *, wanted: bool) -> Row:
    return Row(
        text=number,
        kind=sample.kind,
        start=span.start,
        end=span.end,
        rule=one.rule,
        gain=one.judged.gain,
        features=one.features,
        wanted=wanted,
    )


def _threshold(alarms: Sequence[float], most: float) -> float:
    """Return the least probability, above one half, at which no more than so many alarms remain."""
    allowed = int(most)
    return max(0.5, round(alarms[allowed] + 0.001, 3)) if allowed < len(alarms) else 0.5
