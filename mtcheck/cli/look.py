"""How a report is drawn for whoever sees it, as rich reads it from the terminal and the environment."""

import sys
from typing import Literal

from mtcheck.core.report import Look

Part = Literal["all", "findings", "summary", "statistics", "problems"]
Order = Literal["worst", "place"]


def look(color: bool | None, order: Order = "worst", part: Part = "all") -> Look:
    """Return width, colour and encoding of standard output.

    Colour follows NO_COLOR, FORCE_COLOR and TERM=dumb unless ``color`` says it.
    """
    from rich.console import Console

    console = Console(file=sys.stdout)
    colour = color if color is not None else console.color_system is not None and not console.no_color
    return Look(console.width, colour, console.encoding, order, part)


def bare(color: bool | None) -> Look:
    """Return a look for reports that are not drawn."""
    return Look(colour=bool(color))
