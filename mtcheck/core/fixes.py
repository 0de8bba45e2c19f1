"""Applies fixes: by span, right to left, repeated until nothing changes, and never one that makes things worse.

Worse is what stands higher by ``_height``. A safe fix may uncover what another rule has to say of the text; any other
fix may do so at its own place alone, where behind a mark that is taken out there may be two spaces.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex

from mtcheck.core.model import Finding, Span

Find = Callable[[str], Sequence[Finding]]
State = tuple[str, Sequence[Finding]]
"""A text with its findings."""
_FOLLOWING = 3
"""How many rounds of fixes that a safe fix calls for are tried before it is given up."""


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

    ``find`` gives the findings of a text, placed in it. Only safe fixes are applied unless ``unsafe``. The result is
    a fixed point: corrected again, it stays as it is.
    """
    findings = find(text)
    applied = 0
    while wanted := _apart([one for one in findings if _wanted(one, unsafe=unsafe)]):
        after, findings, count = _step(text, findings, wanted, find)
        if not count:
            break
        text, applied = after, applied + count
    return Fixed(text, applied, tuple(findings))


def chosen(text: str, find: Find, picks: Sequence[tuple[Span, str]]) -> Fixed:
    """Replace what a person chose, whatever a checker thinks of it; no two spans may overlap."""
    after = text
    for span, words in sorted(picks, reverse=True):
        after = after[: span.start] + words + after[span.end :]
    return Fixed(after, len(picks), tuple(find(after)))


def _wanted(finding: Finding, *, unsafe: bool) -> bool:
    return bool(finding.fixes) and (finding.safe or unsafe)


def _name(finding: Finding, text: str) -> tuple[str, str]:
    return finding.rule, finding.span.of(text)


def _step(
    text: str, findings: Sequence[Finding], wanted: list[Finding], find: Find
) -> tuple[str, Sequence[Finding], int]:
    """Apply the wanted fixes, which are in order; where that makes things worse, halve them to find the guilty."""
    after = apply(text, wanted)
    again = find(after)
    if _better((after, again), (text, findings)):
        return after, again, len(wanted)
    if len(wanted) == 1:
        return _single(wanted[0], (text, findings), (after, again), find)
    half = len(wanted) // 2  # the later half first: the places of the earlier one stay true
    text, findings, later = _step(text, findings, wanted[half:], find)
    text, findings, earlier = _step(text, findings, wanted[:half], find)
    return text, findings, later + earlier


def _single(fixed: Finding, before: State, after: State, find: Find) -> tuple[str, Sequence[Finding], int]:
    """Decide on one fix; a safe one may need those that it calls for in order to be a step down."""
    if not fixed.safe:
        return (*after, 1) if _uncovers(fixed, after, before) else (*before, 0)
    others = Counter(_name(one, before[0]) for one in before[1] if _wanted(one, unsafe=False) and one is not fixed)
    for count in range(1, _FOLLOWING + 2):
        if _height(*after) < _height(*before):
            return (*after, count)
        safe = [one for one in after[1] if _wanted(one, unsafe=False)]
        more = Counter(_name(one, after[0]) for one in safe) - others
        called = [one for one in safe if more[_name(one, after[0])]]
        if not called:
            break
        text = apply(after[0], called)
        after = (text, find(text))
    return (*before, 0)


def _better(after: State, before: State) -> bool:
    """Tell whether a step makes no finding and is one down."""
    new, old = (Counter(_name(one, text) for one in findings) for text, findings in (after, before))
    return new <= old and _height(*after) < _height(*before)


def _uncovers(fixed: Finding, after: State, before: State) -> bool:
    """Tell whether all that is new after a fix lies at its place or has a safe fix, and the step is one down."""
    new = Counter(_name(one, after[0]) for one in after[1]) - Counter(_name(one, before[0]) for one in before[1])
    low, high = fixed.span.start - 1, fixed.span.start + len(fixed.fixes[0]) + 1
    known = Counter(
        _name(one, after[0])
        for one in after[1]
        if (one.span.start <= high and low <= one.span.end) or (one.safe and one.fixes)
    )
    return new <= known and _height(*after) < _height(*before)


_FOREIGN = regex.compile(r"[^\x00-\x7f“”‘’–—…]")


def _height(text: str, findings: Sequence[Finding]) -> tuple[int, int, int, int, str]:
    """Measure what a step has to bring down, in this order.

    Safe fixes to make, findings, signs that English does not use, length, place in the order of code points: no two
    texts are equal in all of that, so no row of steps comes back to where it was, and every row comes to an end.
    """
    fixable = sum(bool(one.fixes) and one.safe for one in findings)
    return fixable, len(findings), len(_FOREIGN.findall(text)), len(text), text
