"""``mtcheck score``."""

import sys
from typing import Any

import click

from mtcheck.cli.look import look
from mtcheck.cli.options import stop
from mtcheck.cli.streams import put
from mtcheck.cli.topics import Command, chosen
from mtcheck.core.errors import UserError
from mtcheck.core.model import SEVERITIES
from mtcheck.output.reporters import rendered

METRICS = ("bleu", "chrf", "chrf++", "ter")
"""The names in mtcheck.scoring.references, which imports sacrebleu's numbers only when they are wanted."""
TESTS = ("bootstrap", "randomisation")


@click.command("score", cls=Command)
@click.argument("systems", nargs=-1, required=True, metavar="HYP...")
@click.option("--reference", "-r", multiple=True, metavar="REF", help="A reference; may be repeated.")
@chosen("--metric", "-m", choices=METRICS, help="Only these.")
@click.option("--segments", is_flag=True, help="Show the scores of each segment too.")
@click.option("--test", type=click.Choice(TESTS), help="Compare the other systems with the first one.")
@click.option("--samples", type=click.IntRange(0), default=0, help="Resamples or trials of the test.")
@click.option("--format", "format_", type=click.Choice(["json", "jsonl", "text"]), default="text")
@click.option("--fail-on", type=click.Choice(list(SEVERITIES)), help="Exit 1 if a segment's finding is as severe.")
def command(systems: tuple[str, ...], reference: tuple[str, ...], format_: str, **given: Any) -> None:
    """Score each HYP against the references with sacrebleu, and report segments that are far from them.

    HYP and REF are texts with one segment a line, or records (JSONL, TSV, CSV, PO, XLIFF, TMX) paired by id; without
    --reference, the records' own references count. Exit code 0, or 2 if something could not be scored.
    """
    from mtcheck.scoring.against import Wanted, scored

    wanted = Wanted(given["metric"] or METRICS, given["segments"], given["test"], given["samples"])
    try:
        report = scored(systems, reference, wanted)
    except UserError as error:
        stop(error)
    shown, report = rendered(format_, report, look(None))
    put(shown)
    if given["fail_on"]:
        sys.exit(report.exit_code(SEVERITIES[given["fail_on"]]))
