"""What a rule file may say. The field types and defaults here are the validation and the defaults."""

from typing import Annotated, Literal

import msgspec

from mtcheck.rulelang.propose import Propose

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


class Table(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """Examples in a compact form: a sentence with a gap ``{}``, and what goes in.

    The gaps ``{1}``, ``{2}`` and ``{3}`` take its first three words one by one, ``{A}`` all of it with a capital.

    ``rows`` are bad texts with the good ones that fixes put in their place, or texts alone; ``list`` takes the entries
    of a list instead, all but those named in ``but``; without either, the phrases of the rule with their first fixes go
    in. ``fix`` is the fixed sentence where the rows do not give it; ``good`` says that nothing is to be found.
    """

    frame: Annotated[str, msgspec.Meta(pattern=r"\{[1-3A]?\}")]
    rows: dict[str, str] | list[str] | None = None
    but: list[str] = []
    list: str | None = None
    fix: str | None = None
    good: bool = False


Words = str | list[str]


class TokenCondition(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """What one token is: all that is said must hold. ``at`` says that it is no token but the edge of a sentence.

    ``word``, ``lemma`` and ``tag`` are patterns for the whole field or lists of plain words; the ``no_`` ones must not
    match it. ``is`` names features of which the word has one, ``not`` features of which it has none.
    """

    word: Words | None = None
    lemma: Words | None = None
    tag: Words | None = None
    no_word: Words | None = None
    no_lemma: Words | None = None
    no_tag: Words | None = None
    is_: Words | None = msgspec.field(default=None, name="is")
    not_: Words | None = msgspec.field(default=None, name="not")
    case: Literal["lower", "capital", "upper"] | None = None
    at: Literal["start", "end"] | None = None


class TokenStep(TokenCondition, frozen=True, kw_only=True):
    """One step of a sequence: one token, so many (``repeat: "{0,3}"``), or at most so many of one clause (``gap``).

    ``any`` lists choices: what else the token may be, or short sequences to stand in its place, and so does
    ``phrase`` with a name from the rule's ``phrases``. ``opening: true`` is
    the start of a sentence with or without an opening quotation mark or bracket. If a step says
    ``mark: true``, only such steps are reported; else all but edges and those that say ``mark: false``. Steps of one
    ``name`` that stand together are captured together.
    """

    any: list[TokenCondition | list["TokenStep"]] = []
    phrase: str | None = None
    opening: bool = False
    optional: bool = False
    repeat: Annotated[str, msgspec.Meta(pattern=r"^\{[0-9]{1,2}(,[0-9]{1,2})?\}$")] | None = None
    gap: Annotated[int, msgspec.Meta(ge=1, le=12)] | None = None
    name: Annotated[str, msgspec.Meta(pattern=r"^[a-z]\w*$")] | None = None
    mark: bool | None = None


class TokenContext(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """What stands right before and right behind the reported tokens."""

    before: list[TokenStep] = []
    after: list[TokenStep] = []


class TokenSequence(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """One of the ``sequences`` of a rule; what it does not say, the rule says for all."""

    tokens: list[TokenStep]
    fixes: Slots | None = None
    where: dict[str, str] = {}
    agree: list[str] = []
    counted: list[str] = []
    unless: list[TokenContext] = []


class Form(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """One of the ways in which a text may write a thing: what it looks like, and how a thing is put into it.

    ``write`` are templates of which the first counts whose slots are all filled. What a place in another form does not
    capture is taken from the first place in this one.
    """

    find: str
    write: Annotated[list[str], msgspec.Meta(min_length=1)]


class Often(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """How often a text must have something before it is reported, once, at its first place."""

    times: Annotated[int, msgspec.Meta(ge=1)] = 1
    sentences: Annotated[int, msgspec.Meta(ge=0)] = 0
    """Of so many sentences at least the text must be."""
    in_a_thousand_words: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    in_a_hundred_sentences: Annotated[float, msgspec.Meta(ge=0)] = 0.0


class RuleFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A rule as its file states it."""

    message: Annotated[str, msgspec.Meta(min_length=8, max_length=300)]
    why: Annotated[str, msgspec.Meta(min_length=8)]
    severity: Literal["neutral", "minor", "major", "critical"]
    category: str
    betrays: list[str] = []
    default: bool = True
    amid_errors: bool = False
    safe: bool = False
    confidence: Annotated[float, msgspec.Meta(gt=0, le=1)] = 0.9
    find: str | list[str] | None = None
    words: list[str] | None = None
    swap: dict[str, str | list[str]] | None = None
    tokens: list[TokenStep] | None = None
    sequences: list[TokenSequence] | None = None
    forms: Annotated[dict[str, Form], msgspec.Meta(min_length=2)] | None = None
    same: str = ""
    check: str | None = None
    kind: str | None = None
    propose: Propose | None = None
    likelier: Annotated[float, msgspec.Meta(gt=0)] | None = None
    unless: list[str | TokenContext] = []
    where: dict[str, str] = {}
    elsewhere: list[str] = []
    often: Often | None = None
    sets: dict[str, str] = {}
    phrases: dict[str, list[list[TokenStep]]] = {}
    agree: list[str] = []
    counted: list[str] = []
    blocks: list[Literal["paragraph", "heading", "item", "quote", "cell"]] = []
    quote: Literal["inside", "outside"] | None = None
    place: Literal["sentence-start", "block-end"] | None = None
    least_sentences: Annotated[int, msgspec.Meta(ge=0)] = 0
    overused: dict[str, Annotated[int, msgspec.Meta(ge=1)]] = {}
    edited: bool = False
    cased: bool = False
    protected: bool = False
    fixes: Slots = []
    examples: list[Example] = []
    tables: list[Table] = []


KINDS = ("find", "words", "swap", "tokens", "sequences", "forms", "check", "propose")
"""The kinds of rule: a file says exactly one of these."""
