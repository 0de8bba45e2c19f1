"""Which rules are on: decided from the settings once a run, and handed to every pass."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from mtcheck.core.settings import Config


@dataclass(frozen=True, slots=True)
class Choice:
    """What the settings say of rules and packs, by their ids or the beginnings of those."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    languages: frozenset[str] = frozenset()

    @classmethod
    def of(cls, config: Config) -> Self:
        """Read the settings."""
        return cls(tuple(config.select), tuple(config.ignore), config.preview, frozenset(config.source_lang))

    def on(self, rule: str, default: bool = True, betrays: Iterable[str] = ()) -> bool:
        """Tell whether a rule is on: the longest name in select or ignore that begins its id decides, ignore first.

        Where none does, it is on by ``default``, in preview, or if the text came from a language that it betrays.
        """
        best, verdict = -1, default or self.preview or not self.languages.isdisjoint(betrays)
        for names, value in ((self.ignore, False), (self.select, True)):
            for name in names:
                if (rule == name or rule.startswith(name + ".")) and len(name) > best:
                    best, verdict = len(name), value
        return verdict

    def within(self, prefix: str) -> tuple[list[str], list[str]]:
        """Return the names selected and those ignored that begin with ``prefix.``, without it."""
        lead = f"{prefix}."
        selected, ignored = (
            [name.removeprefix(lead) for name in names if name.startswith(lead)] for names in (self.select, self.ignore)
        )
        return selected, ignored
