"""Edits of the settings file that an editor's action asks for; all else in the file stays as it is written."""

from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array
from tomlkit.toml_document import TOMLDocument

from mtcheck.core.settings import ConfigError

NEW = "mtcheck.toml"


def with_entry(path: Path, text: str, key: str, value: str) -> str:
    """Return the text of a settings file with a value added to a list such as ``accept`` or ``ignore``.

    Raises:
        ConfigError: the file is no TOML, or the key holds no list.
    """
    try:
        document = tomlkit.parse(text)
    except TOMLKitError as error:
        raise ConfigError(f"{path}: {error}") from error
    table = _own(document) if path.name == "pyproject.toml" else document
    entries = table.setdefault(key, tomlkit.array()) if hasattr(table, "setdefault") else None
    if not isinstance(entries, Array):
        raise ConfigError(f"{path}: {key!r} is no list")
    if value not in entries:
        table[key].append(value)
    return tomlkit.dumps(document)


def _own(document: TOMLDocument) -> TOMLDocument:
    tool = document.setdefault("tool", tomlkit.table(is_super_table=True))
    own: TOMLDocument = tool.setdefault("mtcheck", tomlkit.table())
    return own
