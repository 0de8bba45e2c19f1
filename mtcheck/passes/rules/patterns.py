"""Finds what ``find``, ``words`` and ``swap`` rules describe by patterns."""

from collections.abc import Iterable, Iterator

from mtcheck.core.model import Hit, Span
from mtcheck.document import Document
from mtcheck.rulelang import template
from mtcheck.rulelang.patterns import Match, Pattern, matches
from mtcheck.rulelang.rule import Rule


def pattern_hits(rule: Rule, document: Document, patterns: Iterable[tuple[Pattern, tuple[str, ...]]]) -> Iterator[Hit]:
    """Yield the matches of some of a rule's patterns, each given with its fixes, that its conditions admit."""
    for pattern, fixes in patterns:
        for match in matches(pattern, document.prose):
            values = _values(match)
            if not all(one.holds(values) for one in rule.where):
                continue
            low, high = match.span("span") if "span" in pattern.groupindex else match.span()
            if low < 0:  # the group is in another alternative of the pattern
                low, high = match.span()
            yield Hit(Span(low, high), tuple(template.fill(fix, values) for fix in fixes), values)


def _values(match: Match) -> dict[str, str]:
    values = {str(number): match.group(number) or "" for number in range(match.re.groups + 1)}
    return values | {name: text or "" for name, text in match.groupdict().items()}
