"""Rules that propose edits, for a language model to judge."""

from collections.abc import Iterator
from typing import Literal

import msgspec


class Propose(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A family of edits that a ``propose`` rule tries on every text; the language model says which of them to report.

    ``exchange`` tries for each word the others of its set in ``sets``, for a word of ``of`` those of ``to``, and for a
    word named in ``instead`` those given there; ``insert`` tries the words of ``to`` before words whose tag begins with
    one of ``tags``, those of ``opening`` before the first word of a sentence too; ``drop`` leaves out
    words of ``of``, or any with one of ``tags``. ``form`` tries other forms of words with one of ``tags``, ``choose``
    the words that the model expects in their place. Pairs of words in ``never`` are not tried for each other.
    ``mark`` proposes nothing: it marks words with one of ``tags`` that the model finds absurd.
    """

    how: Literal[
        "exchange", "insert", "drop", "double", "form", "swap", "move", "compound", "lower", "upper", "join", "split",
        "choose", "mark",
    ]  # fmt: skip
    of: list[str] = []
    to: list[str] = []
    opening: list[str] = []
    instead: dict[str, list[str]] = {}
    sets: list[list[str]] = []
    tags: list[str] = []
    never: list[list[str]] = []


def faults(card: Propose) -> Iterator[str]:
    """Yield what a card lacks."""
    needed = {
        "exchange": ("sets, instead, or of and to", bool(card.sets or card.instead or (card.of and card.to))),
        "insert": ("to", bool(card.to)),
        "drop": ("of, or tags", bool(card.of or card.tags)),
        "form": ("tags", bool(card.tags)),
        "choose": ("tags", bool(card.tags)),
        "mark": ("tags", bool(card.tags)),
    }
    words, there = needed.get(card.how, ("", True))
    if not there:
        yield f"{card.how} needs {words}"
    if any(len(pair) != 2 for pair in card.never):
        yield "never holds pairs of words"
