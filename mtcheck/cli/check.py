"""``mtcheck check``."""

import os
import sys
from dataclasses import dataclass, replace
from typing import Any

import click

from mtcheck.cli import gates, runs
from mtcheck.cli.look import Order, Part, bare, look
from mtcheck.cli.options import beside, checking, from_stdin, read_request, stop
from mtcheck.cli.outputs import read_outputs, write_outputs
from mtcheck.cli.say import say, warn
from mtcheck.cli.streams import put, put_bytes
from mtcheck.cli.topics import Command
from mtcheck.core import settings
from mtcheck.core.errors import UserError
from mtcheck.core.model import SEVERITIES
from mtcheck.core.report import Report
from mtcheck.output.reporters import REPORTERS, rendered

HERE = (".",)


@click.command("check", cls=Command)
@click.argument("paths", nargs=-1)
@checking
@beside
@from_stdin
@click.option("--format", "format_", type=click.Choice(sorted(REPORTERS)), help="The report's format (text).")
@click.option(
    "--output", "-o", multiple=True, metavar="[FORMAT:]FILE", help="Write a report to a file; may be repeated."
)
@click.option("--sort", type=click.Choice(["worst", "place"]), help="The gravest first (worst), or as in the text.")
@click.option("--statistics", is_flag=True, help="Counts per pack and rule in place of the findings.")
@click.option("--fail-on", type=click.Choice(list(SEVERITIES)), help="The least severity that makes the exit code 1.")
@click.option("--exit-zero", is_flag=True, help="Exit code 0 whatever was found.")
@click.option("--diff", metavar="REV", help="Report only sentences that changed since a git revision.")
@click.option("--staged", is_flag=True, help="Check the staged text, and report only sentences that changed.")
@click.option("--no-cache", is_flag=True, help="Check every text anew.")
@click.option("--watch", is_flag=True, help="Check again whenever a file is saved.")
@click.option("--show-config", is_flag=True, help="Print the settings in force and stop.")
@gates.scoring
@click.option("--color/--no-color", default=None, help="Colour, whatever the output is.")
def command(paths: tuple[str, ...], show_config: bool, color: bool | None, **given: Any) -> None:
    """Report the fluency errors of PATHS: files, folders (this one if none is named), or - for standard input.

    Exit code 0: nothing at or above --fail-on; 1: findings; 2: something could not be checked. With --max-penalty
    or --min-score, findings alone are no failure unless --fail-on is given too.
    """
    watch, outputs, lenient = given.pop("watch"), given.pop("output"), given.pop("exit_zero")
    view = read_shown(given, alone=bool(outputs), color=color)
    how = runs.How(given.pop("diff"), given.pop("staged"), not given.pop("no_cache"))
    gate = gates.read_gate(given, how)
    try:
        targets = read_outputs(outputs)
        how = replace(how, outputs=frozenset(os.path.realpath(path) for _, path in targets))
        refuse_overwriting(paths, how)
        request = read_request(paths or (() if how.staged else HERE), given)
        if show_config:
            say(settings.show(request.config), end="")
            return

        def finish(report: Report) -> Report:
            report = runs.written_back(report, request, {view.format, *(name for name, _ in targets)})
            write_outputs(report, targets, request.config)
            return view.show(report)

        if watch:
            from mtcheck.cli.watch import watch as keep_watching

            keep_watching(request, how, lambda report: finish(gate.scored(report)))
            return
        report = gate.scored(runs.perform(request, how))
        report = finish(report)
    except UserError as error:
        stop(error)
    code = gate.exit_code(report, SEVERITIES[request.config.fail_on])
    sys.exit(0 if lenient and code == 1 else code)


def refuse_overwriting(paths: tuple[str, ...], how: runs.How) -> None:
    """Stop where a text that is to be checked would be overwritten by a report.

    Raises:
        click.UsageError: it names the text.
    """
    for path in paths:
        if os.path.realpath(path) in how.outputs:
            raise click.UsageError(f"--output would overwrite {path}, which is to be checked")


_QUIET = ("findings", "problems")


@dataclass(frozen=True, slots=True)
class Shown:
    """What is printed of a report."""

    format: str
    part: Part
    order: Order
    color: bool | None

    def show(self, report: Report) -> Report:
        """Print it, and what was not checked to standard error where the report is for machines.

        Return it as it was shown: what the format failed on is a problem in it.
        """
        if self.format == "text":
            text, report = rendered("text", report, look(self.color, self.order, self.part))
            put(text)
            return report
        text, report = rendered(self.format, report, bare(self.color))
        put_bytes(text.encode("utf-8", "replace"))
        for problem in report.problems:  # a report for machines is not where a person looks
            warn(f"{problem.where}: {problem.message}")
        for note in report.notes if self.part not in _QUIET else ():
            warn(note)
        return report


def read_shown(given: dict[str, Any], *, alone: bool, color: bool | None) -> Shown:
    """Take out of the options what they say of the report; ``alone`` says that it goes to files.

    Raises:
        click.UsageError: an option goes with the text report alone.
    """
    format_, order, statistics = (given.pop(name, None) for name in ("format_", "sort", "statistics"))
    if format_ not in {None, "text"} and (order or statistics):
        raise click.UsageError("--sort and --statistics go with --format text")
    part: Part = "statistics" if statistics else "findings" if given["quiet"] else "all"
    if alone and format_ is None and not statistics:
        part = "problems" if given["quiet"] else "summary"
    return Shown(format_ or "text", part, order or "worst", color)
