"""``mtcheck settings``."""

from pathlib import Path

import click

from mtcheck.cli.options import load_config, stop
from mtcheck.cli.say import say
from mtcheck.core import settings
from mtcheck.core.errors import UserError


@click.command("settings")
@click.argument("paths", nargs=-1)
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="Settings file.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of mtcheck.toml.")
@click.option("--markdown", is_flag=True, help="Print the page of all settings.")
def command(paths: tuple[str, ...], config_file: Path | None, schema: bool, markdown: bool) -> None:
    """Print the settings in force for PATHS, in TOML."""
    from mtcheck.output import settings_page

    if schema or markdown:
        say(settings_page.schema_text() if schema else settings_page.page(), end="")
        return
    try:
        config = load_config(config_file, {}, paths)
    except UserError as error:
        stop(error)
    say(settings.show(config), end="")
