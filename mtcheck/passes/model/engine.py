"""The pass that proposes edits by rules and reports those that a language model finds likelier than the text."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as distribution_version
from types import TracebackType
from typing import Self

from mtcheck.core.engines import Model
from mtcheck.core.model import Finding
from mtcheck.core.report import Heard
from mtcheck.core.telling import Tell, tell_nobody
from mtcheck.core.version import __version__
from mtcheck.document import Document
from mtcheck.passes import MODEL, Checked, Memory, Setup, Unavailable, unhurried
from mtcheck.passes.model import fluency, store
from mtcheck.passes.model.candidate import Candidate
from mtcheck.passes.model.decision import Decision
from mtcheck.passes.model.fluency import Usual
from mtcheck.passes.model.kept import Kept
from mtcheck.passes.model.marks import Mark
from mtcheck.passes.model.progress import Progress
from mtcheck.passes.model.proposals import Proposer
from mtcheck.passes.model.review import preferred, reviewed
from mtcheck.passes.model.runtime import LanguageModel
from mtcheck.passes.model.suggestions import suggested
from mtcheck.passes.model.surprise import read_so_far
from mtcheck.rulelang import finding
from mtcheck.rulelang.rule import Rule

_CERTAIN = 0.99
_MARK = 0.5
"""The confidence of a mark: about so many were right on text that machines translated."""


class ModelPass:
    """Loads the model when the first text comes, and keeps it for the run."""

    name = MODEL
    single = True

    def __init__(
        self, rules: Sequence[Rule], settings: Model, memory: Memory | None = None, tell: Tell = tell_nobody
    ) -> None:
        """Take the active rules; those of the kind ``propose`` are run."""
        self._memory = memory
        self._progress = Progress(tell)
        self._rules = {rule.id: rule for rule in rules if rule.card.propose is not None}
        self._demanded = {rule.id: rule.card.likelier for rule in rules if rule.card.likelier is not None}
        self._settings = settings

    @cached_property
    def version(self) -> str:
        """The model's name, the digest of its weights, the runtime and the fitted numbers, as far as they are there."""
        try:
            found = store.find(self._settings.name)
            fitted = f"decision {found.decision().version} usual {self._usual.version if self._usual else 'none'}"
            return f"model {found.name} {found.contents.source[:8]} {_runtime()} {fitted}"
        except Unavailable:
            return f"{self.name} none"

    def rule_ids(self) -> list[str]:
        """Return nothing: its findings carry the ids of rules."""
        return []

    def __enter__(self) -> Self:
        """Start nothing yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the model go."""
        self.__dict__.pop("_loaded", None)

    def check(self, document: Document) -> Iterator[Finding]:
        """Yield the findings of a document; a text alone decides what is found in it.

        Raises:
            Unavailable: no model is installed, or it is broken, or its runtime is missing.
        """
        _, proposer, decision = self._loaded
        least = decision.thresholds[self._settings.trade_off]
        candidates, marks = proposer.judged(document, self._progress.done)
        found = [(decision.probability(one.features), one) for one in candidates]
        sure = [(chance, one) for chance, one in found if chance >= least and self._likely(one)]
        standing = list(_standing(sure))
        yield from (self._finding(document, one, chance, found) for chance, one in standing)
        for mark in marks:
            if not any(mark.span.overlaps(one.span) for _, one in standing):  # else it has a fix
                yield self._marked(document, mark)

    def check_many(self, documents: Sequence[Document]) -> list[Checked]:
        """Return what it says of each document.

        Raises:
            Unavailable: no model is installed, or it is broken, or its runtime is missing.
        """
        self._progress.expect(sum(len(document.prose.split()) for document in documents))
        return unhurried(self, documents)

    def review(self, document: Document, findings: Sequence[Finding]) -> list[Finding]:
        """Return the findings of all passes that stand: ``likelier`` of a rule is asked for, and no fix is absurd.

        Raises:
            Unavailable: no model is installed, or it is broken, or its runtime is missing.
        """
        others = [one for one in findings if one.found_by != self.name]
        mine = [one for one in findings if one.found_by == self.name]
        return preferred([*reviewed(document, others, self._loaded[0], self._demanded, self._kept), *mine], self.name)

    def heard(self, document: Document) -> Iterator[Heard]:
        """Yield how fluent each sentence is that ``check`` read; nothing for a model of which nothing usual is known.

        Raises:
            Unavailable: the file of what is usual is broken.
        """
        for span, words in sorted(document.memo(read_so_far).items()):
            fluent = self._usual.fluency(words) if self._usual else None
            if fluent is not None:
                yield Heard(document.to_text(span), len(words), fluent)

    @cached_property
    def _usual(self) -> Usual | None:
        return fluency.of(store.find(self._settings.name))

    @property
    def scored(self) -> int:
        """How many tokens the model has scored so far."""
        return self._loaded[0].scored

    @cached_property
    def _loaded(self) -> tuple[LanguageModel, Proposer, Decision]:
        found = store.find(self._settings.name)
        decision = found.decision()
        model = LanguageModel(found.folder, self._settings.threads)
        return model, Proposer(list(self._rules.values()), model, self._kept), decision

    @cached_property
    def _kept(self) -> Kept:
        cards = repr([(rule.id, rule.card) for rule in self._rules.values()])
        digest = hashlib.sha256(cards.encode()).hexdigest()
        return Kept(self._memory, f"mtcheck {__version__} {self.version} {digest}", self._rules)

    def _likely(self, one: Candidate) -> bool:
        least = self._rules[one.rule].card.likelier
        return least is None or one.judged.gain >= least

    def _finding(
        self, document: Document, one: Candidate, chance: float, found: Sequence[tuple[float, Candidate]]
    ) -> Finding:
        rule = self._rules[one.rule]
        fixes = suggested(document.prose, one, [other for _, other in found])
        slots = {"text": one.span.of(document.prose).strip(), "fix": one.judged.edit.text.strip()}
        return replace(finding.found(rule, self.name, one.span, slots, fixes), confidence=min(_CERTAIN, chance))

    def _marked(self, document: Document, mark: Mark) -> Finding:
        slots = {"text": mark.span.of(document.prose)}
        return replace(finding.found(self._rules[mark.rule], self.name, mark.span, slots), confidence=_MARK)


def make(setup: Setup) -> ModelPass:
    """Return the pass for a run."""
    return ModelPass(setup.rules, setup.config.model, setup.memory, setup.tell)


def _standing(sure: Sequence[tuple[float, Candidate]]) -> Iterator[tuple[float, Candidate]]:
    """Yield the surest edits, none overlapping or touching another."""
    taken: list[Candidate] = []
    ranked = sorted(sure, key=lambda one: (-one[0], -one[1].judged.gain, one[1].span, one[1].judged.edit.text))
    for chance, one in ranked:
        if not any(one.span.start <= other.span.end and other.span.start <= one.span.end for other in taken):
            taken.append(one)
            yield chance, one


def _runtime() -> str:
    try:
        return f"onnxruntime {distribution_version('onnxruntime')}"
    except PackageNotFoundError:
        return "no runtime"
