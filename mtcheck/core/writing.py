"""Writes files whole or not at all, and as what they were: owner, mode, links and attributes kept."""

import errno
import os
import stat
import tempfile
from pathlib import Path


class NotWritten(OSError):
    """A file that is left as it was, because replacing it would harm something; the message says what."""

    def __init__(self, reason: str) -> None:
        """Hold the reason where an operating system's error has it."""
        super().__init__(errno.EPERM, reason)


def write_atomically(path: Path, data: bytes, *, mode: int | None = None) -> None:
    """Replace a file in one step, keeping owner, mode and extended attributes; a link is followed, not replaced.

    At any moment the path holds the old bytes or the new ones. A new file gets ``mode``, or what the mask leaves.

    Raises:
        NotWritten: the file is write-protected, has other hard links, or is none; it is then as it was.
        OSError: the file cannot be written; it is then as it was.
    """
    path = path.resolve()
    known = _writable(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", dir=path.parent)
    try:
        try:
            _pour(handle, data)
            _adopt(handle, path, known, mode)
            os.fsync(handle)
        finally:
            os.close(handle)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _writable(path: Path) -> os.stat_result | None:
    """Return what is known of a file that may be replaced, or None where there is none yet."""
    try:
        known = path.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(known.st_mode):
        raise NotWritten("not a regular file")
    if not known.st_mode & 0o222 or not os.access(path, os.W_OK):
        raise NotWritten("it is write-protected")
    if known.st_nlink > 1:
        raise NotWritten("it has other hard links, which replacing it would cut off")
    return known


def _pour(handle: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]


def _adopt(handle: int, path: Path, known: os.stat_result | None, mode: int | None) -> None:
    """Give a new file the owner, the attributes and the mode of the one that it replaces."""
    if known is None:
        if mode is None:
            mask = os.umask(0)
            os.umask(mask)
            mode = 0o666 & ~mask
        os.chmod(handle, mode) if os.chmod in os.supports_fd else None
        return
    if os.name != "posix":
        return
    mine = os.fstat(handle)
    if (mine.st_uid, mine.st_gid) != (known.st_uid, known.st_gid):
        try:
            os.fchown(handle, known.st_uid, known.st_gid)
        except PermissionError as error:
            raise NotWritten("its owner or group could not be kept") from error
    os.fchmod(handle, stat.S_IMODE(known.st_mode))
    if hasattr(os, "listxattr"):
        _copy_attributes(handle, path)


def _copy_attributes(handle: int, path: Path) -> None:
    try:
        for name in os.listxattr(path):
            value = os.getxattr(path, name)
            if name not in os.listxattr(handle) or os.getxattr(handle, name) != value:
                os.setxattr(handle, name, value)
    except OSError as error:
        if error.errno not in {errno.ENOTSUP, errno.ENODATA}:
            raise NotWritten(f"its extended attributes could not be kept ({error.strerror})") from error


def _sync_folder(folder: Path) -> None:
    """Bring the new name itself to the disk, where the system lets a folder be opened."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        return  # some network file systems cannot; the rename itself is done
    finally:
        os.close(handle)
