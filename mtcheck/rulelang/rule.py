"""A rule ready to run: its card and the means to find what it describes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mtcheck.core.literals import Needed
from mtcheck.core.model import SEVERITIES, Severity
from mtcheck.core.prepared import STORE
from mtcheck.rulelang.patterns import Lists, Pattern, bounded, expand, is_phrase, smart_case
from mtcheck.rulelang.schema import RuleFile
from mtcheck.rulelang.token_patterns import Agreement, compile_steps, read_agreement


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
            return tuple((bounded(expand(source, self.lists)), tuple(card.fixes)) for source in sources)
        return tuple(
            (bounded(smart_case(expand(key, self.lists))), fixes)
            for key, fixes in self._entries.items()
            if not is_phrase(key)
        )

    @cached_property
    def needs(self) -> tuple[Needed | None, ...]:
        """For each of the patterns, the literals of which a match must contain one."""
        return tuple(STORE.needed(pattern.pattern) for pattern, _ in self.patterns)

    @cached_property
    def sequence(self) -> Pattern | None:
        """The compiled pattern of a ``tokens`` rule."""
        return None if self.card.tokens is None else compile_steps(self.card.tokens, self.lists)

    @cached_property
    def agreements(self) -> tuple[Agreement, ...]:
        """The conditions on pairs of captured tokens."""
        return tuple(read_agreement(text) for text in self.card.agree)

    @cached_property
    def phrases(self) -> Mapping[str, tuple[str, ...]]:
        """The plain phrases of a ``words`` or ``swap`` rule, each with its fixes."""
        return {key: fixes for key, fixes in self._entries.items() if is_phrase(key)}

    @cached_property
    def unless(self) -> tuple[Pattern, ...]:
        """The exceptions: a finding that one of them overlaps is none."""
        return tuple(bounded(smart_case(expand(source, self.lists))) for source in self.card.unless)

    @cached_property
    def where(self) -> Mapping[str, tuple[bool, frozenset[str]]]:
        """For a captured group: whether it must (or, after ``!``, must not) be in a list, in lower case."""
        return {
            name: (not wanted.startswith("!"), self.lists(wanted.removeprefix("!")))
            for name, wanted in self.card.where.items()
        }

    def admits(self, captured: Callable[[str], str]) -> bool:
        """Tell whether the captured groups are in the lists, or not in them, as ``where`` demands."""
        for name, (wanted, words) in self.where.items():
            text = captured(name)
            if (text.lower() in words or text in words) is not wanted:
                return False
        return True

    @cached_property
    def _entries(self) -> dict[str, tuple[str, ...]]:
        if self.card.words is not None:
            return {phrase: tuple(self.card.fixes) for phrase in self.card.words}
        swap = self.card.swap or {}
        return {key: (to,) if isinstance(to, str) else tuple(to) for key, to in swap.items()}
