"""Adds to a run's texts what shows only when they are laid side by side: a source in two ways, two sources as one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from mtcheck.core.model import Hit, Span
from mtcheck.core.report import Placed, TextReport
from mtcheck.document import Beside, Document
from mtcheck.document.bilingual import repeats
from mtcheck.document.fingerprint import fingerprint
from mtcheck.passes.rules.engine import finding
from mtcheck.rulelang.rule import Rule

_COMPARISONS: dict[str, tuple[Callable[[Sequence[repeats.TextPair]], Iterator[tuple[int, int]]], int]] = {
    "source-two-ways": (repeats.split, 1),
    "sources-as-one": (repeats.merged, 0),
}
"""Check → how it is done across texts, and which side of the other pair the message shows."""


def compared(texts: Sequence[TextReport], rules: Sequence[Rule]) -> list[TextReport]:
    """Return the texts with the findings of the rules that compare whole texts added; each covers its whole text."""
    result = list(texts)
    wanted = [rule for rule in rules if rule.card.check in _COMPARISONS]
    chosen = [index for index, text in enumerate(texts) if text.source is not None] if wanted else []
    pairs = [(texts[index].source or "", texts[index].text) for index in chosen]
    for rule in wanted:
        search, side = _COMPARISONS[rule.card.check or ""]
        for mine, other in search(pairs):
            placed = _placed(rule, result[chosen[mine]], pairs[other][side], texts[chosen[other]])
            text = result[chosen[mine]]
            findings = sorted([*text.findings, placed], key=lambda one: (one.finding.span, one.finding.rule))
            result[chosen[mine]] = replace(text, findings=tuple(findings))
    return result


def _placed(rule: Rule, text: TextReport, other: str, first: TextReport) -> Placed:
    source = text.source or ""
    document = Document.of(text.text, text.format, segment=text.segment, line=text.line)
    document.beside = Beside(Document.of(source, text.format))
    whole = Span(0, len(document.prose.rstrip()))
    hit = Hit(whole, (), {"other": other, "where": first.segment or first.file}, Span(0, len(source)))
    found = finding(rule, document, hit)
    line, column = document.position(document.to_text(whole).start)
    moved = replace(found, span=document.to_text(whole))
    return Placed(moved, line, column, moved.span.of(text.text), fingerprint(document, found))
