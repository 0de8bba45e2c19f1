"""Work spread over processes: in order, none outliving us, and one that dies costs only what killed it."""

import ctypes
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from typing import Any, Generic, Literal, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 4
"""Batches in work per process: enough to keep all busy, few enough to stay small."""
_LOOK = 0.5
"""Seconds between two looks at whether the parent is still there."""


@dataclass(frozen=True, slots=True)
class Work(Generic[T, R]):
    """What processes do: made ready by ``start(*arguments)``, a batch at a time; ``lost`` stands for an item's result.

    All functions must be importable by name. ``lost`` is called here, when an item's process died twice over it.
    ``method`` is how processes are started; None is as the platform does.
    """

    start: Callable[..., None]
    arguments: tuple[Any, ...]
    do: Callable[[list[T]], list[R]]
    lost: Callable[[T], R]
    method: Literal["spawn"] | None = None

    def pool(self, processes: int) -> ProcessPoolExecutor:
        """Return a pool of processes that are ready."""
        context = get_context(self.method)
        return ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(self.start, self.arguments))


class Steady(Generic[T, R]):
    """One process that does batch after batch; if it dies, the batch is tried again as ``spread`` does."""

    def __init__(self, work: Work[T, R]) -> None:
        self._work = work
        self._pool = work.pool(1)

    def do(self, batch: list[T]) -> list[R]:
        """Return the results of a batch."""
        try:
            return self._pool.submit(self._work.do, batch).result()
        except BrokenProcessPool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = self._work.pool(1)
            return _again(batch, self._work)

    def close(self) -> None:
        """End the process."""
        self._pool.shutdown(cancel_futures=True)


def spread(batches: Iterator[list[T]], work: Work[T, R], processes: int) -> Iterator[list[R]]:
    """Yield the results of each batch, in order."""
    pool = work.pool(processes)
    try:
        waiting = deque(_submitted(pool, work, islice(batches, processes * _AHEAD)))
        while waiting:
            batch, future = waiting.popleft()
            try:
                results = future.result()
            except BrokenProcessPool:
                pool.shutdown(cancel_futures=True)
                pool = work.pool(processes)
                waiting = deque(_submitted(pool, work, iter([one for one, _ in waiting])))
                results = _again(batch, work)
            yield results
            waiting.extend(_submitted(pool, work, islice(batches, 1)))
    finally:
        pool.shutdown(cancel_futures=True)


def _submitted(
    pool: ProcessPoolExecutor, work: Work[T, R], batches: Iterator[list[T]]
) -> list[tuple[list[T], "Future[list[R]]"]]:
    return [(batch, _submit(pool, work, batch)) for batch in batches]


def _submit(pool: ProcessPoolExecutor, work: Work[T, R], batch: list[T]) -> "Future[list[R]]":
    try:
        return pool.submit(work.do, batch)
    except BrokenProcessPool as error:  # it broke meanwhile; that is found out in its turn
        future: Future[list[R]] = Future()
        future.set_exception(error)
        return future


def _again(batch: list[T], work: Work[T, R]) -> list[R]:
    """Try a batch on one fresh process; if that dies too, each item by itself."""
    try:
        with work.pool(1) as pool:
            return pool.submit(work.do, batch).result()
    except BrokenProcessPool:
        if len(batch) == 1:
            return [work.lost(batch[0])]
        half = len(batch) // 2
        return _again(batch[:half], work) + _again(batch[half:], work)


def _begin(start: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    _end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    start(*arguments)


def _end_with_parent() -> None:
    """End this process when its parent ends, however that ends."""
    parent = os.getppid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(2)
