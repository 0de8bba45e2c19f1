"""What the commands print, made harmless: without what steers a terminal or is an order to a host."""

import click

from mtcheck.cli.streams import put
from mtcheck.core.visible import visible
from mtcheck.output import harmless


def say(text: str, *, end: str = "\n") -> None:
    """Print text to standard output."""
    put(harmless.people(text) + end)


def draw(text: str) -> None:
    """Print text with colours, in which all that comes from elsewhere was made visible already."""
    put(harmless.coloured(text))


def warn(message: str) -> None:
    """Print one line to standard error, with our name before it."""
    tell(f"mtcheck: {message}")


def tell(message: str) -> None:
    """Print one line to standard error."""
    click.echo(harmless.people(visible(message)), err=True)
