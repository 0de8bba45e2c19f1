"""``mtcheck check --watch``: checks again whenever a file is saved."""

from collections.abc import Callable

import click

from mtcheck.cli.options import Request
from mtcheck.cli.runs import How, perform
from mtcheck.report import Report


def watch(request: Request, how: How, show: Callable[[Report], None]) -> None:
    """Check and show, then again after every change, until interrupted."""
    try:
        from watchfiles import watch as changes
    except ImportError as error:
        raise click.UsageError("--watch needs the extra: pip install 'mtcheck[watch]'") from error
    if "-" in request.paths:
        raise click.UsageError("--watch cannot watch standard input")
    show(perform(request, how))
    click.echo("watching; stop with Ctrl-C", err=True)
    for _ in changes(*request.paths, raise_interrupt=False):
        show(perform(request, how))
