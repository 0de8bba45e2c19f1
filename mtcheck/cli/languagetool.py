"""``mtcheck languagetool``: get the engine, see what there is, keep a server running between runs."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from mtcheck.cli.options import load_config, stop
from mtcheck.cli.say import say
from mtcheck.core.engines import Settings
from mtcheck.core.errors import UserError
from mtcheck.passes import Unavailable

_configured = click.option("--config", "config_file", type=click.Path(path_type=Path), help="Settings file.")


@click.group("languagetool")
def command() -> None:
    """Get, see, start and stop the LanguageTool engine (needs Java 17)."""


@command.command("install")
@click.option("--from-maven", is_flag=True, help="Fetch the jars from Maven Central with the mvn on the PATH.")
def install_command(*, from_maven: bool) -> None:
    """Put LanguageTool into the user's cache folder."""
    from mtcheck.passes.languagetool import install

    def act() -> None:
        installation, new = install.install(from_maven=from_maven)
        state = "installed" if new else "already installed"
        say(f"LanguageTool {installation.version} is {state} in {installation.home}")

    _reported(act)


@command.command("status")
@_configured
def status_command(config_file: Path | None) -> None:
    """Say which engine would be used, and whether it can run. Exit code 2 if it cannot."""
    from mtcheck.passes.languagetool import status

    ready = True
    for name, value, good in status.lines(_settings(config_file)):
        say(f"{name + ':':<9} {value}")
        ready = ready and good
    sys.exit(0 if ready else 2)


@command.command("start")
@_configured
@click.option("--idle-hours", type=click.FloatRange(min=0, min_open=True), default=4.0, show_default=True)
def start_command(config_file: Path | None, idle_hours: float) -> None:
    """Keep a server running between runs; it ends by itself when not used for a while."""
    from mtcheck.passes.languagetool import find, kept

    settings = _settings(config_file)

    def act() -> None:
        url, new = kept.start(find.find(), settings, idle_hours * 3600)
        say(f"LanguageTool is {'now' if new else 'already'} running at {url}")

    _reported(act)


@command.command("stop")
def stop_command() -> None:
    """End the server that was kept running."""
    from mtcheck.passes.languagetool import kept

    say("stopped" if kept.stop() else "no server was running")


def _settings(config_file: Path | None) -> Settings:
    try:
        config = load_config(config_file, {})
    except UserError as error:
        stop(error)
    return config.languagetool


def _reported(action: Callable[[], None]) -> None:
    try:
        action()
    except Unavailable as error:
        stop(error)
