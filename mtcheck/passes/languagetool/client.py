"""One request to a LanguageTool server over HTTP, its answer checked for shape.

Plain HTTP and not the wrapper's client, because that one has a fixed time limit of five minutes, restarts the
server from whichever thread fails, and keeps offsets in a place that threads share.
"""

import json
from collections.abc import Mapping
from http.client import HTTPException
from typing import Annotated
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import OpenerDirector, ProxyHandler, Request, build_opener

import msgspec

from mtcheck.core.trust import is_loopback

Natural = Annotated[int, msgspec.Meta(ge=0)]


class Gone(Exception):
    """Nobody answers at the address, or the connection broke."""


class Slow(Exception):
    """The answer did not come in time."""


class Refused(Exception):
    """There was an answer, but not to the question."""


class Category(msgspec.Struct, frozen=True):
    """What LanguageTool files a rule under."""

    id: str


class Rule(msgspec.Struct, frozen=True, rename="camel"):
    """The rule that matched."""

    id: str
    category: Category
    issue_type: str = "uncategorized"


class Replacement(msgspec.Struct, frozen=True):
    """A correction."""

    value: str


class Match(msgspec.Struct, frozen=True):
    """What a rule found; offset and length count UTF-16 units."""

    message: str
    offset: Natural
    length: Natural
    rule: Rule
    replacements: list[Replacement] = []


class Warnings(msgspec.Struct, frozen=True, rename="camel"):
    """What the server says about the answer."""

    incomplete_results: bool = False


class Answer(msgspec.Struct, frozen=True):
    """The answer to a check."""

    matches: list[Match]
    warnings: Warnings = Warnings()


def check(url: str, fields: Mapping[str, str], seconds: float) -> Answer:
    """Have a text checked; ``fields`` are those of the server's ``/v2/check``.

    Raises:
        Gone, Slow, Refused: it was not.
    """
    body = fetch(url, "check", seconds, urlencode(fields).encode())
    try:
        return msgspec.json.decode(body, type=Answer)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(f"answered something that is not LanguageTool's ({error})") from error


def healthy(url: str, seconds: float) -> bool:
    """Tell whether a server answers at the address."""
    try:
        return fetch(url, "healthcheck", seconds).strip() == b"OK"
    except (Gone, Slow, Refused):
        return False


def version(url: str, seconds: float) -> str:
    """Return the server's version, or nothing if it keeps it to itself."""
    try:
        return str(json.loads(fetch(url, "info", seconds))["software"]["version"])
    except (Gone, Slow, Refused, ValueError, LookupError, TypeError):
        return ""


def fetch(url: str, name: str, seconds: float, body: bytes | None = None) -> bytes:
    """Return what the server says under ``/v2/name``.

    Raises:
        Gone, Slow, Refused: it says nothing of use.
    """
    request = Request(f"{base(url)}/v2/{name}", data=body, headers={"User-Agent": "mtcheck"})  # noqa: S310
    try:
        with _opener(url).open(request, timeout=seconds) as response:
            content: bytes = response.read()
            return content
    except HTTPError as error:
        with error:
            detail = error.read(200).decode("utf-8", "replace").strip()
        raise Refused(f"answered HTTP {error.code}: {detail or error.reason}") from error
    except TimeoutError as error:
        raise Slow(f"no answer within {seconds:g} s") from error
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise Slow(f"no answer within {seconds:g} s") from error
        raise Gone(str(error.reason)) from error
    except (OSError, HTTPException) as error:
        raise Gone(f"{type(error).__name__}: {error}") from error


def base(url: str) -> str:
    """Return a server's address without what users may or may not write at its ends.

    Raises:
        ValueError: it is no HTTP address.
    """
    full = url if "://" in url else f"http://{url}"
    parts = urlsplit(full)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(f"not the address of a LanguageTool server: {url!r}")
    return full.rstrip("/").removesuffix("/v2").rstrip("/")


def _opener(url: str) -> OpenerDirector:
    """Keep what goes to this machine away from proxies."""
    return build_opener(ProxyHandler({})) if is_loopback(url) else build_opener()
