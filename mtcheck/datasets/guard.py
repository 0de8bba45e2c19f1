"""Keeps a run from its own input, and two runs from one output."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from mtcheck.datasets.rows import DatasetError


def refuse_overlap(source: Path, outputs: Iterable[Path]) -> None:
    """Refuse to write where the input is read, under whatever name, before anything is opened.

    Raises:
        DatasetError: an output is the input, holds it, or lies in it.
    """
    for output in outputs:
        if _same(source, output) or _within(source, output) or _within(output, source):
            raise DatasetError(f"{output}: would overwrite the input; name another output")


def _same(one: Path, other: Path) -> bool:
    if os.path.realpath(one).casefold() == os.path.realpath(other).casefold():
        return True
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def _within(inner: Path, folder: Path) -> bool:
    """Tell whether a path lies below another, links followed; two files of one folder do not."""
    return any(_same(parent, folder) for parent in Path(os.path.realpath(inner)).parents)


@contextmanager
def held(output: Path) -> Iterator[None]:
    """Hold an output for this run alone.

    Raises:
        DatasetError: another run holds it, or its folder cannot be written to.
    """
    path = output.with_name(f"{output.name}.lock")
    lock = FileLock(path, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise DatasetError(f"{output}: another run is writing it") from error
    try:
        yield
    finally:
        path.unlink(missing_ok=True)  # while it is held; who waits for it opens a new one
        lock.release()
