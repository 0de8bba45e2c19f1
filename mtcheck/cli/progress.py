"""A progress bar on standard error, on a terminal only."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


@contextmanager
def progress(items: Iterable[T], *, quiet: bool) -> Iterator[Iterable[T]]:
    """Give back the items, showing how many have been taken."""
    if quiet or not sys.stderr.isatty():
        yield items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("checking"), TextColumn("{task.completed} texts"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def counted() -> Iterator[T]:
            for item in items:
                yield item
                bar.advance(task)

        yield counted()
