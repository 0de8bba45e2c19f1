"""The notes beside the marks: what stands, what it becomes, why, and last of all which rule says so."""

from dataclasses import dataclass

import regex

from mtcheck.core.report import Placed, Report

_WORDS = regex.compile(r"[\p{L}\p{N}]")
_BEFORE = regex.compile(r"\S{0,24}\s*$")
_AFTER = regex.compile(r"^\s*\S{0,24}")


@dataclass(frozen=True, slots=True)
class Change:
    """A change with as much around it as shows what changes: before, the part that goes, the part that comes, after."""

    lead: str
    old: str
    new: str | None
    tail: str


@dataclass(frozen=True, slots=True)
class Note:
    """A finding as a note."""

    id: int
    severity: str
    category: str
    rule: str
    message: str
    why: str
    line: int
    change: Change
    others: tuple[str, ...]
    fixable: bool
    safe: bool
    confidence: float


def note(number: int, placed: Placed, text: str, report: Report) -> Note:
    """Return the note of a finding."""
    one = placed.finding
    return Note(
        number,
        one.severity.label,
        one.category,
        one.rule,
        one.message,
        report.reasons.get(one.rule, ""),
        placed.line,
        change(placed, text),
        tuple(fix or "(delete)" for fix in one.fixes[1:]),
        bool(one.fixes),
        one.safe,
        one.confidence,
    )


def change(placed: Placed, text: str) -> Change:
    """Return what the first fix changes; marks and spaces alone, insertions and deletions are shown between words."""
    one = placed.finding
    old = placed.text
    new = one.fixes[0] if one.fixes else None
    lead, tail = around(text, one.span.start, one.span.end)
    inside_word = lead[-1:].isalnum() or tail[:1].isalnum()
    if _stands_alone(old, new) and not inside_word:
        lead = tail = ""
    return Change(lead, old, new, tail)


def _stands_alone(old: str, new: str | None) -> bool:
    """Tell whether a change is clear without the words around it."""
    if _WORDS.search(old) is None or old != old.strip():
        return False
    return new is None or bool(new.strip())


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the word before and the word after a place, with the spaces between, not beyond its line."""
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    lead, tail = _BEFORE.search(before.rpartition("\n")[2]), _AFTER.search(after.partition("\n")[0].rstrip("\r"))
    return (lead.group() if lead else ""), (tail.group() if tail else "")
