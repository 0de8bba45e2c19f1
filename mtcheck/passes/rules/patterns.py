"""Finds what ``find``, ``words`` and ``swap`` rules describe by patterns."""

from collections.abc import Iterable, Iterator

from mtcheck.core.model import Hit, Span
from mtcheck.document import Document
from mtcheck.rulelang import template
from mtcheck.rulelang.patterns import Match, Pattern, matches
from mtcheck.rulelang.rule import Rule


def pattern_hits(rule: Rule, document: Document, patterns: Iterable[tuple[Pattern, tuple[str, ...]]]) -> Iterator[Hit]:
    """Yield the matches of some of a rule's patterns, each given with its fixes, that its conditions admit.

    A place at which every fix gives what stands there already is right as it is.
    """
    for pattern, fixes in patterns:
        for match in matches(pattern, document.prose):
            values = values_of(match)
            if not all(one.holds(values) for one in rule.where):
                continue
            span = place_of(match)
            if not all(one.holds(values, document.prose, span) for one in rule.elsewhere):
                continue
            filled = tuple(template.fill(fix, values) for fix in fixes)
            if not fixes or any(fix != span.of(document.prose) for fix in filled):
                yield Hit(span, filled, values)


def place_of(match: Match) -> Span:
    """Return what is reported of a match: the group ``span`` if there is one, else all."""
    low, high = match.span("span") if "span" in match.re.groupindex else match.span()
    return Span(low, high) if low >= 0 else Span(*match.span())  # the group may be in another alternative


def values_of(match: Match) -> dict[str, str]:
    """Return what the groups of a match captured, by number and by name."""
    values = {str(number): match.group(number) or "" for number in range(match.re.groups + 1)}
    return values | {name: text or "" for name, text in match.groupdict().items()}
