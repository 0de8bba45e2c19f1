"""From findings in a document's prose to findings in its file: settled, silenced where a directive says so, placed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from mtcheck.core.model import Finding, Severity, Span
from mtcheck.core.overrides import Overrides
from mtcheck.core.report import Placed
from mtcheck.core.settle import Accepted, settle
from mtcheck.core.twins import without_twins
from mtcheck.document import Document
from mtcheck.document.directives import Suppression, read, silenced
from mtcheck.document.fingerprint import fingerprint

UNUSED = "mtcheck.unused-directive"


@dataclass(frozen=True, slots=True)
class Policy:
    """What stands against findings: accepted phrases, the order of the passes where they disagree, overrides."""

    accepted: Accepted
    passes: tuple[str, ...]
    overrides: Overrides = field(default_factory=Overrides)

    def settled(
        self, document: Document, findings: Iterable[Finding], file: str, off: Iterable[Finding] = ()
    ) -> list[Finding]:
        """Return the findings of a file's document that stand.

        ``off`` are findings of rules that are switched off; they keep other passes from telling the same.
        """
        heard, silent = self.overrides.parted(findings, file)
        rules = self.passes[0]
        hushed = (one for one in (*silent, *off) if one.found_by == rules)
        apart = without_twins(heard, hushed, document.prose, rules)
        return settle(apart, self.accepted.spans(document.prose), self.passes)


def place(document: Document, findings: Iterable[Finding]) -> tuple[list[Placed], list[tuple[int, str]]]:
    """Return the settled findings that no directive silences, and broken directives as (line, words)."""
    suppressions, broken = read(document) if document.comments else ([], [])
    placed = [one for finding in findings if (one := _placed(document, finding, suppressions)) is not None]
    placed += [_unused(line, ids) for line, ids in ((s.line, s.ids) for s in suppressions if not s.used)]
    return in_order(placed), broken


def in_order(placed: Iterable[Placed]) -> list[Placed]:
    """Return findings in the order of a report."""
    return sorted(placed, key=lambda one: (one.finding.span, one.finding.rule))


def merge(document: Document, before: Sequence[Placed], findings: Iterable[Finding]) -> tuple[Placed, ...]:
    """Return a text's findings with later ones of another kind added; a directive that silences one is used."""
    suppressions = read(document)[0] if document.comments else []
    later = [one for finding in findings if (one := _placed(document, finding, suppressions)) is not None]
    used = {suppression.line for suppression in suppressions if suppression.used}
    kept = [one for one in before if one.finding.rule != UNUSED or one.line not in used]
    return tuple(in_order([*kept, *later]))


def _placed(document: Document, finding: Finding, suppressions: list[Suppression]) -> Placed | None:
    span = document.to_text(finding.span)
    if suppressions and silenced(finding, span, suppressions):
        return None
    whole = document.intact(finding.span)
    moved = replace(finding, span=span, safe=finding.safe and whole, fixes=finding.fixes if whole else ())
    if finding.source_span is not None and document.beside.source is not None:
        moved = replace(moved, source_span=document.beside.source.to_text(finding.source_span))
    line, column = document.position(span.start)
    return Placed(moved, line, column, span.of(document.text), fingerprint(document, finding))


def _unused(line: int, ids: tuple[str, ...]) -> Placed:
    about = ", ".join(ids) or "all rules"
    message = f"This directive ({about}) silences nothing; remove it."
    finding = Finding(Span(0, 0), UNUSED, "mtcheck", message, Severity.NEUTRAL, "design/markup")
    return Placed(finding, line, 1, "")
