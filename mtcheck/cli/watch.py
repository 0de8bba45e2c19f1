"""``mtcheck check --watch``: checks again whenever a file is saved."""

import os
from collections.abc import Callable

import click

from mtcheck.cli.options import Request
from mtcheck.cli.runs import How, perform
from mtcheck.cli.say import warn
from mtcheck.core.report import Report


def watch(request: Request, how: How, show: Callable[[Report], object]) -> None:
    """Check and show, then again after every change, until interrupted."""
    try:
        from watchfiles import Change, DefaultFilter
        from watchfiles import watch as changes
    except ImportError as error:
        raise click.UsageError("--watch needs the extra: pip install 'mtcheck[watch]'") from error
    if "-" in request.paths:
        raise click.UsageError("--watch cannot watch standard input")
    if how.staged:
        raise click.UsageError("--watch looks at files; it does not go with --staged")
    watched = DefaultFilter()

    def ours(change: Change, path: str) -> bool:
        return watched(change, path) and not _written(path, how.outputs)

    # Watching begins before the first check, so that no change falls between the two.
    watcher = changes(*request.paths, watch_filter=ours, raise_interrupt=False, yield_on_timeout=True, rust_timeout=200)
    next(watcher)
    show(perform(request, how))
    warn("watching; stop with Ctrl-C")
    for changed in watcher:
        if changed:
            show(perform(request, how))


def _written(path: str, outputs: frozenset[str]) -> bool:
    """Tell whether a path is a report that the run writes, or what stands for it while it is written."""
    folder, name = os.path.split(os.path.realpath(path))
    return any(
        folder == os.path.dirname(one)
        and (name == os.path.basename(one) or name.startswith(f".{os.path.basename(one)}."))
        for one in outputs
    )
