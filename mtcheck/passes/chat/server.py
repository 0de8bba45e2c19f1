"""A run's link to a chat server: where it is, which model is asked, what is tried again, when it is given up."""

import os
import time
from collections import Counter
from threading import Lock
from typing import Annotated, Any
from urllib.parse import urlsplit

import msgspec
import regex

from mtcheck.core.addresses import full
from mtcheck.core.engines import Chat
from mtcheck.core.trust import is_loopback
from mtcheck.passes import Unavailable
from mtcheck.passes.asking import Gone, Refused, Slow, fetch
from mtcheck.passes.chat import question
from mtcheck.passes.chat.pieces import Piece
from mtcheck.passes.chat.question import Said, Unfit

KEY = "MTCHECK_CHAT_KEY"
"""The environment variable with the key that the server asks for."""
PATIENCE = 3
"""After so many requests in a row without an answer of use, the rest is not tried."""
_TRIES = 4
_LISTING = 10.0
"""The seconds in which a server must say which models it has."""
_BUSY = frozenset({429, 503})
_LONGEST_WAIT = 20.0
_NEVER = frozenset({301, 302, 303, 307, 308, 401, 403, 404, 405})
"""Answers that every other request would get too."""


class Unanswered(Exception):
    """One request had no answer of use; others may."""


class _Listed(msgspec.Struct, frozen=True):
    id: str


class _Models(msgspec.Struct, frozen=True):
    data: Annotated[list[_Listed], msgspec.Meta(max_length=10_000)]


class Server:
    """Where requests go. Safe to use from several threads once it is connected."""

    def __init__(self, settings: Chat) -> None:
        """Connect to nothing yet."""
        self.settings = settings
        self.model = settings.name or ""
        self.sent: Counter[str] = Counter()
        """How many requests went out, and how many code points of text."""
        self._address = ""
        self._headers: dict[str, str] = {}
        self._left_out: frozenset[str] = frozenset()
        self._lock = Lock()
        self._failures = 0
        self._over: str | None = None

    def connect(self) -> None:
        """Find out where the server is and which model to ask.

        Raises:
            Unavailable: no address is named, or nothing answers there, or it does not say which model.
        """
        if self._over:
            raise Unavailable(self._over)
        if self._address:
            return
        address = self._named()
        try:
            self.model = self.model or self._only_model(address)
        except Gone as error:
            raise self._end(self._unreachable(error)) from error
        except (Slow, Refused) as error:
            raise self._end(f"{self.settings.url} does not say which models it has ({error}); {_NAME}") from error
        self._address = address

    def ask(self, piece: Piece) -> list[Said]:
        """Return what the server says of a piece of text.

        Raises:
            Unavailable: nothing can be asked in this run (any more).
            Unanswered: this could not be.
        """
        if self._over:
            raise Unavailable(self._over)
        with self._lock:
            self.sent += Counter(pieces=1, characters=len(piece.before) + len(piece.text) + len(piece.after))
        try:
            said = question.read(self._posted(question.request(piece, self.model)))
        except Gone as error:
            raise self._end(self._unreachable(error)) from error
        except Refused as error:
            if error.status in _NEVER:
                raise self._end(f"{self.settings.url} {error}{_advice(error.status)}") from error
            raise self._unanswered(str(error)) from error
        except (Slow, Unfit) as error:
            slow = "; raise request-seconds under [chat] in the settings" if isinstance(error, Slow) else ""
            raise self._unanswered(f"{error}{slow}") from error
        self._failures = 0
        return said

    def _named(self) -> str:
        if not self.settings.url:
            raise self._end("no server is named; name one with --chat-url")
        try:
            address = _endpoint(self.settings.url)
        except ValueError as error:
            raise self._end(str(error)) from error
        key = os.environ.get(KEY, "")
        if key and not regex.fullmatch(r"[\x21-\x7e]+", key):
            raise self._end(f"the key in {KEY} holds a space or a sign that no key has")
        if key and not is_loopback(address) and not address.startswith("https:"):
            raise self._end(f"the key in {KEY} is not sent to {self.settings.url}: only https would keep it secret")
        self._headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
        return address

    def _only_model(self, address: str) -> str:
        place = address.removesuffix("/chat/completions") + "/models"
        body = fetch(place, min(_LISTING, self.settings.request_seconds), headers=self._headers)
        try:
            names = [one.id for one in msgspec.json.decode(body, type=_Models).data]
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise Refused(f"answered something that no chat server does ({error})") from error
        if len(names) != 1:
            shown = ", ".join(sorted(names)[:10]) or "none"
            raise self._end(f"{self.settings.url} has these models: {shown}; {_NAME}")
        return names[0]

    def _posted(self, body: dict[str, Any]) -> bytes:
        """Return the answer, after waiting where the server is busy and leaving out what it does not take."""
        for number in range(_TRIES):
            asked = {name: value for name, value in body.items() if name not in self._left_out}
            try:
                return fetch(self._address, self.settings.request_seconds, msgspec.json.encode(asked), self._headers)
            except Refused as error:
                unwanted = {name for name in question.OPTIONAL if name in asked and name in str(error)}
                if error.status == 400 and unwanted:
                    self._left_out |= unwanted
                elif error.status in _BUSY and number < _TRIES - 1:
                    time.sleep(min(_LONGEST_WAIT, error.wait if error.wait is not None else 2.0**number))
                else:
                    raise
        raise Refused("does not take the question, whatever is left out of it", 400)

    def _unreachable(self, error: Exception) -> str:
        return f"no chat server answers at {self.settings.url} ({error}): check the address, or leave out --chat-url"

    def _unanswered(self, message: str) -> Exception:
        self._failures += 1
        said = self._without_key(f"{self.settings.url} {message}")
        if self._failures >= PATIENCE:
            return self._end(f"{said} ({PATIENCE} times in a row: the rest was not tried)")
        return Unanswered(said)

    def _end(self, message: str) -> Unavailable:
        self._over = self._over or self._without_key(message)
        return Unavailable(self._over)

    def _without_key(self, message: str) -> str:
        """Return a message without the key, which a server may repeat in its answer."""
        key = os.environ.get(KEY, "")
        return message.replace(key, "…") if key else message


_NAME = "name one with --chat-model, or name under [chat] in the settings"


def _advice(status: int) -> str:
    if status in {401, 403}:
        return f"; the key is read from the environment variable {KEY}"
    return "; check the address and the model's name" if status == 404 else ""


def _endpoint(url: str) -> str:
    """Return where questions are posted; an address without a path is taken to end in ``/v1``.

    Raises:
        ValueError: it is no address.
    """
    address = full(url).removesuffix("/chat/completions").rstrip("/")
    return f"{address}{'' if urlsplit(address).path else '/v1'}/chat/completions"
