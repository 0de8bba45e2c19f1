"""Folders for this user alone: what is read back from one was written by this user, so it may be believed."""

import os
import stat
from pathlib import Path


def make_private(folder: Path) -> bool:
    """Make a folder that only this user can enter, and tell whether what lies in it can be trusted.

    Raises:
        OSError: it cannot be made.
    """
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    return is_private(folder)


def is_private(path: Path) -> bool:
    """Tell whether a file or folder is this user's, and nobody else can change it or put another in its place."""
    if os.name != "posix":
        return True  # a user's cache folder lies in a profile that the system keeps from others
    try:
        path = path.absolute()
        return _mine(path.lstat()) and all(_kept_by(folder.stat()) for folder in path.resolve().parents)
    except OSError:
        return False


def _mine(known: os.stat_result) -> bool:
    kind = stat.S_ISREG(known.st_mode) or stat.S_ISDIR(known.st_mode)
    return kind and known.st_uid == os.geteuid() and not _open_to_others(known)


def _kept_by(known: os.stat_result) -> bool:
    """Tell whether only this user and the system's own can rename what lies in a folder."""
    return known.st_uid in {0, os.geteuid()} and (bool(known.st_mode & stat.S_ISVTX) or not _open_to_others(known))


def _open_to_others(known: os.stat_result) -> bool:
    if known.st_mode & stat.S_IWOTH:
        return True
    return bool(known.st_mode & stat.S_IWGRP) and not _own_group(known.st_gid)


def _own_group(group: int) -> bool:
    """Tell whether a group is this user's private one, as many systems make it."""
    import grp
    import pwd

    try:
        user = pwd.getpwuid(os.geteuid())
        return user.pw_gid == group and set(grp.getgrgid(group).gr_mem) <= {user.pw_name}
    except KeyError:
        return False
