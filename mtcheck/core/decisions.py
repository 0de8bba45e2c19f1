"""What a person decided about findings, as a file: the review page writes it, ``mtcheck fix`` applies it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from mtcheck.core.errors import UserError
from mtcheck.core.model import Span

AROUND = 24
"""How many code points on either side of a finding a decision remembers, to find its place again."""


class DecisionsError(UserError):
    """A file of decisions that cannot be used; the message says why."""


class Decision(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A finding and what was decided about it.

    ``key`` names the finding by content, ``nth`` tells those of one key in a file apart, from 1. ``start`` and ``end``
    count code points of the text, or of the segment's target. ``text`` stood there between ``before`` and ``after``.
    ``fix`` is what an accepted finding becomes, as it is to stand in the file's text.
    """

    key: str
    rule: str
    start: int
    end: int
    text: str
    before: str
    after: str
    verdict: Literal["accept", "reject", "open"]
    fix: str | None = None
    segment: str | None = None
    nth: int = 1


class Decisions(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The decisions of each file; files are named as they were given, with forward slashes."""

    version: Literal[1] = 1
    files: dict[str, list[Decision]] = {}


def read(path: Path) -> Decisions:
    """Read a file of decisions.

    Raises:
        DecisionsError: it is missing or broken.
    """
    try:
        return parse(path.read_bytes(), str(path))
    except OSError as error:
        raise DecisionsError(f"{path}: cannot be read: {error.strerror or error}") from error


def parse(data: bytes, name: str = "decisions") -> Decisions:
    """Return the decisions in the bytes of a file.

    Raises:
        DecisionsError: they are none.
    """
    try:
        found = msgspec.json.decode(data, type=Decisions)
    except msgspec.MsgspecError as error:
        raise DecisionsError(f"{name}: not a file of decisions: {error}") from error
    for file, decisions in found.files.items():
        for one in decisions:
            if one.verdict == "accept" and one.fix is None:
                raise DecisionsError(f"{name}: {file}: {one.key} is accepted and says no fix")
    return found


def write(decisions: Decisions) -> str:
    """Return the file's text."""
    return msgspec.json.format(msgspec.json.encode(decisions), indent=1).decode() + "\n"


def place(text: str, decision: Decision) -> Span | None:
    """Return where the decided finding stands in a text: where it stood, else where its words stand exactly once."""
    before, after = decision.before, decision.after
    start, end = decision.start, decision.end
    whole = before + decision.text + after
    if len(before) <= start <= end and text[start - len(before) : end + len(after)] == whole:
        return Span(start, start + len(decision.text))
    at = text.find(whole)
    if not whole or at < 0 or text.find(whole, at + 1) >= 0:
        return None
    return Span(at + len(before), at + len(before) + len(decision.text))


def applied(text: str, decisions: Sequence[Decision]) -> tuple[str, list[Decision]]:
    """Return the text with every accepted decision carried out, and those whose place is lost or taken."""
    lost: list[Decision] = []
    placed: list[tuple[Span, str]] = []
    for one in decisions:
        if one.verdict != "accept" or one.fix is None:
            continue
        span = place(text, one)
        if span is None or any(span.overlaps(other) for other, _ in placed):
            lost.append(one)
        else:
            placed.append((span, one.fix))
    for span, fix in sorted(placed, reverse=True):
        text = text[: span.start] + fix + text[span.end :]
    return text, lost
