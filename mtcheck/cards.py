"""Rules as text for people, made from their files: a line for a list, a page for ``explain``."""

from collections.abc import Iterator

from mtcheck.rulelang.rule import Rule


def line(rule: Rule) -> str:
    """Return the rule in one line."""
    state = "" if rule.card.default else "  (off by default)"
    return f"{rule.id}  {rule.card.severity}  {rule.card.category}{state}"


def page(rule: Rule) -> str:
    """Return all that the rule's file says, with its examples."""
    card = rule.card
    rows = [
        rule.id,
        "",
        f"  {card.message}",
        "",
        f"  Why: {card.why}",
        "",
        f"  severity    {card.severity}",
        f"  category    {card.category}",
        f"  confidence  {card.confidence}",
        f"  default     {'on' if card.default else 'off (--preview or --select ' + rule.id + ')'}",
        f"  fix         {_fix(rule)}",
    ]
    if card.source:
        rows.append(f"  betrays     {', '.join(card.source)}")
    return "\n".join([*rows, "", *_examples(rule)]) + "\n"


def _fix(rule: Rule) -> str:
    if not any(example.fix is not None for example in rule.card.examples):
        return "none; only reported"
    return "safe: applied by mtcheck fix --write" if rule.card.safe else "to be looked at: applied with --unsafe"


def _examples(rule: Rule) -> Iterator[str]:
    for example in rule.card.examples:
        if example.bad is not None:
            yield f"  bad   {example.bad.strip()}"
            if example.fix is not None:
                yield f"  fixed {example.fix.strip()}"
    for example in rule.card.examples:
        if example.good is not None:
            yield f"  good  {example.good.strip()}"
