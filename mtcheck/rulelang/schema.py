"""What a rule file may say. The field types and defaults here are the validation and the defaults."""

from typing import Annotated, Literal

import msgspec

Slots = Annotated[list[str], msgspec.Meta(max_length=12)]


class Example(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A text that is the rule's test: a bad one with the text that its fixes give, or a good one.

    For rules that compare: the source text, the code of its language, the English original of a
    round trip, and lines of a glossary in tab-separated form.
    """

    bad: str | None = None
    good: str | None = None
    fix: str | None = None
    count: Annotated[int, msgspec.Meta(ge=1, le=50)] = 1
    format: Literal["plain", "markdown", "html"] = "plain"
    source_text: str | None = None
    source_lang: str | None = None
    original: str | None = None
    glossary: list[str] = []


class TokenStep(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """One step of a ``tokens`` rule: a token for which all conditions given hold, or an edge of the sentence.

    ``word``, ``tag`` and ``lemma`` are patterns for the whole field; the ``no_`` ones must not match it.
    ``repeat`` is a quantifier such as ``{0,3}``. If a step says ``mark: true``, only such steps are reported;
    else all but those that say ``mark: false``.
    """

    word: str | None = None
    lemma: str | None = None
    tag: str | None = None
    no_word: str | None = None
    no_lemma: str | None = None
    no_tag: str | None = None
    optional: bool = False
    repeat: Annotated[str, msgspec.Meta(pattern=r"^\{[0-8](,[0-8])?\}\+?$")] | None = None
    name: Annotated[str, msgspec.Meta(pattern=r"^[a-z]\w*$")] | None = None
    mark: bool | None = None
    at: Literal["start", "end"] | None = None


Words = list[str]


class Propose(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A family of edits that a ``propose`` rule tries on every text; the language model says which of them to report.

    ``exchange`` tries for each word the others of its set in ``sets``, or for a word of ``of`` those of ``to``;
    ``insert`` tries the words of ``to`` before words whose tag begins with one of ``tags``; ``drop`` leaves out
    words of ``of``, or any with one of ``tags``. ``form`` tries other forms of words with one of ``tags``, ``choose``
    the words that the model expects in their place. Pairs of words in ``never`` are not tried for each other.
    """

    how: Literal[
        "exchange", "insert", "drop", "double", "form", "swap", "move", "compound", "lower", "upper", "join", "split",
        "choose",
    ]  # fmt: skip
    of: Words = []
    to: Words = []
    sets: list[Words] = []
    tags: Words = []
    never: list[Words] = []


class RuleFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A rule as its file states it."""

    message: Annotated[str, msgspec.Meta(min_length=8, max_length=300)]
    why: Annotated[str, msgspec.Meta(min_length=8)]
    severity: Literal["neutral", "minor", "major", "critical"]
    category: str
    betrays: list[str] = []
    default: bool = True
    safe: bool = False
    confidence: Annotated[float, msgspec.Meta(gt=0, le=1)] = 0.9
    find: str | list[str] | None = None
    words: list[str] | None = None
    swap: dict[str, str | list[str]] | None = None
    tokens: list[TokenStep] | None = None
    check: str | None = None
    propose: Propose | None = None
    likelier: Annotated[float, msgspec.Meta(gt=0)] | None = None
    unless: list[str] = []
    where: dict[str, str] = {}
    agree: list[str] = []
    blocks: list[Literal["paragraph", "heading", "item", "quote", "cell"]] = []
    quote: Literal["inside", "outside"] | None = None
    protected: bool = False
    fixes: Slots = []
    examples: list[Example] = []


KINDS = ("find", "words", "swap", "tokens", "check", "propose")
"""The kinds of rule: a file says exactly one of these."""
