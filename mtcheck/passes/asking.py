"""One question to a server over HTTP, its answer bounded in time and size; no redirection is followed.

A redirection could take a text, and the key that goes with it, to where nobody said that they may go.
"""

import time
from collections.abc import Mapping
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from mtcheck.core.trust import is_loopback

LARGEST = 16_000_000
"""An answer of more bytes is refused."""
_PIECE = 65_536


class Gone(Exception):
    """Nobody answers at the address, or the connection broke."""


class Slow(Exception):
    """The answer did not come in time."""


class Refused(Exception):
    """There was an answer, but not to the question; ``status`` is that of HTTP, ``wait`` the seconds it asks for."""

    def __init__(self, message: str, status: int = 200, wait: float | None = None) -> None:
        """Keep what was said."""
        super().__init__(message)
        self.status = status
        self.wait = wait


def fetch(address: str, seconds: float, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> bytes:
    """Return what a server says at an address; with a body it is a POST.

    Raises:
        Gone, Slow, Refused: it says nothing of use.
    """
    request = Request(address, data=body, headers={"User-Agent": "mtcheck", **(headers or {})})  # noqa: S310
    end = time.monotonic() + seconds
    try:
        with _opener(address).open(request, timeout=seconds) as response:
            return _read(response, end)
    except HTTPError as error:
        with error:
            raise _refused(error) from error
    except TimeoutError as error:
        raise Slow(f"no answer within {seconds:g} s") from error
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise Slow(f"no answer within {seconds:g} s") from error
        raise Gone(str(error.reason)) from error
    except (OSError, HTTPException, ValueError) as error:
        raise Gone(f"{type(error).__name__}: {error}") from error


def _read(response: HTTPResponse, end: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    while piece := response.read1(_PIECE):
        parts.append(piece)
        size += len(piece)
        if size > LARGEST:
            raise Refused(f"answered more than {LARGEST // 1_000_000} MB")
        if time.monotonic() > end:
            raise TimeoutError
    if response.length:
        raise Gone("the connection broke in the midst of the answer")
    return b"".join(parts)


def _refused(error: HTTPError) -> Refused:
    if 300 <= error.code < 400:
        place = error.headers.get("Location", "elsewhere")
        return Refused(f"answered HTTP {error.code}: it sends us to {place}, which is not followed", error.code)
    try:
        detail = error.read(300).decode("utf-8", "replace").strip()
    except (OSError, HTTPException):
        detail = ""
    return Refused(f"answered HTTP {error.code}: {detail or error.reason}", error.code, _wait(error))


def _wait(error: HTTPError) -> float | None:
    said = str(error.headers.get("Retry-After", ""))
    return float(said) if said.isascii() and said.isdigit() else None


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _opener(address: str) -> OpenerDirector:
    """Keep what goes to this machine away from proxies."""
    return build_opener(_Stay, ProxyHandler({})) if is_loopback(address) else build_opener(_Stay)
