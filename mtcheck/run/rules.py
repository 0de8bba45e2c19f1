"""The rules of a run: those that come with mtcheck for the language, those of installed packages, those of the user."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path

from mtcheck.core.choice import Choice
from mtcheck.core.places import builtin_rules
from mtcheck.core.settings import Config, ConfigError
from mtcheck.passes import MODEL
from mtcheck.rulelang import loader
from mtcheck.rulelang.rule import Rule

GROUP = "mtcheck.rules"
"""The entry points by which another package adds rule packs: each names a package whose folder holds the packs."""


def folders(config: Config) -> Iterator[Path]:
    """Yield the folders of rule packs.

    Raises:
        ConfigError: no rules come with mtcheck for the language.
    """
    own = builtin_rules(config.language)
    if not own.is_dir():
        known = ", ".join(sorted(one.name for one in own.parent.iterdir()))
        raise ConfigError(f"mtcheck has no rules for the language {config.language!r} (it has: {known})")
    yield own
    yield from _installed()
    yield from map(Path, config.rules)


@cache
def _installed() -> tuple[Path, ...]:
    """Return the folders of installed packages; to ask every package of the system for them takes milliseconds."""
    return tuple(Path(str(files(one.module))) for one in entry_points(group=GROUP))


def load_rules(config: Config) -> list[Rule]:
    """Return every rule.

    Raises:
        RuleError: a rule is broken.
        ConfigError: there are no rules for the language.
    """
    return loader.load(folders(config), config.language)


def active(rules: Iterable[Rule], choice: Choice, engines: Sequence[str]) -> list[Rule]:
    """Return the rules that are on; those that need the language model are off where it does not run."""
    on = [rule for rule in rules if choice.on(rule.id, rule.card.default, rule.card.betrays)]
    return on if MODEL in engines else [rule for rule in on if not rule.needs_model]


def switched_off(rules: Iterable[Rule], choice: Choice, engines: Sequence[str]) -> list[Rule]:
    """Return the rules that are off only because the user ignores them."""
    on = {rule.id for rule in active(rules, choice, engines)}
    return [rule for rule in active(rules, replace(choice, ignore=()), engines) if rule.id not in on]


def waiting(rules: Iterable[Rule], config: Config) -> str | None:
    """Return a note on the rules that the user asked for and that need a language model, where none runs."""
    if MODEL in config.engines:
        return None
    asked = Choice(tuple(config.select), tuple(config.ignore))
    own = [str(Path(folder)) for folder in config.rules]
    count = sum(
        rule.needs_model and asked.on(rule.id, rule.card.default and rule.file.startswith(tuple(own))) for rule in rules
    )
    return f"rules that were asked for need a language model: {count}; add --model" if count else None
