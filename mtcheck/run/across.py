"""Adds to a run's texts what shows only when they are laid side by side: a source in two ways, two sources as one."""

from collections.abc import Sequence
from dataclasses import replace

from mtcheck.checks.bilingual.terms import REPEATS
from mtcheck.core.model import Finding, Hit, Span
from mtcheck.core.report import TextReport
from mtcheck.document import Document
from mtcheck.document.bilingual import repeats
from mtcheck.passes.rules.engine import finding
from mtcheck.rulelang.rule import Rule
from mtcheck.run.documents import document_of_report
from mtcheck.run.placing import Policy, merge


def compared(texts: Sequence[TextReport], rules: Sequence[Rule], policy: Policy) -> list[TextReport]:
    """Return the texts with the findings of the rules that compare whole texts added; each covers its whole text.

    These are settled among themselves, since a finding about the whole text is no rival of one about a word in it.
    """
    result = list(texts)
    wanted = [rule for rule in rules if rule.card.check == REPEATS]
    chosen = [index for index, text in enumerate(texts) if text.source is not None] if wanted else []
    pairs = [(texts[index].source or "", texts[index].text) for index in chosen]
    hits: dict[int, list[tuple[Rule, int, int]]] = {}
    for rule in wanted:
        search, side = repeats.COMPARISONS[rule.card.kind or ""]
        for mine, other in search(pairs):
            hits.setdefault(chosen[mine], []).append((rule, other, side))
    for index, found in hits.items():
        text, document = texts[index], document_of_report(texts[index])
        findings = [_finding(rule, document, pairs[other][side], texts[chosen[other]]) for rule, other, side in found]
        settled = policy.settled(document, findings, text.file)
        result[index] = replace(text, findings=merge(document, text.findings, settled))
    return result


def _finding(rule: Rule, document: Document, other: str, first: TextReport) -> Finding:
    whole = Span(0, len(document.prose.rstrip()))
    slots = {"other": other, "where": first.segment or first.file}
    return finding(rule, document, Hit(whole, (), slots, Span(0, len(document.source_text or ""))))
