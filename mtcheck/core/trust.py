"""What a settings file may not do when the user did not name it: it lies in a repository, and may be a stranger's.

Such a file says what is found, and how. It reads no file outside its folder and sends no text to another machine, and
there is nothing in it that would be run.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

import regex

PATHS = ("rules", "accept-files", "baseline", "glossary")
"""Settings that name files or folders."""
ADDRESSES = {"languagetool-url": ("languagetool", "url"), "chat-url": ("chat", "url")}
"""Settings that name a server which texts are sent to: the option of the command line, the table and its key."""
SEND_TO = "MTCHECK_SEND_TO"
"""The environment variable that lists the servers, apart by spaces, which settings of repositories may name."""

_PLAIN = regex.compile(r"(?:https?://)?(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?(?:/[\w./~-]*)?", regex.ASCII)
"""An address that all programs read alike: nothing in it could hide where it leads."""
_PORTS = {"http": 80, "https": 443}


def distrusted(table: Mapping[str, Any], path: Path, overrides: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a settings file asks for that only the user may ask for, in words that say what to do.

    An address that the command line goes over is not asked for any more.
    """
    for key in PATHS:
        yield from _outside(key, table.get(key, []), path)
    for option, (name, key) in ADDRESSES.items():
        over, given = overrides.get(name), table.get(name)
        if option in overrides or (isinstance(over, Mapping) and key in over) or not isinstance(given, Mapping):
            continue
        url = given.get(key)
        if isinstance(url, str) and not is_loopback(url) and not _allowed(url):
            yield (
                f"{path}: {name}.{key} sends your texts to another machine ({url}); to allow that, "
                f"give --{option} {url}, name the settings yourself with --config {path}, "
                f"or list the server in the variable {SEND_TO}"
            )


def is_loopback(url: str) -> bool:
    """Tell whether an address leads to this machine and can be read in no other way."""
    parts = _split(url)
    return parts is not None and parts.hostname in {"localhost", "127.0.0.1", "::1"}


def _allowed(url: str) -> bool:
    server = _server(url)
    return server is not None and server in map(_server, os.environ.get(SEND_TO, "").split())


def _server(url: str) -> tuple[str, str, int] | None:
    """Return scheme, host and port of an address, or None if it is unclear."""
    parts = _split(url)
    if parts is None or parts.hostname is None:
        return None
    return parts.scheme, parts.hostname, parts.port or _PORTS[parts.scheme]


def _split(url: str) -> SplitResult | None:
    if not _PLAIN.fullmatch(url):
        return None
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        return parts if parts.port is None or parts.port else None
    except ValueError:
        return None


def _outside(key: str, value: Any, path: Path) -> Iterator[str]:
    folder = path.parent.resolve()
    for entry in [value] if isinstance(value, str) else value if isinstance(value, list) else []:
        if isinstance(entry, str) and not Path(entry).resolve().is_relative_to(folder):
            yield (
                f"{path}: {key} names a file outside its folder ({entry}); to allow that, name the settings yourself "
                f"with --config {path}"
            )
