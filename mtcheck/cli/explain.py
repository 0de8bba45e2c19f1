"""``mtcheck explain``."""

import click

from mtcheck.cli.options import load_config, stop
from mtcheck.cli.say import say
from mtcheck.core.errors import UserError
from mtcheck.core.settings import Config
from mtcheck.passes import PASSES, RULES, Pass, Setup, make


@click.command("explain")
@click.argument("rule", required=False)
@click.option("--rules", multiple=True, metavar="DIR", help="A folder of further rule packs.")
@click.option("--list", "list_", is_flag=True, help="List all rules, a line each.")
@click.option("--markdown", is_flag=True, help="Print the page of all rules.")
def command(rule: str | None, rules: tuple[str, ...], list_: bool, markdown: bool) -> None:
    """Say what RULE finds, why it is wrong, and how it is fixed.

    RULE may be a pack, an engine such as harper, one of its rules, or any id that a report shows.
    """
    from mtcheck.output import cards
    from mtcheck.output.explained import explained
    from mtcheck.run.rules import load_rules

    try:
        config = load_config(None, {"rules": rules})
        known = {one.id: one for one in load_rules(config)}
    except UserError as error:
        stop(error)
    if markdown:
        say(cards.markdown(known.values()), end="")
    elif list_ or rule is None:
        say("\n".join(cards.line(one) for one in known.values()))
    else:
        try:
            say(explained(rule, known, _engines(config)), end="")
        except UserError as error:
            stop(error)


def _engines(config: Config) -> list[Pass]:
    """Return every engine that there is, on or off."""
    return [make(name, Setup(config)) for name in dict.fromkeys((*PASSES, *config.engines)) if name != RULES]
