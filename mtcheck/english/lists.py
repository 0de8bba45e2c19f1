"""Word lists: ``lists/<name>.txt`` in a pack folder, one entry a line, ``#`` for remarks."""

from functools import cache
from pathlib import Path

from mtcheck.core.places import builtin_rules


def read_list(path: Path) -> frozenset[str]:
    """Return the entries of a list file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(entry for line in lines if (entry := line.partition("#")[0].strip()))


@cache
def words(name: str, language: str = "en") -> frozenset[str]:
    """Return the entries of a list that comes with mtcheck for a language.

    Raises:
        FileNotFoundError: there is no such list.
    """
    return read_list(builtin_rules(language) / "lists" / f"{name}.txt")
