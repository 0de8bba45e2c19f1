"""Finds files below what was named and opens them: regular files only, and no link that leads out of a folder."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from mtcheck.core.model import Problem
from mtcheck.core.settings import Config
from mtcheck.input.folders import ENDINGS, LeftOut, Once


class NoFile(OSError):
    """A path that is not read, though it is there: a device, a pipe, a socket; the message says which."""


def find(path: str, config: Config, once: Once) -> Iterator[str | Problem]:
    """Yield a file, or the files of a folder whose endings are known, each once.

    Links to folders are not followed, and links to files only where they stay inside the folder. Folders that cannot be
    looked into are named.
    """
    folder = Path(path)
    if not folder.is_dir():
        yield from [path] * once.new(path)
        return
    out = LeftOut(folder, config)
    found = False
    closed: list[OSError] = []
    for top, names, files in os.walk(folder, onerror=closed.append):
        here = Path(top).relative_to(folder)
        names[:] = sorted(name for name in names if not out.match_file((here / name).as_posix() + "/"))
        for name in sorted(files):
            if Path(name).suffix.lower() in ENDINGS and not out.match_file((here / name).as_posix()):
                found = True
                file = str(Path(top) / name)
                if not inside(file, folder):
                    yield Problem("a link that leads out of the folder; not read", file)
                elif once.new(file):
                    yield file
    yield from (Problem(f"cannot be read: {error.strerror}", str(error.filename)) for error in closed)
    if not found and not closed:
        yield Problem(f"no file to check in it (looked for {', '.join(sorted(ENDINGS))})", path)


def inside(file: str, folder: Path) -> bool:
    """Tell whether a file, links followed, lies in a folder; one that is no link does."""
    return not os.path.islink(file) or Path(file).resolve().is_relative_to(folder.resolve())


def tree_of(file: str, named: str) -> Path:
    """Return the folder that a link may not lead out of: the one that was named, else ours, else the file's own."""
    if Path(named).is_dir():
        return Path(named)
    here = Path.cwd()
    return here if Path(os.path.abspath(file)).is_relative_to(here) else Path(file).parent


def open_regular(path: str) -> IO[bytes]:
    """Open a regular file to read; nothing is waited for.

    Raises:
        NoFile: it is something else.
        OSError: it cannot be opened.
    """
    _regular(os.stat(path).st_mode)  # to open a device can do something already
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        _regular(os.fstat(handle).st_mode)
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def _regular(mode: int) -> None:
    kinds = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}
    if not stat.S_ISREG(mode):
        kind = kinds.get(stat.S_IFMT(mode), "no regular file")
        raise NoFile(0, f"it is {kind}; pipe the text to mtcheck and name - instead")


def read_bytes(path: str, most: int | None = None) -> bytes:
    """Return the bytes of a regular file; with ``most`` at the most one more than that, however it grows meanwhile.

    Raises:
        OSError: it cannot be read.
    """
    with open_regular(path) as stream:
        return stream.read() if most is None else stream.read(most + 1)
