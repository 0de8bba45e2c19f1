"""The checkers of a session: two for each settings file, so that a keystroke never waits for the check of a whole text.

Each is used by one thread alone: those that check what changes by the quick one, those that check all by the slow one.
"""

import asyncio
import gc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from mtcheck.core import settings
from mtcheck.core.settings import Config
from mtcheck.run.checker import TextChecker

T = TypeVar("T")


class Engines:
    """Checkers by settings file, made when they are first asked for."""

    def __init__(self) -> None:
        """Start without any; ``overrides`` are settings that the editor puts over those of the files."""
        self.overrides: dict[str, Any] = {}
        self._made: dict[tuple[str, Path | None], TextChecker] = {}
        self._threads = {name: ThreadPoolExecutor(1, f"mtcheck-{name}") for name in ("quick", "slow")}

    async def run(self, name: str, file: Path | None, work: Callable[[TextChecker], T]) -> T:
        """Do some work on a file with the checker of a name (quick or slow), in its thread.

        Raises:
            UserError: the settings cannot be used.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads[name], self._done, name, file, work)

    def _done(self, name: str, file: Path | None, work: Callable[[TextChecker], T]) -> T:
        fresh = (name, file) not in self._made
        done = work(self._checker(name, file))
        if fresh:  # going through the rules takes the garbage collector a third of a second, again and again
            gc.collect()
            gc.freeze()
        return done

    def _checker(self, name: str, file: Path | None) -> TextChecker:
        if (name, file) not in self._made:
            self._made[name, file] = TextChecker(self.config(file)).__enter__()
        return self._made[name, file]

    def config(self, file: Path | None) -> Config:
        """Return the settings of a settings file that was found, with the editor's over them.

        Raises:
            ConfigError: they cannot be used.
        """
        return settings.load(file, dict(self.overrides), named=False)

    async def forget(self) -> None:
        """Close all checkers; the settings are read again by the next that is asked for."""
        gc.unfreeze()
        for name, threads in self._threads.items():
            mine = [self._made.pop(key) for key in list(self._made) if key[0] == name]
            for checker in mine:
                await asyncio.get_running_loop().run_in_executor(threads, checker.__exit__, None, None, None)

    def close(self) -> None:
        """Let the threads end and stop what the checkers started."""
        for threads in self._threads.values():
            threads.shutdown(wait=True, cancel_futures=True)
        for checker in self._made.values():
            checker.__exit__(None, None, None)
