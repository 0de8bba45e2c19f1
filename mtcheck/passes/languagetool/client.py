"""One request to a LanguageTool server over HTTP, its answer checked for shape.

Plain HTTP and not the wrapper's client, because that one has a fixed time limit of five minutes, restarts the
server from whichever thread fails, and keeps offsets in a place that threads share.
"""

import json
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

import msgspec

from mtcheck.core import addresses
from mtcheck.passes import asking
from mtcheck.passes.asking import Gone, Refused, Slow

Natural = Annotated[int, msgspec.Meta(ge=0)]


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
        ValueError: the address is none.
    """
    return asking.fetch(f"{base(url)}/v2/{name}", seconds, body)


def base(url: str) -> str:
    """Return a server's address without what users may or may not write at its ends.

    Raises:
        ValueError: it is no HTTP address.
    """
    return addresses.full(url).removesuffix("/v2").rstrip("/")
