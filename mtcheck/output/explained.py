"""What ``mtcheck explain`` says of a name: a rule, a pack, an engine or one of its rules, or an id of mtcheck's own."""

from collections.abc import Iterable, Iterator, Mapping

from mtcheck.core.counted import counted
from mtcheck.core.settings import ConfigError, nearest
from mtcheck.output import cards
from mtcheck.passes import RULES, Explained, Explains, Pass
from mtcheck.rulelang.rule import Rule

OWN = {
    "mtcheck.unused-directive": Explained(
        "A comment in the text that switches rules off where they would have found nothing.",
        "neutral",
        "design/markup",
        "A directive that outlives what it was for hides the next real mistake in its place.",
    ),
    "reference.far": Explained(
        "A segment that mtcheck score finds much farther from its reference than the others of its text.",
        "major",
        "accuracy/mistranslation",
        "Where one segment agrees with its reference far less than those around it, the translation often went wrong.",
    ),
}
"""Id → what a finding with it means, for those that come from no rule file."""


def explained(name: str, rules: Mapping[str, Rule], engines: Iterable[Pass]) -> str:
    """Return the page of whatever bears the name.

    Raises:
        ConfigError: nothing does; it names the nearest.
    """
    if name in rules:
        return cards.page(rules[name])
    if name in OWN:
        return _page(name, OWN[name])
    below = [rule for rule in rules.values() if rule.id.startswith(f"{name}.")]
    if below:
        return f"{name}: {counted(len(below), 'rule')}\n\n" + "".join(_line(one) for one in below)
    known = [*rules, *{rule.rpartition(".")[0] for rule in rules}, *OWN, RULES]
    for engine in engines:
        if name == engine.name:
            return "".join(f"{line}\n" for line in _engine(engine))
        one = _said(engine, name) if name.startswith(f"{engine.name}.") else None
        if one is not None:
            return _page(name, one)
        known += [engine.name, *engine.rule_ids()]
    raise ConfigError(f"unknown rule {name!r}{nearest(name, known)}")


def _line(rule: Rule) -> str:
    return f"  {cards.line(rule)}\n      {rule.card.message}\n"


def _engine(engine: Pass) -> Iterator[str]:
    yield f"{engine.version or engine.name}"
    yield ""
    for rule in engine.rule_ids():
        one = _said(engine, rule)
        if rule.endswith(".*"):
            yield f"  {rule}: only its server knows its rules"
            continue
        yield f"  {rule}{'  (off by default)' if one and one.state == 'off' else ''}"
        if one is not None:
            yield f"      {one.finds}"


def _said(engine: Pass, rule: str) -> Explained | None:
    return engine.explain(rule) if isinstance(engine, Explains) else None


def _page(name: str, one: Explained) -> str:
    state = f"off (--select {name})" if one.state == "off" else one.state
    rows = [name, "", f"  {one.finds}", ""]
    if one.why:
        rows += [f"  Why: {one.why}", ""]
    return (
        "\n".join([*rows, f"  severity    {one.severity}", f"  category    {one.category}", f"  default     {state}"])
        + "\n"
    )
