"""What an engine says of a place about which a rule has the last word is not said twice, nor against it."""

from bisect import bisect_right
from collections.abc import Iterable

from mtcheck.core.model import Finding

_STOPS = ".!?…"


def without_twins(findings: Iterable[Finding], silent: Iterable[Finding], prose: str, rules: str) -> list[Finding]:
    """Return the findings without those of other passes that repeat or contradict one of the pass ``rules``.

    ``silent`` are findings of rules that the user switched off: what another pass has at their places is the same
    defect by another name. Where a rule takes a stop out of a sentence, a capital after it is no fix.
    """
    findings, silent = list(findings), list(silent)
    hushed = _Places(one for one in silent if not one.placeless)
    own = (one for one in (*findings, *silent) if one.found_by == rules)
    joined = {_word_after(one, prose) for one in own if _joins(one, prose)}
    return [
        one
        for one in findings
        if one.found_by == rules or not (hushed.meet(one) or (one.span.start in joined and _changes_case(one, prose)))
    ]


class _Places:
    """Spans, asked for those that overlap another."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._spans = sorted(one.span for one in findings)
        self._longest = max((len(span) for span in self._spans), default=0)

    def meet(self, one: Finding) -> bool:
        at = bisect_right(self._spans, one.span.end, key=lambda span: span.start)
        for span in reversed(self._spans[:at]):
            if span.start + self._longest < one.span.start:
                return False
            if span.overlaps(one.span):
                return True
        return False


def _joins(one: Finding, prose: str) -> bool:
    """Tell whether the first fix takes away the stop that ends the finding."""
    return bool(one.fixes) and _ends(one.span.of(prose)) and not _ends(one.fixes[0])


def _ends(text: str) -> bool:
    return text.rstrip().endswith(tuple(_STOPS))


def _word_after(one: Finding, prose: str) -> int:
    at = one.span.end
    while at < len(prose) and prose[at].isspace():
        at += 1
    return at


def _changes_case(one: Finding, prose: str) -> bool:
    return all(fix.casefold() == one.span.of(prose).casefold() for fix in one.fixes)
