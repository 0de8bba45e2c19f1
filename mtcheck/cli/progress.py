"""Progress bars on standard error, on a terminal only."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

T = TypeVar("T")


class Counted(Protocol):
    """What says how many rows are done."""

    @property
    def rows(self) -> int:
        """Rows that are done."""


C = TypeVar("C", bound=Counted)


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


@contextmanager
def rows_progress(steps: Iterable[C], total: Callable[[], int], *, quiet: bool) -> Iterator[Iterable[C]]:
    """Give back the steps of a long run, showing how many of all its rows are done and how long the others will take.

    ``total`` counts the rows; it is called only if that is shown.
    """
    if quiet or not sys.stderr.isatty():
        yield steps
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    times = (TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn())
    columns = (TextColumn("rows"), BarColumn(), MofNCompleteColumn(), *times)
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total())

        def counted() -> Iterator[C]:
            for step in steps:
                bar.update(task, completed=step.rows)
                yield step

        yield counted()
