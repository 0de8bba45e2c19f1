"""``mtcheck baseline``."""

from pathlib import Path
from typing import Any

import click

from mtcheck.cli import runs
from mtcheck.cli.options import beside, checking, read_request, stop
from mtcheck.cli.say import say, warn
from mtcheck.cli.streams import EXIT_PROBLEM
from mtcheck.core.counted import counted
from mtcheck.core.errors import UserError

DEFAULT = "mtcheck-baseline.json"


@click.group("baseline")
def command() -> None:
    """Keep a file of findings that are known already, so that a gate stops only new ones."""


@command.command("update")
@click.argument("paths", nargs=-1)
@checking
@beside
@click.option("--no-cache", is_flag=True, help="Check every text anew.")
def update(paths: tuple[str, ...], no_cache: bool, **given: Any) -> None:
    """Check PATHS (this folder if none is named) and write all that is found to the baseline file."""
    from dataclasses import replace

    import msgspec

    from mtcheck.output import baseline

    try:
        request = read_request(paths or (".",), given)
        path = Path(request.config.baseline or DEFAULT)
        request = replace(request, config=msgspec.structs.replace(request.config, baseline=None))
        report = runs.perform(request, runs.How(cache=not no_cache))
        known = baseline.make(report)
        if not report.problems:
            baseline.write(path, known)
    except (UserError, OSError) as error:
        stop(error)
    for problem in report.problems:
        warn(f"{problem.file}: {problem.message}")
    if report.problems:
        warn(f"{path} is left as it was: not all was checked")
        raise SystemExit(EXIT_PROBLEM)
    count = sum(entry.count for entries in known.files.values() for entry in entries)
    say(f"{path}: {counted(count, 'finding')} in {counted(len(known.files), 'file')}")


@command.command("show")
@click.argument("file", type=click.Path(path_type=Path), default=DEFAULT)
def show(file: Path) -> None:
    """List what a baseline file knows."""
    from mtcheck.core.visible import visible
    from mtcheck.output import baseline

    try:
        known = baseline.read(file)
    except baseline.BaselineError as error:
        stop(error)
    for name, entries in known.files.items():
        say(visible(name))
        for entry in entries:
            times = f" × {entry.count}" if entry.count > 1 else ""
            say(f"  {entry.rule}  “{visible(entry.text)}”{times}")
