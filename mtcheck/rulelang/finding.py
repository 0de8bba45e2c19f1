"""Makes a finding of what a rule's card says."""

from collections.abc import Mapping

from mtcheck.core.model import Finding, Span
from mtcheck.rulelang import template
from mtcheck.rulelang.rule import Rule


def found(rule: Rule, by: str, span: Span, slots: Mapping[str, str], fixes: tuple[str, ...] = ()) -> Finding:
    """Return the finding of a rule by a pass, with the message, severity and category of its card.

    ``slots`` are the values of what stands in braces in the message. The confidence is for the pass to say.
    """
    message = template.fill(rule.card.message, slots)
    return Finding(span, rule.id, by, message, rule.severity, rule.card.category, fixes)
