"""What a rule demands of captured groups beyond their place: that they are in a list, that they agree."""

from collections.abc import Mapping
from dataclasses import dataclass

import regex

from mtcheck.english import features
from mtcheck.rulelang import template
from mtcheck.rulelang.patterns import Lists

_AGREE = regex.compile(r"(\w+)\.(word|lemma|tag|number|case|person) (==|!=) (\w+)(\.\2)?")


@dataclass(frozen=True, slots=True)
class Membership:
    """One of several filled templates is an entry of a list; or none is."""

    templates: tuple[str, ...]
    words: frozenset[str]
    wanted: bool

    def holds(self, values: Mapping[str, str]) -> bool:
        """Tell whether it is so for captured groups."""
        texts = [template.fill(one, values, close_up=True) for one in self.templates]
        return any(text in self.words or text.lower() in self.words for text in texts) is self.wanted


@dataclass(frozen=True, slots=True)
class Agreement:
    """One feature of a captured token is the same as another's, or as a value; or is not."""

    one: str
    other: str | None
    value: str
    feature: str
    same: bool

    def holds(self, values: Mapping[str, str]) -> bool:
        """Tell whether it is so; where a form does not tell its number, case or person, it is not."""
        one = _feature(values.get(self.one, ""), self.feature)
        other = self.value if self.other is None else _feature(values.get(self.other, ""), self.feature)
        return bool(one and other) and (one == other) is self.same


def read_memberships(where: Mapping[str, str], lists: Lists) -> tuple[Membership, ...]:
    """Read conditions such as ``noun: '!list'`` or ``'{noun} {head:lemma}|{noun} {head}': list``.

    Raises:
        FileNotFoundError: there is no such list.
    """
    return tuple(
        Membership(_templates(key), lists(wanted.removeprefix("!")), not wanted.startswith("!"))
        for key, wanted in where.items()
    )


def _templates(key: str) -> tuple[str, ...]:
    return tuple(key.split("|")) if "{" in key else (f"{{{key}}}",)


def read_agreement(text: str) -> Agreement:
    """Read a condition such as ``det.number != noun.number`` or ``noun.number == plural``.

    Raises:
        ValueError: it is none.
    """
    match = _AGREE.fullmatch(text)
    if match is None:
        raise ValueError(f"not of the form 'one.number != other.number' or 'one.number == plural': {text!r}")
    other = match[4] if match[5] else None
    return Agreement(match[1], other, match[4], match[2], match[3] == "==")


def _feature(word: str, feature: str) -> str:
    tag = getattr(word, "tag", "")
    if feature == "tag":
        return tag
    if feature in {"number", "case", "person"}:
        return str(getattr(features, feature)(word, tag))
    return template.FILTERS["lemma"](word) if feature == "lemma" else word.lower()
