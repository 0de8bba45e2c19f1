"""Compiles ``tokens`` rules: a sequence of steps becomes one pattern over the tagged writing of a document."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from mtcheck.core.prepared import STORE
from mtcheck.rulelang.patterns import Lists, Pattern, expand, smart_case
from mtcheck.rulelang.schema import TokenStep

_REST = r"[^\x01\x02\n]*+"
_DOT = regex.compile(r"(?<!\\)((?:\\\\)*)\.(?![^\[]*\])")
_AGREE = regex.compile(r"(\w+)\.(word|lemma|tag|number) (==|!=) (\w+)\.\2")


@dataclass(frozen=True, slots=True)
class Agreement:
    """A condition on two captured tokens: one feature of them is the same, or is not."""

    one: str
    other: str
    feature: str
    same: bool


def compile_steps(steps: Sequence[TokenStep], lists: Lists) -> Pattern:
    """Return the pattern of a sequence; the group ``span`` covers the marked steps.

    Raises:
        regex.error: a part is no pattern, or no step is marked, or marked steps do not stand together.
        FileNotFoundError: there is no such list.
    """
    marked = _marked(steps)
    parts = []
    for index, step in enumerate(steps):
        opening = "(?P<span>" if index == marked[0] else ""
        closing = ")" if index == marked[-1] else ""
        parts.append(opening + _step(step, lists) + closing)
    return STORE.pattern("".join(parts))


def _marked(steps: Sequence[TokenStep]) -> list[int]:
    told = any(step.mark for step in steps)
    marked = [index for index, step in enumerate(steps) if (step.mark if told else step.mark is None)]
    if not marked or marked != list(range(marked[0], marked[-1] + 1)):
        raise regex.error("the marked steps must stand together, and there must be one")
    return marked


def _step(step: TokenStep, lists: Lists) -> str:
    if step.at is not None:
        return r"(?<=\n)" if step.at == "start" else r"(?=\n)"
    word = _field(step.word, step.no_word, r"\x01", lists)
    tag = _field(step.tag, step.no_tag, r"\x01", lists)
    lemma = _field(step.lemma, step.no_lemma, r"[\x02\n]", lists)
    token = rf"\x02{word}\x01{tag}\x01{lemma}(?=[\x02\n])"
    if step.repeat is not None:
        token = f"(?:{token}){step.repeat}"
    elif step.optional:
        token = f"(?:{token})?"
    return f"(?P<{step.name}>{token})" if step.name else f"(?:{token})"


def _field(wanted: str | None, refused: str | None, end: str, lists: Lists) -> str:
    barred = f"(?!(?:{_fragment(refused, lists)}){end})" if refused is not None else ""
    return barred + (f"(?:{_fragment(wanted, lists)})" if wanted is not None else _REST)


def _fragment(source: str, lists: Lists) -> str:
    cased = smart_case(_DOT.sub(r"\1[^\\x01\\x02\\n]", expand(source, lists)))
    return f"(?i:{cased.removeprefix('(?i)')})" if cased.startswith("(?i)") else cased


def read_agreement(text: str) -> Agreement:
    """Read a condition such as ``det.number != noun.number``.

    Raises:
        ValueError: it is none.
    """
    match = _AGREE.fullmatch(text)
    if match is None:
        raise ValueError(f"not of the form 'one.number != other.number': {text!r}")
    return Agreement(match[1], match[4], match[2], match[3] == "==")
