"""``mtcheck roundtrip``."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from mtcheck.cli.check import read_shown
from mtcheck.cli.options import Request, checking, read_request, stop
from mtcheck.cli.outputs import read_outputs, write_outputs
from mtcheck.cli.topics import Command
from mtcheck.core.errors import UserError
from mtcheck.core.model import SEVERITIES
from mtcheck.core.report import Report
from mtcheck.output.reporters import REPORTERS


@click.command("roundtrip", cls=Command)
@click.argument("original")
@click.argument("text", metavar="MT")
@checking
@click.option("--format", "format_", type=click.Choice(sorted(REPORTERS)), help="The report's format (text).")
@click.option(
    "--output", "-o", multiple=True, metavar="[FORMAT:]FILE", help="Write a report to a file; may be repeated."
)
@click.option("--fail-on", type=click.Choice(list(SEVERITIES)), help="The least severity that makes the exit code 1.")
@click.option("--color/--no-color", default=None, help="Colour, whatever the output is.")
def command(original: str, text: str, format_: str | None, color: bool | None, **given: Any) -> None:
    """Report what a trip through another language and back did to an English text.

    ORIGINAL is the text as it was, MT the text as it came back; one of them may be - for standard input. The findings
    are in MT and their fixes come from ORIGINAL; what is only worded otherwise is passed over. The rules of the pack
    roundtrip run beside all others; --ignore takes them out one by one. Exit codes as with check.
    """
    outputs = given.pop("output")
    view = read_shown({**given, "format_": format_}, alone=bool(outputs), color=color)
    given["select"] = (*given["select"], "roundtrip")
    try:
        targets = read_outputs(outputs)
        request = read_request((original, text), given)
        report = _perform(original, text, request)
        write_outputs(report, targets, request.config)
    except UserError as error:
        stop(error)
    report = view.show(report)
    sys.exit(report.exit_code(SEVERITIES[request.config.fail_on]))


def _perform(original: str, text: str, request: Request) -> Report:
    from mtcheck.output import baseline
    from mtcheck.run.roundtrip import read_pair, strangers
    from mtcheck.run.whole import run

    known = baseline.read(Path(request.config.baseline)) if request.config.baseline else None
    report = run(read_pair(original, text, request.config, request.input_format), request.config)
    apart = [problem for one in report.texts if (problem := strangers(one)) is not None]
    report = replace(report, problems=(*report.problems, *apart))
    return baseline.mark(report, known) if known is not None else report
