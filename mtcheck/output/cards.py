"""Rules as text for people, made from their files: a line for a list, a page for ``explain``."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from mtcheck.rulelang.measured import measured
from mtcheck.rulelang.rule import Rule


def line(rule: Rule) -> str:
    """Return the rule in one line."""
    state = "" if rule.card.default else "  (off by default)"
    state += "  (amid errors)" if rule.card.default and rule.card.amid_errors else ""
    state += "  (needs --model)" if rule.needs_model else ""
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
        f"  confidence  {rule.confidence}",
        f"  measured    {measured().line(rule.id)}",
        *(f"              {line}" for line in [measured().planted_line(rule.id)] if line),
        f"  default     {_default(rule)}",
        f"  fix         {_fix(rule)}",
    ]
    if rule.needs_model:
        least = f", which must find the edit likelier by {card.likelier:g} nats" if card.likelier is not None else ""
        rows.append(f"  needs       a language model (--model){least}")
    if card.betrays:
        rows.append(f"  betrays     {', '.join(card.betrays)}")
    return "\n".join([*rows, "", *_examples(rule)]) + "\n"


def _default(rule: Rule) -> str:
    ask = f"--preview or --select {rule.id}"
    if not rule.card.default:
        return f"off ({ask})"
    return (
        f"on in texts in which other rules find many faults of language (in all: {ask})"
        if rule.card.amid_errors
        else "on"
    )


def _fix(rule: Rule) -> str:
    if not any(example.fix is not None for example in rule.card.examples):
        return "none; only reported"
    return "safe: applied by mtcheck fix --write" if rule.card.safe else "to be looked at: applied with --unsafe"


def _examples(rule: Rule) -> Iterator[str]:
    for example in rule.card.examples:
        if example.bad is not None:
            if (origin := example.source_text or example.original) is not None:
                yield f"  from  {origin.strip()}"
            yield f"  bad   {example.bad.strip()}"
            if example.fix is not None:
                yield f"  fixed {example.fix.strip()}"
    for example in rule.card.examples:
        if example.good is not None:
            if (origin := example.source_text or example.original) is not None:
                yield f"  from  {origin.strip()}"
            yield f"  good  {example.good.strip()}"


def markdown(rules: Iterable[Rule]) -> str:
    """Return the page of all rules by pack, which stands in docs/rules.md."""
    parts = [
        "# Rules",
        "Made from the rule files by `mtcheck explain --markdown > docs/rules.md`. “Safe” fixes are applied by "
        "`mtcheck fix --write`, the others with `--unsafe`. “Lift” says how much oftener a rule fires on machine "
        "translation than on what people wrote of the same news (rules/en/measured.json); without one it never fired.",
    ]
    for pack, group in groupby(rules, key=lambda rule: rule.id.partition(".")[0]):
        table = ["| rule | severity | fix | lift | finds, as in |", "|---|---|---|---|---|"]
        parts.append(f"## {pack}\n\n" + "\n".join([*table, *map(_row, group)]))
    return "\n\n".join(parts) + "\n"


def _row(rule: Rule) -> str:
    bad = next(example for example in rule.card.examples if example.bad is not None)
    shown = f"{_cell(bad.bad or '')} → {_cell(bad.fix)}" if bad.fix is not None else _cell(bad.bad or "")
    fix = "none" if bad.fix is None else "safe" if rule.card.safe else "ask"
    off = "" if rule.card.default else " (off)"
    lift = measured().lift(rule.id)
    oftener = "" if lift is None else f"{lift:.1f}"
    return f"| `{rule.id}`{off} | {rule.card.severity} | {fix} | {oftener} | {shown} |"


_LONGEST = 160
_MARKS = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|~#&"} | {"\n": " ⏎ "})


def _cell(text: str) -> str:
    text = "".join(char if char.isprintable() or char == "\n" else f"U+{ord(char):04X}" for char in text.strip())
    return (text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …").translate(_MARKS)
