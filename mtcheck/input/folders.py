"""What of a folder is looked at: every kind of file that can be read, save what is left out by name or .gitignore."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

from mtcheck.core.settings import Config
from mtcheck.input import containers, formats

ALWAYS_OUT = [".git/", ".hg/", ".svn/", "node_modules/", ".venv/", "__pycache__/", ".tox/"]

ENDINGS = frozenset({*formats.ENDINGS, *containers.ENDINGS})
"""The endings that a folder is searched for."""


class LeftOut:
    """Tells what of a folder is left out: what the settings name, and what git ignores there."""

    def __init__(self, folder: Path, config: Config) -> None:
        """Read the .gitignore files of the folders above, up to the top of the repository."""
        self._own = _read([*ALWAYS_OUT, *config.exclude])
        self._folder = folder
        self._base = Path(os.path.abspath(folder))
        self._top = _top(self._base) if config.gitignore else None
        self._specs: dict[Path, GitIgnoreSpec | None] = {}
        self._reads = config.gitignore

    def match_file(self, path: str) -> bool:
        """Tell whether a path below the folder, with a slash at its end if it is a folder, is left out."""
        return self._own.match_file(path) or (self._reads and self._ignored(path))

    def _ignored(self, path: str) -> bool:
        """Ask the .gitignore files from the nearest up; the first that says something decides."""
        whole = self._base / path
        end = "/" if path.endswith("/") else ""
        for folder in whole.parents:
            spec = self._spec(folder)
            if spec is not None:
                said = spec.check_file((whole.relative_to(folder)).as_posix() + end).include
                if said is not None:
                    return bool(said)
            if folder == (self._top or self._base):
                break
        return False

    def _spec(self, folder: Path) -> "GitIgnoreSpec | None":
        if folder not in self._specs:
            lines = [*_lines(folder / ".gitignore")]
            if folder == self._top:
                lines = [*_lines(folder / ".git" / "info" / "exclude"), *lines]
            self._specs[folder] = _read(lines) if lines else None
        return self._specs[folder]


def _read(lines: list[str]) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)


def _top(folder: Path) -> Path | None:
    """Return the folder at or above that holds a repository."""
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), None)


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []


class Once:
    """Remembers files by what they are, so that one that is named twice is read once."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def new(self, path: str) -> bool:
        """Tell whether a file was not met with before; what is no file is always new."""
        name = path if path == "-" else os.path.realpath(path)
        if name in self._seen:
            return False
        self._seen.add(name)
        return True
