"""The table of what mtcheck takes from Harper and what it calls it (table.yaml beside this)."""

from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from mtcheck.core.model import CATEGORIES
from mtcheck.core.settings import SeverityName
from mtcheck.rulelang.yaml_file import YamlFile

_PATH = Path(__file__).with_name("table.yaml")
_Category = Annotated[str, msgspec.Meta(pattern="^(" + "|".join(CATEGORIES) + ")$")]


class Kind(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A kind of lint: its category and severity, and whether it is reported unasked."""

    category: _Category
    severity: SeverityName = "minor"
    default: bool = True


class Detail(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Where a rule differs from its kind; ``message`` takes the slots {text} and {fix}."""

    category: _Category | None = None
    severity: SeverityName | None = None
    safe: bool = False
    message: str | None = None


class Group(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Rules that are off by default, and why."""

    because: str
    rules: tuple[str, ...]


class Needs(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """For rules of one version of harper-py the patterns of which a text holds one if they find anything in it."""

    version: str
    patterns: dict[str, tuple[str, ...]]


class Table(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Every kind of lint and every rule of the version of Harper that the table was written for."""

    kinds: dict[str, Kind]
    details: dict[str, Detail]
    lists: dict[str, frozenset[str]]
    silent: tuple[Group, ...]
    reported: frozenset[str]
    needs: Needs

    def rules(self) -> tuple[str, ...]:
        """Return the names of all rules, sorted."""
        return tuple(sorted(self.reported.union(*(group.rules for group in self.silent))))


@cache
def table() -> Table:
    """Return the table, read once."""
    return msgspec.convert(YamlFile(_PATH.read_bytes(), _PATH.name).data, Table)
