"""Help whose options stand under topics, and lists that may be given with commas."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

TOPICS = {
    "What is read": (
        "input_format stdin_filename exclude gitignore source reference target_column source_column reference_column "
        "id_column language diff staged column"
    ),
    "What is looked for": (
        "select ignore only preview source_lang severity per_file_ignores accept glossary rules baseline"
    ),
    "Engines": "passes grammar languagetool_url model trade_off chat_url chat_model",
    "What is corrected": "write unsafe interactive decisions exit_changed repair",
    "What is dropped": (
        "drop_at without near_duplicate_at language_at min_words max_words max_length_ratio annotate shards"
    ),
    "The report": "format_ output sort statistics words quiet color score profile segments metric test samples preset",
    "Exit code": "fail_on exit_zero max_penalty min_score",
    "The server": "host port allow_host open_",
    "The run": "config_file show_config jobs engine ray_address no_cache watch restart debug",
}
"""Topic → names of options; one that stands nowhere comes last, with --help."""

_TOPIC_OF = {name: topic for topic, names in TOPICS.items() for name in names.split()}


class Command(click.Command):
    """A command whose help lists its options by topic."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, each topic under its name."""
        rows: dict[str, list[tuple[str, str]]] = {topic: [] for topic in (*TOPICS, "Other")}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx) if isinstance(param, click.Option) else None
            if record is not None:
                rows[_TOPIC_OF.get(param.name or "", "Other")].append(record)
        for topic, records in rows.items():
            if records:
                with formatter.section(topic):
                    formatter.write_dl(records)


def names(*flags: str, metavar: str, help: str) -> Callable[[F], F]:  # noqa: A002  (click calls it so)
    """Return an option that takes names, several with commas or by being repeated."""
    return click.option(*flags, multiple=True, metavar=f"{metavar}[,…]", help=help, callback=_split)


def chosen(*flags: str, choices: tuple[str, ...], help: str) -> Callable[[F], F]:  # noqa: A002
    """Return an option that takes some of a few names, several with commas or by being repeated."""

    def split(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
        given = _split(ctx, param, value)
        for one in given:
            if one not in choices:
                raise click.BadParameter(f"{one!r} is not one of {', '.join(choices)}")
        return given

    return click.option(*flags, multiple=True, metavar="NAME[,…]", help=help, callback=split)


def pairs(*flags: str, metavar: str, help: str) -> Callable[[F], F]:  # noqa: A002
    """Return an option that takes ``NAME=VALUE``, several with commas or by being repeated, as a table."""
    return click.option(*flags, multiple=True, metavar=metavar, help=help, callback=_table)


def listed(*flags: str, metavar: str, help: str) -> Callable[[F], F]:  # noqa: A002
    """Return an option that takes ``PATTERN:NAME,NAME``, may be repeated, and gives a table of lists."""
    return click.option(*flags, multiple=True, metavar=metavar, help=help, callback=_lists)


def _split(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG001
    return tuple(part.strip() for one in value for part in one.split(",") if part.strip())


def _table(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> dict[str, str] | None:
    table = {}
    for one in _split(ctx, param, value):
        name, sign, given = one.partition("=")
        if not sign:
            raise click.BadParameter(f"{one!r}: write NAME=VALUE")
        table[name.strip()] = given.strip()
    return table or None


def _lists(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> dict[str, list[str]] | None:
    table: dict[str, list[str]] = {}
    for one in value:
        pattern, sign, given = one.rpartition(":")
        if not sign:
            raise click.BadParameter(f"{one!r}: write PATTERN:ID,ID")
        table.setdefault(pattern, []).extend(_split(ctx, param, (given,)))
    return table or None
