"""Runs a command for as long as someone wants it, then kills it: a program of its own, standard library only.

``guard.py pipe COMMAND…``: until standard input ends. The starter holds the other end, so the command ends with
the starter however that ends, SIGKILL included; a copy of that end in a forked child does not keep it alive,
because a change of parent counts as an end too.
``guard.py FILE SECONDS COMMAND…``: until the file is gone or has not been touched for so long.
"""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path


def _die_with_guard() -> None:
    """Have Linux kill the command should this very process be killed."""
    ctypes.CDLL(None).prctl(1, 9)  # PR_SET_PDEATHSIG, SIGKILL


def _read_to_end() -> None:
    while os.read(0, 4096):
        pass


def _fresh(file: Path, seconds: float) -> bool:
    try:
        return time.time() - file.stat().st_mtime < seconds
    except OSError:
        return False


def _guard(command: list[str], wanted: Callable[[], bool], *, pipe: bool) -> int:
    done = threading.Event()

    def until(action: Callable[[], object]) -> None:
        action()
        done.set()

    signal.signal(signal.SIGTERM, lambda *_: done.set())
    before = _die_with_guard if sys.platform == "linux" else None
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, preexec_fn=before)  # noqa: S603, PLW1509
    for action in (child.wait, _read_to_end) if pipe else (child.wait,):
        threading.Thread(target=until, args=(action,), daemon=True).start()
    while not done.wait(1) and wanted():
        pass
    code = child.poll()
    if code is None:
        child.kill()
        child.wait()
    return 0 if code is None else code & 0xFF


def main(arguments: list[str]) -> int:
    """Run the command and return its exit code, or 0 if it was no longer wanted."""
    if arguments[0] == "pipe":
        parent = os.getppid()
        return _guard(arguments[1:], lambda: os.getppid() == parent, pipe=True)
    file, seconds = Path(arguments[0]), float(arguments[1])
    try:
        return _guard(arguments[2:], lambda: _fresh(file, seconds), pipe=False)
    finally:
        file.unlink(missing_ok=True)


if __name__ == "__main__":
    # Not sys.exit: a thread may still be blocked in reading standard input.
    os._exit(main(sys.argv[1:]))
