"""How many processes a run takes: as many as there are cores, and one where more would only cost their start."""

import os
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from mtcheck.core.model import Problem
from mtcheck.input.reading import Text
from mtcheck.run.checker import TextChecker

ENOUGH = 400_000
"""Code points that must wait to be checked before a second process is started: it takes a second to be ready."""
BATCH_TEXTS = 64
BATCH_CHARS = 100_000
"""A batch for a process ends at the one or the other, so that a few large files are shared out too."""

Item = Text | Problem


def processes(checker: TextChecker) -> int:
    """Return how many processes to use at the most."""
    return 1 if checker.single else checker.config.jobs or cores()


def cores() -> int:
    """Return the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def shared(found: Iterable[Item], checker: TextChecker) -> tuple[Iterator[Item], int]:
    """Return the items again, and how many processes to use: one unless enough of them is not remembered yet."""
    items, most = iter(found), processes(checker)
    if most == 1 or checker.config.jobs:  # a number that was named is taken at its word
        return items, most
    seen: list[Item] = []
    waiting = 0
    for item in items:
        seen.append(item)
        if isinstance(item, Text) and not checker.remembers(item):
            waiting += len(item.text)
        if waiting >= ENOUGH:
            return chain(seen, items), most
    return iter(seen), 1


def batches(items: Iterator[Item]) -> Iterator[list[Item]]:
    """Yield the items in batches of so many texts or so much text."""
    while batch := list(islice(items, 1)):
        chars = _chars(batch[0])
        while len(batch) < BATCH_TEXTS and chars < BATCH_CHARS and (more := list(islice(items, 1))):
            batch += more
            chars += _chars(more[0])
        yield batch


def _chars(item: Item) -> int:
    return len(item.text) if isinstance(item, Text) else 0
