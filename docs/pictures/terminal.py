"""Draws docs/pictures/terminal.svg, the report of a short article in a terminal: python docs/pictures/terminal.py."""

import io
from pathlib import Path

from rich.console import Console
from rich.text import Text

from mtcheck.core.report import Look
from mtcheck.core.settings import Config
from mtcheck.input.reading import decoded
from mtcheck.output.reporters import REPORTERS
from mtcheck.run.whole import run

ARTICLE = """\
LISBON – Dockworkers rejected a new pay offer on Friday, raising fears of shortages. on the islands.

The government warned on tuesday that a strike would hurt exports. Officials met the the union leaders twice.

The company that runs the terminal has offered to pay 12.500 euros. It lasted during six weeks.
"""
WIDTH = 96


def picture() -> str:
    """Return the picture as SVG."""
    found = decoded("article.txt", ARTICLE.encode(), "plain", Config())
    report = REPORTERS["text"](run(found, Config(jobs=1)), Look(WIDTH, colour=True))
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="standard")
    console.print(Text("$ mtcheck check article.txt", "bold"))
    console.print(Text.from_ansi(report.rstrip("\n")))
    drawn = console.export_svg(title="mtcheck", unique_id="mtcheck")
    return "\n".join(line.rstrip() for line in drawn.splitlines()) + "\n"


if __name__ == "__main__":
    Path(__file__).with_suffix(".svg").write_text(picture(), encoding="utf-8")
