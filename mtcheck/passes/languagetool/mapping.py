"""What a LanguageTool match is to us: the closed table of ``mapping.yaml``, and which rules are asked for."""

from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec
import yaml

from mtcheck.core.engines import Settings
from mtcheck.core.model import CATEGORIES, SEVERITIES, Severity

SeverityName = Literal["neutral", "minor", "major", "critical"]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one category of LanguageTool's is to us."""

    default: bool
    severity: SeverityName
    types: dict[str, str]


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of ``mapping.yaml``."""

    categories: dict[str, Entry]
    safe: dict[str, str]
    inside: dict[str, str]
    unwanted: dict[str, str]

    def __post_init__(self) -> None:
        """Refuse categories that are not ours."""
        for name, entry in self.categories.items():
            strange = set(entry.types.values()) - set(CATEGORIES)
            if strange:
                raise ValueError(f"{name}: no such category: {', '.join(sorted(strange))}")

    def kind(self, category: str, issue_type: str) -> tuple[str, Severity] | None:
        """Return our category and severity for a match, or nothing if the table does not know its kind."""
        entry = self.categories.get(category)
        if entry is None or issue_type not in entry.types:
            return None
        return entry.types[issue_type], SEVERITIES[entry.severity]


@cache
def table() -> Table:
    """Return the table."""
    text = (files("mtcheck.passes.languagetool") / "mapping.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), Table)


def request_fields(settings: Settings) -> dict[str, str]:
    """Return what a request says about the language and which rules to run; the user's word goes last.

    A rule that the user switches on runs even where its category is off.
    """
    known = table()
    categories = {name for name, entry in known.categories.items() if not entry.default}
    rules = set(known.unwanted)
    wanted, unwanted = set(settings.on), set(settings.off)
    off_categories = (categories | (unwanted & known.categories.keys())) - wanted
    off_rules = (rules | (unwanted - known.categories.keys())) - wanted
    lists = {
        "disabledCategories": off_categories,
        "disabledRules": off_rules,
        "enabledCategories": wanted & known.categories.keys(),
        "enabledRules": wanted - known.categories.keys(),
    }
    return {"language": settings.language} | {name: _joined(ids) for name, ids in lists.items() if ids}


def _joined(ids: Collection[str]) -> str:
    return ",".join(sorted(ids))
