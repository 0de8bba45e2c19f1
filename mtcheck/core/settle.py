"""The one policy: which findings stand. Accepted ones go, overlaps are resolved, the rest is sorted."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

import regex

from mtcheck.core.model import Finding, Span


class Accepted:
    """Phrases that are right whatever a rule says: a finding inside one of their occurrences is dropped."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Take the phrases; case counts only where a phrase has capitals."""
        known = sorted({phrase.strip() for phrase in phrases if phrase.strip()}, key=len, reverse=True)
        parts = [regex.escape(p) if p != p.lower() else f"(?i:{regex.escape(p)})" for p in known]
        self._pattern = regex.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else None

    def spans(self, prose: str) -> list[Span]:
        """Return where the phrases stand in a text."""
        return [Span(*match.span()) for match in self._pattern.finditer(prose)] if self._pattern else []


def settle(findings: Iterable[Finding], accepted: Sequence[Span], passes: Sequence[str]) -> list[Finding]:
    """Return the findings that stand, by place.

    Of overlapping findings the first by this key wins: graver, surer, with a fix, longer, earlier pass, rule id.
    A loser from another pass or rule with the same place is named in the winner's ``also``. What is not in the
    text competes with nothing in it: such findings compete among themselves, where they stand in the source.
    """
    rank = {name: index for index, name in enumerate(passes)}

    def key(finding: Finding) -> tuple[object, ...]:
        return (
            -finding.severity,
            -finding.confidence,
            not finding.fixes,
            -len(finding.span),
            rank.get(finding.found_by, len(rank)),
            finding.rule,
            finding.span,
        )

    ordered = sorted(findings, key=key)
    placeless: list[Finding] = []
    for finding in ordered:
        if finding.placeless and not any(_same_matter(finding, other) for other in placeless):
            placeless.append(finding)
    kept = _standing([one for one in ordered if not one.placeless], accepted)
    return sorted([*kept, *placeless], key=lambda one: one.span) if placeless else kept


def _same_matter(one: Finding, other: Finding) -> bool:
    if one.source_span is None or other.source_span is None:
        return one.span == other.span and one.source_span == other.source_span
    return one.source_span.overlaps(other.source_span)


def _standing(ordered: Sequence[Finding], accepted: Sequence[Span]) -> list[Finding]:
    kept: list[Finding] = []  # by place; no two overlap
    for finding in ordered:
        if any(span.start <= finding.span.start and finding.span.end <= span.end for span in accepted):
            continue
        at = bisect_left(kept, finding.span, key=lambda other: other.span)
        rivals = [index for index in (at - 1, at, at + 1) if 0 <= index < len(kept) and _clash(kept[index], finding)]
        if not rivals:
            kept.insert(at, finding)
        for index in rivals:
            kept[index] = _agree(kept[index], finding)
    return kept


def _clash(one: Finding, other: Finding) -> bool:
    return one.span.overlaps(other.span)


def _agree(winner: Finding, loser: Finding) -> Finding:
    if loser.rule == winner.rule or loser.rule in winner.also:
        return winner
    return replace(winner, also=(*winner.also, loser.rule))
