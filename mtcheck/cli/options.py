"""Options that several commands share, and how they become settings."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from mtcheck.cli.say import EXIT_PROBLEM, warn
from mtcheck.core import settings
from mtcheck.core.faults import DEBUG
from mtcheck.core.settings import Config
from mtcheck.input.reading import APART, INPUT_FORMATS, Aligned

F = TypeVar("F", bound=Callable[..., Any])


def _debug(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001  (click's own)
    if value:
        os.environ[DEBUG] = "1"


def checking(command: F) -> F:
    """Add the options that decide what is checked and how."""
    options = [
        click.option("--config", "config_file", type=click.Path(path_type=Path), help="Settings file."),
        click.option("--rules", multiple=True, metavar="DIR", help="A folder of further rule packs."),
        click.option("--select", multiple=True, metavar="ID", help="Switch on a rule or pack."),
        click.option("--ignore", multiple=True, metavar="ID", help="Switch off a rule or pack."),
        click.option("--preview", is_flag=True, default=None, help="Switch on the rules that are off by default."),
        click.option("--source-lang", multiple=True, metavar="CODE", help="A language the text came from."),
        click.option("--passes", multiple=True, metavar="NAME", help="An engine to run beside the rules (harper)."),
        click.option(
            "--grammar",
            type=click.Choice(["harper", "languagetool", "both", "off"]),
            help="An older way to say so.",
        ),
        click.option("--language", metavar="CODE", help="The language of the texts (en)."),
        click.option("--languagetool-url", metavar="URL", help="A LanguageTool server; the text is sent there."),
        click.option("--glossary", multiple=True, metavar="FILE", help="Terms and forbidden terms (TSV or TBX)."),
        click.option("--target-column", metavar="NAME", help="The column to check in CSV and TSV (target)."),
        click.option("--source-column", metavar="NAME", help="The column of the source (source)."),
        click.option("--reference-column", metavar="NAME", help="The column of the reference (reference)."),
        click.option("--id-column", metavar="NAME", help="The column that names the row (id)."),
        click.option("--accept", multiple=True, metavar="PHRASE", help="A phrase never to flag."),
        click.option("--exclude", multiple=True, metavar="PATTERN", help="Leave out of folders (.gitignore syntax)."),
        click.option("--baseline", metavar="FILE", help="Known findings, made with mtcheck baseline update."),
        click.option("--jobs", "-j", type=click.IntRange(0, 256), help="Processes; 0 for one per core."),
        click.option(
            "--input-format", type=click.Choice(INPUT_FORMATS), help="Read every input so, whatever its ending."
        ),
        click.option("--quiet", "-q", is_flag=True, help="No progress bar."),
        click.option(
            "--debug",
            is_flag=True,
            expose_value=False,
            callback=_debug,
            help="Say where in mtcheck a fault of its own came up.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def beside(command: F) -> F:
    """Add the options that name files whose lines belong to those of the text."""
    command = click.option("--reference", metavar="FILE", help="A good translation, line for line.")(command)
    return click.option("--source", metavar="FILE", help="What the text translates, line for line.")(command)


def load_config(config_file: Path | None, given: dict[str, Any]) -> Config:
    """Return the settings in force.

    Raises:
        ConfigError: they cannot be used.
    """
    overrides = {
        key.replace("_", "-"): list(value) if isinstance(value, tuple) else value
        for key, value in given.items()
        if value is not None and value != ()
    }
    path = config_file or settings.find_file(Path.cwd())
    return settings.load(path, overrides, named=config_file is not None)


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked on the command line."""

    paths: tuple[str, ...]
    config: Config
    input_format: str | None
    quiet: bool
    aligned: Aligned = APART


def read_request(paths: tuple[str, ...], given: dict[str, Any]) -> Request:
    """Split the options of ``checking`` into settings and the rest.

    Raises:
        ConfigError: the settings cannot be used.
    """
    config_file, input_format, quiet = (given.pop(name) for name in ("config_file", "input_format", "quiet"))
    aligned = Aligned(given.pop("source", None), given.pop("reference", None))
    if aligned and len(paths) != 1:
        raise click.UsageError("--source and --reference go with one file")
    return Request(paths, load_config(config_file, given), input_format, quiet, aligned)


def stop(error: Exception) -> NoReturn:
    """End with exit code 2 and the reason."""
    warn(f"{error}")
    sys.exit(EXIT_PROBLEM)
