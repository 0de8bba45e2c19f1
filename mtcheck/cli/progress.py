"""Progress bars on standard error, on a terminal only."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TypeVar

from mtcheck.core.telling import Tell, tell_nobody

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

T = TypeVar("T")


class Counted(Protocol):
    """What says how many rows are done."""

    @property
    def rows(self) -> int:
        """Rows that are done."""


C = TypeVar("C", bound=Counted)


class Shown:
    """Shows how many items were taken, and a line for each pass that tells how far it is; without a bar, nothing."""

    def __init__(self, bar: "Progress | None" = None) -> None:
        """Take what to show it on."""
        self._bar = bar
        self._tasks: dict[str, TaskID] = {}

    @property
    def tell(self) -> Tell:
        """What slow passes call."""
        return tell_nobody if self._bar is None else self._tell

    def counted(self, items: Iterable[T]) -> Iterator[T]:
        """Give back the items, showing how many have been taken."""
        if self._bar is None:
            yield from items
            return
        task = self._bar.add_task("checking", total=None, shown="")
        for number, item in enumerate(items, start=1):
            yield item
            self._bar.update(task, completed=number, shown=f"{number:,} texts")

    def _tell(self, what: str, done: int, of: int) -> None:
        assert self._bar is not None
        if what not in self._tasks:
            self._tasks[what] = self._bar.add_task(what, total=of, shown="")
        self._bar.update(self._tasks[what], completed=done, total=of, shown=f"{done:,} of {of:,}")


@contextmanager
def progress(*, quiet: bool) -> Iterator[Shown]:
    """Show how far a run is, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield Shown()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[shown]}"))
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bar:
        yield Shown(bar)


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
