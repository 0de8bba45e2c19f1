"""``mtcheck curate``."""

import sys
from collections import Counter
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtcheck.cli.options import checking, read_request, stop
from mtcheck.cli.say import say
from mtcheck.cli.streams import EXIT_PROBLEM
from mtcheck.cli.topics import Command, chosen
from mtcheck.core.counted import counted
from mtcheck.core.errors import UserError
from mtcheck.core.model import SEVERITIES
from mtcheck.datasets.plan import REASONS, Plan

if TYPE_CHECKING:
    from mtcheck.datasets.curate import Place

_SHARE = click.FloatRange(0, 1, min_open=True)


@click.command("curate", cls=Command)
@click.argument("source", type=click.Path(path_type=Path))
@checking
@click.option("--output", "-o", type=click.Path(path_type=Path), required=True, help="Where the good rows go.")
@click.option("--column", default="target", help="The column that holds the text.")
@click.option(
    "--drop-at", type=click.Choice(list(SEVERITIES)), default="major", help="What is left at this drops a row."
)
@click.option("--repair", type=click.Choice(["none", "safe", "all"]), default="safe", help="Which fixes to apply.")
@chosen("--without", choices=REASONS, help=f"Drop no row for this: {', '.join(REASONS)}.")
@click.option("--near-duplicate-at", type=_SHARE, default=0.8, help="Jaccard similarity of word 5-shingles.")
@click.option("--language-at", type=_SHARE, default=0.9, help="Probability of a language other than English.")
@click.option("--min-words", type=click.IntRange(0), default=1, help="Fewer words drop a row.")
@click.option("--max-words", type=click.IntRange(1), default=100_000, help="More words drop a row.")
@click.option(
    "--max-length-ratio", type=click.FloatRange(1), default=6.0, help="Of target and source, in bytes, either way."
)
@click.option("--annotate", is_flag=True, help="Write dropped rows too, and verdict, reasons and score to each row.")
@click.option("--shards", type=click.Choice(["jsonl", "parquet"]), help="Write a folder of files of 500 rows at most.")
@click.option("--engine", type=click.Choice(["local", "ray"]), default="local", help="What spreads the work.")
@click.option("--ray-address", metavar="ADDRESS", help="A Ray cluster; without it, one is started on this machine.")
@click.option("--restart", is_flag=True, help="Begin anew, whatever an earlier run left.")
def command(source: Path, output: Path, **given: Any) -> None:
    """Keep, repair or drop the rows of SOURCE: JSON Lines, CSV, TSV or Parquet, a file or a folder of them.

    Good and repaired rows go to --output; what became of each row, and why, to OUTPUT.decisions.jsonl. A run that was
    killed goes on where it was when it is started again. Exit code 2: rows that could not be judged; they are left out.
    """
    from mtcheck.cli.progress import rows_progress
    from mtcheck.datasets.curate import Outcome, Place, curate
    from mtcheck.datasets.rows import count

    chosen_plan = {one.name: given.pop(one.name) for one in fields(Plan)}
    place = Place(**{one.name: given.pop(one.name) for one in fields(Place)})
    outcome = Outcome()
    try:
        _refuse_idle(place)
        request = read_request((str(source),), given)
        plan = Plan(**chosen_plan | {"drop_at": SEVERITIES[chosen_plan["drop_at"]]})
        steps = curate(source, output, request.config, plan, place)
        with rows_progress(steps, partial(count, source), quiet=request.quiet) as shown:
            for step in shown:
                outcome = step
    except UserError as error:
        stop(error)
    say(_summary(outcome.rows, outcome.counts))
    sys.exit(EXIT_PROBLEM if outcome.counts["unreadable"] or outcome.counts["failed"] else 0)


def _refuse_idle(place: "Place") -> None:
    if place.ray_address is not None and place.engine != "ray":
        raise UserError("--ray-address has no effect without --engine ray")


def _summary(rows: int, counts: Counter[str]) -> str:
    by_reason = ", ".join(f"{counts[reason]:,} {reason}" for reason in REASONS if counts[reason])
    return (
        f"{counted(rows, 'row')}: {counts['keep']:,} kept, {counts['repair']:,} repaired, "
        f"{counts['drop']:,} dropped{f' ({by_reason})' if by_reason else ''}, {counts['unreadable']:,} unreadable"
        + (f", {counts['failed']:,} failed" if counts["failed"] else "")
    )
