"""Options that several commands share, and how they become settings."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from mtcheck.cli.say import warn
from mtcheck.cli.streams import EXIT_PROBLEM
from mtcheck.cli.topics import listed, names, pairs
from mtcheck.core import settings
from mtcheck.core.faults import DEBUG
from mtcheck.core.settings import Config
from mtcheck.input.reading import APART, INPUT_FORMATS, STDIN, STDIN_NAME, Aligned, kind_of

F = TypeVar("F", bound=Callable[..., Any])


def _debug(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001  (click's own)
    if value:
        os.environ[DEBUG] = "1"


def checking(command: F) -> F:
    """Add the options that decide what is checked and how."""
    options = [
        click.option("--config", "config_file", type=click.Path(path_type=Path), help="Settings file."),
        click.option("--rules", multiple=True, metavar="DIR", help="A folder of further rule packs."),
        names("--select", metavar="ID", help="Switch on a rule or pack."),
        names("--ignore", metavar="ID", help="Switch off a rule or pack."),
        names("--only", metavar="ID", help="Run this rule or pack and no other."),
        pairs("--severity", metavar="ID=SEVERITY", help="Give a rule's or pack's findings another severity."),
        listed("--per-file-ignores", metavar="PATTERN:ID[,…]", help="Switch off a rule or pack in some files."),
        click.option("--preview", is_flag=True, default=None, help="Switch on the rules that are off by default."),
        names("--source-lang", metavar="LANGUAGE", help="What the text came from: es, es-MX, Spanish."),
        names("--passes", metavar="NAME", help="An engine to run beside the rules (harper)."),
        click.option(
            "--grammar",
            type=click.Choice(["harper", "languagetool", "both", "off"]),
            help="An older way to say so.",
        ),
        click.option("--language", metavar="CODE", help="The language of the texts (en)."),
        click.option("--languagetool-url", metavar="URL", help="A LanguageTool server; the text is sent there."),
        click.option("--model/--no-model", default=None, help="Ask the installed language model too."),
        click.option(
            "--trade-off",
            type=click.Choice(["precise", "balanced", "thorough"]),
            help="How sure the model must be (balanced).",
        ),
        click.option("--chat-url", metavar="URL", help="A server of a large language model; the text is sent there."),
        click.option("--chat-model", metavar="NAME", help="The model's name on that server."),
        click.option("--glossary", multiple=True, metavar="FILE", help="Terms and forbidden terms (TSV or TBX)."),
        click.option("--target-column", metavar="NAME", help="The column to check in CSV and TSV (target)."),
        click.option("--source-column", metavar="NAME", help="The column of the source (source)."),
        click.option("--reference-column", metavar="NAME", help="The column of the reference (reference)."),
        click.option("--id-column", metavar="NAME", help="The column that names the row (id)."),
        click.option("--accept", multiple=True, metavar="PHRASE", help="A phrase never to flag; may be repeated."),
        names("--exclude", metavar="PATTERN", help="Leave out of folders (.gitignore syntax)."),
        click.option("--gitignore/--no-gitignore", default=None, help="Leave out what .gitignore does (it does)."),
        click.option("--baseline", metavar="FILE", help="Known findings, made with mtcheck baseline update."),
        click.option("--jobs", "-j", type=click.IntRange(0, 256), help="Processes; 0, as is usual, for one per core."),
        click.option(
            "--input-format", type=click.Choice(INPUT_FORMATS), help="Read every input so, whatever its ending."
        ),
        click.option("--quiet", "-q", is_flag=True, help="Findings alone: no progress, counts or notes."),
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


def from_stdin(command: F) -> F:
    """Add the option that says what standard input would be called."""
    return click.option("--stdin-filename", metavar="NAME", help="What to take standard input for.")(command)


def beside(command: F) -> F:
    """Add the options that name files whose lines belong to those of the text."""
    command = click.option("--reference", metavar="FILE", help="A good translation, line for line.")(command)
    return click.option("--source", metavar="FILE", help="What the text translates, line for line.")(command)


def load_config(config_file: Path | None, given: dict[str, Any], paths: tuple[str, ...] = ()) -> Config:
    """Return the settings in force: of the file that is named, else of the one nearest to all paths.

    Raises:
        ConfigError: they cannot be used.
    """
    overrides = {
        key.replace("_", "-"): list(value) if isinstance(value, tuple) else value
        for key, value in given.items()
        if value is not None and value != ()
    }
    return settings.load(config_file or _nearest(paths), overrides, named=config_file is not None)


def _nearest(paths: tuple[str, ...]) -> Path | None:
    """Return the settings file at or above the folder that holds all paths; say which ones nearer to some are not used.

    Standard input counts as lying here.
    """
    folders = {_folder(path) for path in paths} or {Path.cwd()}
    found = settings.find_file(Path(os.path.commonpath(folders))) if len({one.anchor for one in folders}) == 1 else None
    nearer = sorted({str(own) for folder in folders if (own := settings.find_file(folder)) not in {None, found}})
    for one in nearer:
        warn(f"{one} is not used: it is not above all that is checked; name it with --config")
    return found


def _folder(path: str) -> Path:
    whole = Path.cwd() if path == STDIN else Path(os.path.abspath(path))
    return whole if path == STDIN or whole.is_dir() else whole.parent


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked on the command line."""

    paths: tuple[str, ...]
    config: Config
    input_format: str | None
    quiet: bool
    aligned: Aligned = APART
    stdin_name: str = STDIN_NAME


def read_request(paths: tuple[str, ...], given: dict[str, Any]) -> Request:
    """Split the options of ``checking`` into settings and the rest.

    Raises:
        ConfigError: the settings cannot be used.
    """
    config_file, input_format, quiet = (given.pop(name) for name in ("config_file", "input_format", "quiet"))
    aligned = Aligned(given.pop("source", None), given.pop("reference", None))
    if aligned and len(paths) != 1:
        raise click.UsageError("--source and --reference go with one file")
    named = given.pop("stdin_filename", None)
    if named is not None:
        if set(paths) != {STDIN}:
            raise click.UsageError("--stdin-filename goes with - alone, which is standard input")
        input_format = input_format or kind_of(named)
    config = load_config(config_file, given, (named,) if named else paths)
    return Request(paths, config, input_format, quiet, aligned, named or STDIN_NAME)


def stop(error: Exception) -> NoReturn:
    """End with exit code 2 and the reason."""
    warn(f"{error}")
    sys.exit(EXIT_PROBLEM)
