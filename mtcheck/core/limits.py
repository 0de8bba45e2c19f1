"""How much time and memory one text may cost: the settings, and the clock that holds a piece of work to them."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated

import msgspec

_TICK = 0.05
"""Seconds of computing between two looks at clock and memory."""
_WARMING = 30.0
"""Seconds more for the first piece of each kind of work, which loads what the others find ready."""

Positive = Annotated[float, msgspec.Meta(gt=0)]


class Limits(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True, rename="kebab"):
    """What reading a text, and each pass over it, may take: a base, and so much more per 1,000 characters."""

    seconds: Positive = 2.0
    """Seconds of computing; waiting does not count."""
    seconds_per_1000: Annotated[float, msgspec.Meta(ge=0)] = 0.03
    """Seconds more per 1,000 characters of the text."""
    megabytes: Positive = 500.0
    """Memory that the work may add to what is in use, in megabytes."""
    megabytes_per_1000: Annotated[float, msgspec.Meta(ge=0)] = 2.0
    """Megabytes more per 1,000 characters of the text."""

    def seconds_for(self, size: int) -> float:
        """Return the seconds for a text of so many characters."""
        return self.seconds + self.seconds_per_1000 * size / 1000

    def bytes_for(self, size: int) -> float:
        """Return the bytes of memory for a text of so many characters."""
        return (self.megabytes + self.megabytes_per_1000 * size / 1000) * 1_000_000


LIMITS = Limits()
"""The limits where the settings say nothing."""


class OverLimit(Exception):
    """Work that was stopped since it went over its limits; the message says over which."""


_warm: set[str] = set()


@contextmanager
def within(limits: Limits, size: int, kind: str) -> Iterator[None]:
    """Stop the work inside when it takes more than a text of that size may; ``kind`` names that sort of work.

    It reaches Python code, in the main thread, where the system has timers. Native code is stopped when it returns.

    Raises:
        OverLimit: in the midst of the work.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    seconds = limits.seconds_for(size) + (0.0 if kind in _warm else _WARMING)
    watch = _Watch(time.thread_time() + seconds, _memory() + limits.bytes_for(size))
    before = signal.signal(signal.SIGVTALRM, watch.look)
    signal.setitimer(signal.ITIMER_VIRTUAL, _TICK, _TICK)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        _warm.add(kind)


class _Watch:
    """The moment and the size at which a piece of work is stopped."""

    def __init__(self, end: float, most: float) -> None:
        self._end, self._most = end, most

    def look(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002  (a signal handler's arguments)
        if time.thread_time() > self._end:
            raise OverLimit("stopped for taking too long; raise seconds-per-1000 under [limits] in the settings")
        if _memory() > self._most:
            raise OverLimit(
                "stopped for taking too much memory; raise megabytes-per-1000 under [limits] in the settings"
            )


_STATM = Path("/proc/self/statm")


def _memory() -> float:
    """Return the bytes of memory in use, or 0 where the system does not say."""
    try:
        return int(_STATM.read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return 0
