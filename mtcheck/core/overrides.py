"""What the settings say of findings once they are made: rules silent in some files, severities of a house's own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

from mtcheck.core.model import SEVERITIES, Finding, Severity
from mtcheck.core.settings import Config


def _read(pattern: str) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([pattern])


def begins(name: str, rule: str) -> bool:
    """Tell whether a name is a rule's id or the pack that it is in."""
    return rule == name or rule.startswith(f"{name}.")


@dataclass(frozen=True, slots=True)
class Overrides:
    """Patterns of files with the rules that are silent in them, and rules or packs with the severity they get."""

    files: Sequence[tuple["GitIgnoreSpec", tuple[str, ...]]] = ()
    severities: Mapping[str, Severity] | None = None

    @classmethod
    def of(cls, config: Config) -> Self:
        """Read the settings."""
        files = [(_read(one), tuple(ids)) for one, ids in config.per_file_ignores.items()]
        return cls(files, {name: SEVERITIES[severity] for name, severity in config.severity.items()})

    def silent(self, file: str) -> tuple[str, ...]:
        """Return the rules and packs that are silent in a file; a pattern is tried on its path from here on."""
        if not self.files:
            return ()
        name = Path(file).as_posix().lstrip("/")
        return tuple(dict.fromkeys(rule for spec, ids in self.files if spec.match_file(name) for rule in ids))

    def parted(self, findings: Iterable[Finding], file: str) -> tuple[list[Finding], list[Finding]]:
        """Return the findings that a file may have, and those of rules that are silent in it.

        The former have the severity that the longest fitting name gives them.
        """
        silent = self.silent(file)
        heard: list[Finding] = []
        hushed: list[Finding] = []
        for one in findings:
            if any(begins(name, one.rule) for name in silent):
                hushed.append(one)
                continue
            severity = self._severity(one)
            heard.append(one if severity is one.severity else replace(one, severity=severity))
        return heard, hushed

    def _severity(self, one: Finding) -> Severity:
        names = [name for name in self.severities or () if begins(name, one.rule)]
        return (self.severities or {})[max(names, key=len)] if names else one.severity
