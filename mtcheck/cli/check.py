"""``mtcheck check``."""

import sys
from pathlib import Path
from typing import Any

import click

from mtcheck import config as settings
from mtcheck.cli.options import SETUP_ERRORS, checking, load_config, stop
from mtcheck.cli.progress import progress
from mtcheck.model import SEVERITIES
from mtcheck.reporters import REPORTERS, Look


@click.command("check")
@click.argument("paths", nargs=-1)
@checking
@click.option("--format", "format_", type=click.Choice(sorted(REPORTERS)), default="text", help="The report's format.")
@click.option("--fail-on", type=click.Choice(list(SEVERITIES)), help="The least severity that makes the exit code 1.")
@click.option("--show-config", is_flag=True, help="Print the settings in force and stop.")
@click.option("--color/--no-color", default=None, help="Colour, whatever the output is.")
def command(
    paths: tuple[str, ...],
    config_file: Path | None,
    input_format: str | None,
    quiet: bool,
    format_: str,
    show_config: bool,
    color: bool | None,
    **given: Any,
) -> None:
    """Report the fluency errors of PATHS: files, folders, or - for standard input.

    Exit code 0: nothing at or above --fail-on; 1: findings; 2: something could not be checked.
    """
    from mtcheck import engine, reading

    try:
        config = load_config(config_file, given)
        if show_config:
            click.echo(settings.show(config), nl=False)
            return
        if not paths:
            raise click.UsageError("name files or folders to check, or - for standard input")
        with progress(reading.sources(paths, config, input_format), quiet=quiet) as found:
            report = engine.run(found, config)
    except SETUP_ERRORS as error:
        stop(error)
    click.echo(REPORTERS[format_](report, _look(color)), nl=False, color=True)
    for problem in report.problems if format_ in {"json", "jsonl"} else ():
        where = ":".join(str(part) for part in (problem.file, problem.line) if part is not None)
        click.echo(f"mtcheck: {where}: {problem.message}", err=True)
    sys.exit(report.exit_code(SEVERITIES[config.fail_on]))


def _look(color: bool | None) -> Look:
    import shutil

    terminal = sys.stdout.isatty()
    return Look(shutil.get_terminal_size((100, 24)).columns, terminal if color is None else color)
