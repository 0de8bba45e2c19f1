"""``mtcheck explain``."""

import click

from mtcheck.cli.options import load_config, stop
from mtcheck.cli.say import say
from mtcheck.core import settings
from mtcheck.core.errors import UserError


@click.command("explain")
@click.argument("rule", required=False)
@click.option("--rules", multiple=True, metavar="DIR", help="A folder of further rule packs.")
@click.option("--list", "list_", is_flag=True, help="List all rules, a line each.")
@click.option("--markdown", is_flag=True, help="Print the page of all rules.")
def command(rule: str | None, rules: tuple[str, ...], list_: bool, markdown: bool) -> None:
    """Say what RULE finds, why it is wrong, and how it is fixed."""
    from mtcheck.output import cards
    from mtcheck.run.rules import load_rules

    try:
        known = {one.id: one for one in load_rules(load_config(None, {"rules": rules}))}
    except UserError as error:
        stop(error)
    if markdown:
        say(cards.markdown(known.values()), end="")
    elif list_ or rule is None:
        say("\n".join(cards.line(one) for one in known.values()))
    elif rule in known:
        say(cards.page(known[rule]), end="")
    else:
        stop(settings.ConfigError(f"unknown rule {rule!r}{settings.nearest(rule, known)}"))
