"""``mtcheck selftest``."""

import sys
from pathlib import Path

import click

from mtcheck.cli.options import stop
from mtcheck.cli.say import say
from mtcheck.core.counted import counted
from mtcheck.core.errors import UserError
from mtcheck.core.places import builtin_rules


@click.command("selftest")
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
def command(folders: tuple[Path, ...]) -> None:
    """Run the examples of the rule packs in FOLDERS, or of the built-in ones.

    Every bad example must give its findings and its fix; every good and every fixed sentence must be clean under
    all rules.
    """
    from mtcheck.rulelang import loader
    from mtcheck.run import selftest

    try:
        own = builtin_rules()
        outside = [folder for folder in folders if folder.resolve() != own.resolve()]
        rules = loader.load([own, *outside])
    except UserError as error:
        stop(error)
    wanted = [str(folder) for folder in outside] if outside else []
    failures = selftest.run(rules, wanted)
    for failure in failures:
        say(str(failure))
    tested = [rule for rule in rules if not wanted or rule.file.startswith(tuple(wanted))]
    examples = sum(len(rule.card.examples) for rule in tested)
    say(", ".join(map(counted, (len(tested), examples, len(failures)), ("rule", "example", "failure"))))
    sys.exit(1 if failures else 0)
