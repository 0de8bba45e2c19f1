"""Applies fixes: by span, right to left, repeated until nothing changes, and never one that makes a new finding."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mtcheck.core.model import Finding, Span

ROUNDS = 10
"""How often a text is checked and corrected at most; fixes that feed each other end here."""

Find = Callable[[str], Sequence[Finding]]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A corrected text, how many fixes it took, and the findings that are left."""

    text: str
    applied: int
    left: tuple[Finding, ...]


def apply(text: str, findings: Sequence[Finding]) -> str:
    """Return the text with the first fix of each finding; of overlapping findings the first in place counts."""
    low = len(text) + 1
    for finding in sorted(_apart(findings), key=lambda one: one.span, reverse=True):
        if finding.fixes and finding.span.end <= low:
            text = text[: finding.span.start] + finding.fixes[0] + text[finding.span.end :]
            low = finding.span.start
    return text


def _apart(findings: Sequence[Finding]) -> list[Finding]:
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda one: one.span):
        if finding.fixes and not (kept and kept[-1].span.overlaps(finding.span)):
            kept.append(finding)
    return kept


def fix(text: str, find: Find, *, unsafe: bool = False) -> Fixed:
    """Correct a text as far as its fixes reach.

    ``find`` gives the findings of a text, placed in it. Only safe fixes are applied unless ``unsafe``.
    """
    findings = find(text)
    applied = 0
    refused: set[tuple[str, str]] = set()
    for _ in range(ROUNDS):
        wanted = [one for one in findings if _wanted(one, unsafe) and _name(one, text) not in refused]
        if not wanted:
            break
        text, findings, count = _step(text, findings, _apart(wanted), find, refused)
        applied += count
    return Fixed(text, applied, tuple(findings))


def chosen(text: str, find: Find, picks: Sequence[tuple[Span, str]]) -> Fixed:
    """Replace what a person chose, whatever a checker thinks of it; no two spans may overlap."""
    after = text
    for span, words in sorted(picks, reverse=True):
        after = after[: span.start] + words + after[span.end :]
    return Fixed(after, len(picks), tuple(find(after)))


def _wanted(finding: Finding, unsafe: bool) -> bool:
    return bool(finding.fixes) and (finding.safe or unsafe)


def _name(finding: Finding, text: str) -> tuple[str, str]:
    return finding.rule, finding.span.of(text)


def _step(
    text: str, findings: Sequence[Finding], wanted: list[Finding], find: Find, refused: set[tuple[str, str]]
) -> tuple[str, Sequence[Finding], int]:
    """Apply all wanted fixes; where that makes a new finding, apply them one by one and refuse the guilty."""
    after = apply(text, wanted)
    again = find(after)
    if not _new(findings, text, again, after):
        return after, again, len(wanted)
    count = 0
    for finding in sorted(wanted, key=lambda one: one.span, reverse=True):
        after = apply(text, [finding])
        again = find(after)
        if _new(findings, text, again, after):
            refused.add(_name(finding, text))
        else:
            text, findings, count = after, again, count + 1
    return text, findings, count


def _new(before: Sequence[Finding], old: str, after: Sequence[Finding], new: str) -> bool:
    names = Counter(_name(one, new) for one in after) - Counter(_name(one, old) for one in before)
    return bool(names)
