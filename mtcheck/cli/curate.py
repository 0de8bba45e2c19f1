"""``mtcheck curate``."""

import sys
from pathlib import Path
from typing import Any

import click

from mtcheck.cli.options import checking, read_request, stop
from mtcheck.cli.say import say
from mtcheck.cli.streams import EXIT_PROBLEM
from mtcheck.cli.topics import Command
from mtcheck.core.counted import counted
from mtcheck.core.errors import UserError
from mtcheck.core.model import SEVERITIES


@click.command("curate", cls=Command)
@click.argument("source", type=click.Path(path_type=Path))
@checking
@click.option("--output", "-o", type=click.Path(path_type=Path), required=True, help="Where the good rows go.")
@click.option("--column", default="target", help="The column that holds the text.")
@click.option(
    "--drop-at", type=click.Choice(list(SEVERITIES)), default="major", help="What is left at this drops a row."
)
@click.option("--repair", type=click.Choice(["none", "safe", "all"]), default="safe", help="Which fixes to apply.")
@click.option("--restart", is_flag=True, help="Begin anew, whatever an earlier run left.")
def command(source: Path, output: Path, restart: bool, **given: Any) -> None:
    """Keep, repair or drop the rows of SOURCE (JSON Lines, CSV, TSV or Parquet).

    Good and repaired rows go to --output; what became of each row, and why, to OUTPUT.decisions.jsonl. A run that was
    killed goes on where it was when it is started again. Exit code 2: rows that could not be judged; they are left out.
    """
    from mtcheck.cli.progress import progress
    from mtcheck.datasets.curate import Outcome, Plan, curate

    column, drop_at, repair = (given.pop(name) for name in ("column", "drop_at", "repair"))
    outcome = Outcome()
    try:
        request = read_request((str(source),), given)
        plan = Plan(column, SEVERITIES[drop_at], repair)
        with progress(curate(source, output, request.config, plan, restart=restart), quiet=request.quiet) as (steps, _):
            for step in steps:
                outcome = step
    except UserError as error:
        stop(error)
    counts = outcome.counts
    say(
        f"{counted(outcome.rows, 'row')}: {counts['keep']:,} kept, {counts['repair']:,} repaired, "
        f"{counts['drop']:,} dropped, {counts['unreadable']:,} unreadable"
        + (f", {counts['failed']:,} failed" if counts["failed"] else "")
    )
    sys.exit(EXIT_PROBLEM if counts["unreadable"] or counts["failed"] else 0)
