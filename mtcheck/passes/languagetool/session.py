"""A run's link to LanguageTool: connects on first use, asks in several threads, starts a dead server again once."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Lock
from typing import TypeVar

from mtcheck.core.engines import Settings
from mtcheck.passes import Unavailable
from mtcheck.passes.asking import Gone, Refused, Slow
from mtcheck.passes.languagetool import client, find, kept, server
from mtcheck.passes.languagetool.client import Answer

T = TypeVar("T")
R = TypeVar("R")

PATIENCE = 3
"""After so many requests in a row without an answer of use, the rest is not tried."""


class Unanswered(Exception):
    """One request had no answer of use; others may."""


class Session:
    """Where requests go. Safe to use from several threads."""

    def __init__(self, settings: Settings) -> None:
        """Connect to nothing yet."""
        self.settings = settings
        self.version = ""
        self._lock = Lock()
        self._url: str | None = None
        self._server: server.Server | None = None
        self._restarted = False
        self._failures = 0
        self._over: str | None = None
        self._threads: ThreadPoolExecutor | None = None

    def ask(self, fields: dict[str, str]) -> Answer:
        """Return the answer to a check.

        Raises:
            Unavailable: nothing can be checked in this run (any more).
            Unanswered: this text could not be.
        """
        url = self.connect()
        try:
            answer = client.check(url, fields, self.settings.request_seconds)
        except Gone as error:
            return self._again(url, fields, error)
        except (Slow, Refused) as error:
            raise self._unanswered(error) from error
        self._failures = 0
        return answer

    def map(self, action: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """Yield what the action returns for each item, in the items' order, several being worked on at a time."""
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self.settings.parallel, "languagetool")
        return self._threads.map(action, items)

    def connect(self) -> str:
        """Return the server's address, started if need be.

        Raises:
            Unavailable: there is no server and none can be started.
        """
        with self._lock:
            if self._over:
                raise Unavailable(self._over)
            if self._url is None:
                self._url = self._guarded(self._first)
                self.version = client.version(self._url, 5)
            return self._url

    def close(self) -> None:
        """Stop what was started. The server goes first, so that no thread is left waiting for it."""
        with self._lock:
            self._over = self._over or "the run is over"
            if self._server:
                self._server.stop()
                self._server = None
        if self._threads:
            self._threads.shutdown(cancel_futures=True)

    def _first(self) -> str:
        if self.settings.url:
            return self._named(self.settings.url)
        installation = find.find()
        return kept.in_use(installation) or self._start(installation)

    def _named(self, url: str) -> str:
        try:
            address = client.base(url)
            client.fetch(address, "healthcheck", self.settings.request_seconds)
        except ValueError as error:
            raise Unavailable(str(error)) from error
        except (Gone, Slow) as error:
            raise Unavailable(_unreachable(url, error)) from error
        except Refused:
            pass  # a team's proxy may pass on the checks only
        return address

    def _start(self, installation: find.Installation) -> str:
        self._server = server.start(installation, self.settings)
        return self._server.url

    def _guarded(self, action: Callable[[], str]) -> str:
        """Remember what failed to start: it is not tried again for every text."""
        try:
            return action()
        except Unavailable as error:
            self._over = str(error)
            raise

    def _again(self, url: str, fields: dict[str, str], error: Gone) -> Answer:
        fresh = self._restart(url, error)
        try:
            return client.check(fresh, fields, self.settings.request_seconds)
        except Gone as again:
            raise self._end(f"LanguageTool's server died a second time ({again}); {_MEMORY}") from again
        except (Slow, Refused) as again:
            raise self._unanswered(again) from again

    def _restart(self, url: str, error: Gone) -> str:
        """Return the address of a server in place of a dead one; only the first thread to ask starts it."""
        with self._lock:
            if self._over:
                raise Unavailable(self._over)
            if self._url != url and self._url is not None:
                return self._url
            if self.settings.url:
                self._over = _unreachable(self.settings.url, error)
            elif self._restarted:
                self._over = f"LanguageTool's server died a second time ({error}); {_MEMORY}"
            if self._over:
                raise Unavailable(self._over) from error
            self._restarted = True
            self._url = self._guarded(self._replace)
            return self._url

    def _replace(self) -> str:
        if self._server:
            with suppress(OSError):
                self._server.stop()
        return self._start(find.find())

    def _unanswered(self, error: Slow | Refused) -> Exception:
        self._failures += 1
        where = self.settings.url or "LanguageTool's server"
        message = f"{where}: {error}"
        if isinstance(error, Slow):
            message += "; raise request-seconds in the settings, or send less with batch-chars"
        if self._failures >= PATIENCE:
            return self._end(f"{message} ({PATIENCE} times in a row: the rest was not tried)")
        return Unanswered(message)

    def _end(self, message: str) -> Unavailable:
        self._over = self._over or message
        return Unavailable(self._over)


_MEMORY = "raise heap-mb in the settings if memory ran out"


def _unreachable(url: str, error: Exception) -> str:
    return f"no LanguageTool server answers at {url} ({error}): check the address, or drop it to use one of your own"
