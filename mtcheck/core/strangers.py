"""What a settings file may not say that the user did not name, since a stranger may have written it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mtcheck.core.addresses import is_here

SERVERS = {"languagetool-url": ("languagetool", "url"), "chat-url": ("chat", "url")}
"""Options that name a server which texts are sent to, and where a file names it."""


def outside(keys: tuple[str, ...], table: Mapping[str, Any], path: Path) -> Iterator[str]:
    """Yield what names a file outside the folder of the settings file, with what the user can do."""
    folder = path.parent.resolve()
    for key in keys:
        value = table.get(key, [])
        for entry in [value] if isinstance(value, str) else value if isinstance(value, list) else []:
            if isinstance(entry, str) and not Path(entry).resolve().is_relative_to(folder):
                yield (
                    f"{path}: {key} names a file outside its folder ({entry}); to allow that, name the settings "
                    f"yourself with --config {path}"
                )


def elsewhere(table: Mapping[str, Any], overrides: Mapping[str, Any], path: Path) -> Iterator[str]:
    """Yield what names a server on another machine, unless the user names one beside the file."""
    for option, (name, key) in SERVERS.items():
        given, over = table.get(name), overrides.get(name)
        url = given.get(key) if isinstance(given, dict) else None
        named = overrides.get(option) is not None or (isinstance(over, dict) and key in over)
        if isinstance(url, str) and not named and not is_here(url):
            yield (
                f"{path}: [{name}] names a server that is not on this machine ({url}), and texts would be sent there; "
                f"to allow that, give --{option} {url}, or name the settings yourself with --config {path}"
            )
