"""A rule ready to run: its card and the means to find what it describes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mtcheck.core.literals import Needed
from mtcheck.core.model import SEVERITIES, Severity
from mtcheck.core.prepared import STORE
from mtcheck.rulelang.conditions import Membership, read_memberships
from mtcheck.rulelang.patterns import Lists, Pattern, bounded, expand, is_phrase, smart_case
from mtcheck.rulelang.schema import RuleFile, TokenSequence
from mtcheck.rulelang.sequence_rule import SequenceRule, make_sequence


@dataclass(frozen=True)
class Rule:
    """A rule of a pack; ``id`` is ``pack.name`` after its file's place."""

    id: str
    card: RuleFile
    file: str
    lists: Lists = field(repr=False)

    @property
    def severity(self) -> Severity:
        """The severity that the card names."""
        return SEVERITIES[self.card.severity]

    @property
    def needs_model(self) -> bool:
        """Whether a language model has to agree with its findings."""
        return self.card.propose is not None or self.card.likelier is not None

    @cached_property
    def patterns(self) -> tuple[tuple[Pattern, tuple[str, ...]], ...]:
        """The compiled patterns, each with its fixes; plain phrases are not among them."""
        card = self.card
        if card.find is not None:
            sources = [card.find] if isinstance(card.find, str) else card.find
            return tuple((bounded(expand(source, self.named)), tuple(card.fixes)) for source in sources)
        return tuple(
            (bounded(smart_case(expand(key, self.named))), fixes)
            for key, fixes in self._entries.items()
            if not is_phrase(key)
        )

    @cached_property
    def needs(self) -> tuple[tuple[Needed, ...], ...]:
        """For each of the patterns, its demands on a text: of the strings of each, one must be in it."""
        return tuple(STORE.needed(pattern.pattern) for pattern, _ in self.patterns)

    @cached_property
    def sequences(self) -> tuple[SequenceRule, ...]:
        """The compiled sequences of a ``tokens`` or ``sequences`` rule."""
        card = self.card
        said = card.sequences or ([] if card.tokens is None else [TokenSequence(tokens=card.tokens)])
        return tuple(make_sequence(one, card, self.named) for one in said)

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
    def _entries(self) -> dict[str, tuple[str, ...]]:
        if self.card.words is not None:
            return {phrase: tuple(self.card.fixes) for phrase in self.card.words}
        swap = self.card.swap or {}
        return {key: (to,) if isinstance(to, str) else tuple(to) for key, to in swap.items()}
