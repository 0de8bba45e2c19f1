"""``mtcheck check``."""

import shutil
import sys
from typing import Any

import click

from mtcheck import config as settings
from mtcheck.cli.options import SETUP_ERRORS, Request, checking, read_request, stop
from mtcheck.cli.progress import progress
from mtcheck.model import SEVERITIES
from mtcheck.report import Look, Report
from mtcheck.reporters import REPORTERS


@click.command("check")
@click.argument("paths", nargs=-1)
@checking
@click.option("--format", "format_", type=click.Choice(sorted(REPORTERS)), default="text", help="The report's format.")
@click.option("--fail-on", type=click.Choice(list(SEVERITIES)), help="The least severity that makes the exit code 1.")
@click.option("--show-config", is_flag=True, help="Print the settings in force and stop.")
@click.option("--color/--no-color", default=None, help="Colour, whatever the output is.")
def command(paths: tuple[str, ...], format_: str, show_config: bool, color: bool | None, **given: Any) -> None:
    """Report the fluency errors of PATHS: files, folders, or - for standard input.

    Exit code 0: nothing at or above --fail-on; 1: findings; 2: something could not be checked.
    """
    try:
        request = read_request(paths, given)
        if show_config:
            click.echo(settings.show(request.config), nl=False)
            return
        if not paths:
            raise click.UsageError("name files or folders to check, or - for standard input")
        report = _run(request)
    except SETUP_ERRORS as error:
        stop(error)
    click.echo(REPORTERS[format_](report, _look(color)), nl=False, color=True)
    _echo_problems(report, format_)
    sys.exit(report.exit_code(SEVERITIES[request.config.fail_on]))


def _run(request: Request) -> Report:
    from mtcheck import engine, reading

    found = reading.sources(request.paths, request.config, request.input_format)
    with progress(found, quiet=request.quiet) as counted:
        return engine.run(counted, request.config)


def _echo_problems(report: Report, format_: str) -> None:
    """Repeat the problems on standard error where the report is for machines."""
    for problem in report.problems if format_ in {"json", "jsonl"} else ():
        where = ":".join(str(part) for part in (problem.file, problem.line) if part is not None)
        click.echo(f"mtcheck: {where}: {problem.message}", err=True)


def _look(color: bool | None) -> Look:
    terminal = sys.stdout.isatty()
    return Look(shutil.get_terminal_size((100, 24)).columns, terminal if color is None else color)
