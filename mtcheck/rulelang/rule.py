"""A rule ready to run: its card and the means to find what it describes, each made at its first use."""

from collections.abc import Mapping
from functools import cached_property, partial

import msgspec

from mtcheck.core.literals import Needed, fold, needed
from mtcheck.core.model import SEVERITIES, Severity
from mtcheck.core.prepared import STORE
from mtcheck.rulelang.conditions import Elsewhere, Membership, read_elsewhere, read_memberships
from mtcheck.rulelang.measured import measured
from mtcheck.rulelang.patterns import Lists, Pattern, bounded, expand, is_phrase, smart_case
from mtcheck.rulelang.ready import Outlines, Parts, Ready, make_ready, outlines_of
from mtcheck.rulelang.schema import RuleFile, TokenSequence
from mtcheck.rulelang.sequence_rule import SequenceRule, make_sequence
from mtcheck.rulelang.token_outlines import demands

Fixed = tuple[Pattern, tuple[str, ...]]
"""A compiled pattern with its fixes."""


class Rule:
    """A rule of a pack; ``id`` is ``pack.name`` after its file's place."""

    def __init__(self, id: str, card: RuleFile, file: str, lists: Lists, ready: Ready | None = None) -> None:  # noqa: A002  (that is its name)
        """Take what a file says; ``ready`` is what was made of it before, if that is remembered."""
        self.id = id
        self.card = card
        self.file = file
        self.lists = lists
        self._ready = ready
        self._compiled: dict[int, Fixed] = {}
        self._made: dict[int, SequenceRule] = {}

    def __repr__(self) -> str:
        return f"Rule({self.id})"

    @property
    def severity(self) -> Severity:
        """The severity that the card names."""
        return SEVERITIES[self.card.severity]

    @property
    def needs_model(self) -> bool:
        """Whether a language model has to agree with its findings."""
        return self.card.propose is not None or self.card.likelier is not None

    @cached_property
    def confidence(self) -> float:
        """The share of its findings that are right: as measured where that tells, else as the card estimates it.

        How often people write the same says nothing of what is certain, or waits for other errors.
        """
        certain = self.card.safe or self.card.amid_errors
        return measured().confidence(self.id, self.card.confidence, certain=certain)

    @property
    def said(self) -> RuleFile | msgspec.Raw:
        """The card, or the same encoded as it is remembered."""
        return self.card if self._ready is None else self._ready.said

    @property
    def patterns(self) -> tuple[Fixed, ...]:
        """The compiled patterns, each with its fixes; plain phrases are not among them."""
        return tuple(self.pattern(number) for number in range(len(self._sources)))

    def pattern(self, number: int) -> Fixed:
        """Return one of the patterns, compiled at the first question.

        Raises:
            regex.error: it is no pattern.
            FileNotFoundError: there is no list that it names.
        """
        if number not in self._compiled:
            known = None if self._ready is None else STORE.compiled(self._ready.names[number])
            self._compiled[number] = known or self._compile(number), self._sources[number][1]
        return self._compiled[number]

    def _compile(self, number: int) -> Pattern:
        expanded = expand(self._sources[number][0], self.named)
        return bounded(smart_case(expanded) if self._entries else expanded)

    @cached_property
    def needs(self) -> tuple[tuple[Needed, ...], ...]:
        """For each of the patterns, its demands on a text: of the strings of each, one must be in it."""
        if self._ready is not None:
            return self._ready.needs
        return tuple(needed(pattern.pattern) for pattern, _ in self.patterns)

    @property
    def sequences(self) -> tuple[SequenceRule, ...]:
        """The compiled sequences of a ``tokens`` or ``sequences`` rule."""
        return tuple(self.sequence(number) for number in range(len(self._said)))

    def sequence(self, number: int) -> SequenceRule:
        """Return one of the sequences, made at the first question.

        Raises:
            regex.error, FileNotFoundError, ValueError: as ``make_sequence``.
        """
        if number not in self._made:
            made = self._made[number] = make_sequence(self._said[number], self.card, self.named)
            for index, pattern in enumerate(made.patterns if self._ready is not None else ()):
                pattern.outline = self.outlines[number][index]
        return self._made[number]

    @cached_property
    def outlines(self) -> tuple[Outlines, ...]:
        """For each of the sequences, where its patterns may match."""
        if self._ready is not None:
            return outlines_of(self._ready)
        parts = [self._parts(number) for number in range(len(self._said))]
        return tuple(Outlines([demands(one) for one in each], partial(tuple, each)) for each in parts)

    @property
    def ready(self) -> Ready:
        """What is worth remembering of it."""
        parts = (self._parts(number) for number in range(len(self._said)))
        patterns = zip((pattern.pattern for pattern, _ in self.patterns), self.needs, strict=True)
        return make_ready(self.card, patterns, parts, self.folded)

    def named(self, name: str) -> frozenset[str]:
        """Return the words that a name in braces stands for: a set of the rule itself, or a list.

        Raises:
            FileNotFoundError: there is none.
        """
        own = self.card.sets.get(name)
        return self.lists(name) if own is None else frozenset(own.split())

    @cached_property
    def phrases(self) -> Mapping[str, tuple[str, ...]]:
        """The plain phrases of a ``words`` or ``swap`` rule, each with its fixes."""
        return {key: fixes for key, fixes in self._entries.items() if is_phrase(key)}

    def phrase(self, number: int) -> tuple[str, tuple[str, ...]]:
        """Return one of the plain phrases with its fixes."""
        return self._phrases[number]

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The plain phrases as they are looked for in a folded text, in the same order."""
        return tuple(map(fold, self.phrases)) if self._ready is None else self._ready.phrases

    @cached_property
    def unless(self) -> tuple[Pattern, ...]:
        """The exceptions: a finding that one of them overlaps is none."""
        return tuple(
            bounded(smart_case(expand(source, self.named))) for source in self.card.unless if isinstance(source, str)
        )

    @cached_property
    def where(self) -> tuple[Membership, ...]:
        """What captured groups must be in a list, or must not be."""
        return read_memberships(self.card.where, self.named)

    @cached_property
    def elsewhere(self) -> tuple[Elsewhere, ...]:
        """What the text must have outside a match, or must not have."""
        return tuple(map(read_elsewhere, self.card.elsewhere))

    @cached_property
    def _phrases(self) -> list[tuple[str, tuple[str, ...]]]:
        return [*self.phrases.items()]

    @cached_property
    def _entries(self) -> dict[str, tuple[str, ...]]:
        if self.card.words is not None:
            return {phrase: tuple(self.card.fixes) for phrase in self.card.words}
        swap = self.card.swap or {}
        return {key: (to,) if isinstance(to, str) else tuple(to) for key, to in swap.items()}

    @cached_property
    def _sources(self) -> list[tuple[str, tuple[str, ...]]]:
        """The patterns as they are written, each with its fixes."""
        find = self.card.find
        if find is not None:
            return [(source, tuple(self.card.fixes)) for source in ([find] if isinstance(find, str) else find)]
        if self.card.forms is not None:
            return [(form.find, tuple(form.write)) for form in self.card.forms.values()]
        return [(key, fixes) for key, fixes in self._entries.items() if not is_phrase(key)]

    @cached_property
    def _said(self) -> list[TokenSequence]:
        tokens = self.card.tokens
        return self.card.sequences or ([] if tokens is None else [TokenSequence(tokens=tokens)])

    def _parts(self, number: int) -> Parts:
        patterns = self.sequence(number).patterns
        return tuple(tuple(element.part for element in pattern.elements) for pattern in patterns)
