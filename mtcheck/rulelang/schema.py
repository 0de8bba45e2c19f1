"""What a rule file may say. The field types and defaults here are the validation and the defaults."""

from typing import Annotated, Literal

import msgspec

Slots = Annotated[list[str], msgspec.Meta(max_length=12)]


class Example(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A text that is the rule's test: a bad one with the text that its fixes give, or a good one."""

    bad: str | None = None
    good: str | None = None
    fix: str | None = None
    count: Annotated[int, msgspec.Meta(ge=1, le=50)] = 1
    format: Literal["plain", "markdown", "html"] = "plain"


class TokenStep(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """One step of a ``tokens`` rule; all conditions given must hold."""

    word: str | None = None
    lemma: str | None = None
    tag: str | None = None
    no_word: str | None = None
    no_tag: str | None = None
    list: str | None = None
    no_list: str | None = None
    repeat: Literal["?", "*", "+"] | None = None
    name: str | None = None
    mark: bool = True


class RuleFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A rule as its file states it."""

    message: Annotated[str, msgspec.Meta(min_length=8, max_length=300)]
    why: Annotated[str, msgspec.Meta(min_length=8)]
    severity: Literal["neutral", "minor", "major", "critical"]
    category: str
    source: list[str] = []
    default: bool = True
    safe: bool = False
    confidence: Annotated[float, msgspec.Meta(gt=0, le=1)] = 0.9
    find: str | list[str] | None = None
    words: list[str] | None = None
    swap: dict[str, str | list[str]] | None = None
    tokens: list[TokenStep] | None = None
    check: str | None = None
    unless: list[str] = []
    where: dict[str, str] = {}
    blocks: list[Literal["paragraph", "heading", "item", "quote", "cell"]] = []
    quote: Literal["inside", "outside"] | None = None
    protected: bool = False
    fixes: Slots = []
    examples: list[Example] = []


KINDS = ("find", "words", "swap", "tokens", "check")
"""The kinds of rule: a file says exactly one of these."""
