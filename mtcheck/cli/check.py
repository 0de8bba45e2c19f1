"""``mtcheck check``."""

import shutil
import sys
from typing import Any

import click

from mtcheck.cli import gates, runs
from mtcheck.cli.options import beside, checking, read_request, stop
from mtcheck.cli.outputs import read_outputs, write_outputs
from mtcheck.cli.say import say, warn
from mtcheck.core import settings
from mtcheck.core.errors import UserError
from mtcheck.core.model import SEVERITIES
from mtcheck.core.report import Look, Report
from mtcheck.output.reporters import REPORTERS, rendered


@click.command("check")
@click.argument("paths", nargs=-1)
@checking
@beside
@click.option("--format", "format_", type=click.Choice(sorted(REPORTERS)), default="text", help="The report's format.")
@click.option(
    "--output", "-o", multiple=True, metavar="[FORMAT:]FILE", help="Write a report to a file; may be repeated."
)
@click.option("--fail-on", type=click.Choice(list(SEVERITIES)), help="The least severity that makes the exit code 1.")
@click.option("--diff", metavar="REV", help="Report only sentences that changed since a git revision.")
@click.option("--staged", is_flag=True, help="Check the staged text, and report only sentences that changed.")
@click.option("--no-cache", is_flag=True, help="Check every text anew.")
@click.option("--watch", is_flag=True, help="Check again whenever a file is saved.")
@click.option("--show-config", is_flag=True, help="Print the settings in force and stop.")
@gates.scoring
@click.option("--color/--no-color", default=None, help="Colour, whatever the output is.")
def command(paths: tuple[str, ...], format_: str, show_config: bool, color: bool | None, **given: Any) -> None:
    """Report the fluency errors of PATHS: files, folders, or - for standard input.

    Exit code 0: nothing at or above --fail-on; 1: findings; 2: something could not be checked. With --max-penalty
    or --min-score, findings alone are no failure unless --fail-on is given too.
    """
    watch, outputs = given.pop("watch"), given.pop("output")
    how = runs.How(given.pop("diff"), given.pop("staged"), not given.pop("no_cache"))
    gate = gates.read_gate(given, how)
    try:
        targets = read_outputs(outputs)
        request = read_request(paths, given)
        if show_config:
            say(settings.show(request.config), end="")
            return
        if not paths and not how.staged:
            raise click.UsageError("name files or folders to check, or - for standard input")
        if watch:
            from mtcheck.cli.watch import watch as keep_watching

            keep_watching(request, how, lambda report: show(gate.scored(report), format_, color))
            return
        report = gate.scored(runs.perform(request, how))
        report = runs.written_back(report, request, {format_, *(name for name, _ in targets)})
        write_outputs(report, targets, request.config)
    except UserError as error:
        stop(error)
    report = show(report, format_, color)
    sys.exit(gate.exit_code(report, SEVERITIES[request.config.fail_on]))


def show(report: Report, format_: str, color: bool | None) -> Report:
    """Print a report, and what it could not check to standard error where the report is for machines.

    Return it as it was shown: what the format failed on is a problem in it.
    """
    terminal = sys.stdout.isatty()
    look = Look(shutil.get_terminal_size((100, 24)).columns, terminal if color is None else color)
    shown, report = rendered(format_, report, look)
    click.echo(shown, nl=False, color=True)
    if format_ == "text":
        return report
    for problem in report.problems:  # a report for machines is not where a person looks
        warn(f"{problem.where}: {problem.message}")
    for note in report.notes:
        warn(f"{note}")
    return report
