"""The texts that are open in the editor, each with a task that checks it whenever it changes."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from mtcheck.cli.lsp.checking import check_changed, check_whole
from mtcheck.cli.lsp.engines import Engines
from mtcheck.cli.lsp.state import State
from mtcheck.core import settings
from mtcheck.core.errors import UserError
from mtcheck.input.containers import kind_of
from mtcheck.input.formats import ENDINGS

IDLE = 1.0
"""Seconds without a change after which the whole text is checked together."""
KINDS = frozenset({"plain", "markdown", "html", "po", "xliff", "srt", "vtt"})
_LANGUAGES = {
    "gettext": "po",
    "html": "html",
    "markdown": "markdown",
    "plaintext": "plain",
    "po": "po",
    "text": "plain",
    "xliff": "xliff",
}
"""What editors call the languages."""


def kind(path: Path | None, language: str) -> str | None:
    """Return how an open text is read: by its name, else by what the editor calls its language."""
    by_name = (kind_of(path.name) or ENDINGS.get(path.suffix.lower())) if path is not None else None
    found = by_name or _LANGUAGES.get(language)
    return found if found in KINDS else None


def path_of(uri: str) -> Path | None:
    """Return the file that an address names, None if it names none (such as a text that was never saved)."""
    parts = urlsplit(uri)
    return Path(url2pathname(unquote(parts.path))) if parts.scheme == "file" else None


@dataclass(slots=True)
class Opened:
    """An open text; ``state`` is the last version that was checked, ``current`` is set while that is the last one."""

    uri: str
    path: Path | None
    kind: str
    settings: Path | None
    latest: State
    state: State | None = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    current: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None

    @property
    def name(self) -> str:
        """What problems call the text."""
        return str(self.path) if self.path is not None else self.uri

    def renew(self, text: str, version: int) -> None:
        """Take a new version of the text."""
        self.latest = State(text, version, self.kind)
        self.current.clear()
        self.changed.set()


Publish = Callable[[Opened], None]
Complain = Callable[[str], None]


class Texts:
    """All open texts, by address."""

    def __init__(self, engines: Engines, publish: Publish, complain: Complain) -> None:
        """Start without any; ``publish`` shows an opened text's state, ``complain`` tells the user of a trouble."""
        self.engines = engines
        self.root: Path | None = None
        self._publish, self._complain = publish, complain
        self._opened: dict[str, Opened] = {}

    def open(self, uri: str, language: str, text: str, version: int) -> None:
        """Begin to follow a text, if it is one that is checked."""
        path = path_of(uri)
        found = kind(path, language)
        if found is None:
            return
        one = Opened(uri, path, found, self.settings_for(path), State(text, version, found))
        self._opened[uri] = one
        one.changed.set()
        one.task = asyncio.get_running_loop().create_task(self._follow(one))

    def settings_for(self, path: Path | None) -> Path | None:
        """Return the settings file in force for a text."""
        folder = path.parent if path is not None else self.root
        try:
            return settings.find_file(folder) if folder is not None else None
        except UserError as error:
            self._complain(str(error))
            return None

    def change(self, uri: str, text: str, version: int) -> None:
        """Take a new version of an open text."""
        if uri in self._opened:
            self._opened[uri].renew(text, version)

    def close(self, uri: str) -> Opened | None:
        """Stop following a text."""
        one = self._opened.pop(uri, None)
        if one is not None and one.task is not None:
            one.task.cancel()
        return one

    def close_all(self) -> None:
        """Stop following every text."""
        for uri in list(self._opened):
            self.close(uri)

    async def current(self, uri: str) -> Opened | None:
        """Return an open text once its last version has been checked."""
        one = self._opened.get(uri)
        if one is not None:
            await one.current.wait()
        return one

    async def check_again(self) -> None:
        """Check every text anew, with the settings as they are now."""
        await self.engines.forget()
        for one in self._opened.values():
            one.settings, one.state = self.settings_for(one.path), None
            one.renew(one.latest.text, one.latest.version)

    async def _follow(self, one: Opened) -> None:
        """Check what changes at once, and all of the text when it has been left alone for a while."""
        while True:
            await one.changed.wait()
            one.changed.clear()
            await self._check(one, "quick")
            while one.state is not None and not one.state.whole and not one.changed.is_set():
                try:
                    await asyncio.wait_for(one.changed.wait(), IDLE)
                except TimeoutError:
                    await self._check(one, "slow")

    async def _check(self, one: Opened, how: str) -> None:
        latest, before = one.latest, one.state
        try:
            if how == "quick":
                state = await self.engines.run(
                    how, one.settings, lambda checker: check_changed(checker, one.name, latest, before)
                )
            else:
                state = await self.engines.run(
                    how, one.settings, lambda checker: check_whole(checker, one.name, latest)
                )
        except UserError as error:
            self._complain(str(error))
            state = latest
        if how == "quick" or one.latest is latest:
            one.state = state
        if one.latest is latest:
            self._publish(one)
            one.current.set()
