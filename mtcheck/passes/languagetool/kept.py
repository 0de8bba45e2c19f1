"""A server kept running between runs: ``mtcheck languagetool start`` and ``stop``.

``server.json`` in the cache folder says where it is. Its life hangs on another file, the lease: the guard ends it
when the lease goes, or has lain untouched for the idle time; every use touches it. No process is ever looked up
by number, so none but ours can be hit.
"""

import os
import time
from pathlib import Path
from uuid import uuid4

import msgspec

from mtcheck.core.engines import Settings
from mtcheck.core.private import is_private, make_private
from mtcheck.core.trust import is_loopback
from mtcheck.passes.languagetool import client, find, server
from mtcheck.passes.languagetool.find import Installation

IDLE_SECONDS = 4 * 3600.0
_GONE_SECONDS = 5.0


class State(msgspec.Struct, frozen=True):
    """What is known of a kept server."""

    url: str
    home: str
    stamp: int
    lease: str


def current() -> State | None:
    """Return the server that was started last, running or not."""
    try:
        if not is_private(_file()):
            return None  # the text would go where somebody else says
        state = msgspec.json.decode(_file().read_bytes(), type=State)
        return state if is_loopback(state.url) else None
    except (OSError, ValueError, msgspec.DecodeError):
        return None


def in_use(installation: Installation) -> str | None:
    """Return the address of the kept server, if it runs the given engine; a stale one is cleared away."""
    state = current()
    if state is None:
        return None
    if not fresh(state, installation):
        stop()
        return None
    os.utime(state.lease)
    return state.url


def fresh(state: State, installation: Installation) -> bool:
    """Tell whether the server still answers and the engine on disk is the one that it runs."""
    same = (state.home, state.stamp) == (str(installation.home), installation.stamp)
    return same and Path(state.lease).exists() and client.healthy(state.url, 5)


def start(installation: Installation, settings: Settings, idle_seconds: float = IDLE_SECONDS) -> tuple[str, bool]:
    """Return the address of a kept server, and whether it was started just now.

    Raises:
        Unavailable: it does not start.
    """
    url = in_use(installation)
    if url:
        return url, False
    stop()
    folder = find.cache_folder()
    make_private(folder)
    lease = folder / f"server-{uuid4().hex}.lease"
    lease.touch(mode=0o600)
    try:
        keep = (str(lease), str(idle_seconds))
        running = server.start(installation, settings, keep=keep, log=folder / "server.log")
        _write(State(running.url, str(installation.home), installation.stamp, str(lease)))
    except BaseException:
        lease.unlink(missing_ok=True)
        raise
    running.detach()
    return running.url, True


def stop() -> bool:
    """End every kept server, also any whose state was lost; tell whether there was one."""
    state = current()
    _file().unlink(missing_ok=True)
    leases = list(find.cache_folder().glob("server-*.lease"))
    for lease in leases:
        lease.unlink(missing_ok=True)
    if state is not None:
        _wait_until_gone(state.url)
    return bool(leases)


def _wait_until_gone(url: str) -> None:
    end = time.monotonic() + _GONE_SECONDS
    while client.healthy(url, 1) and time.monotonic() < end:
        time.sleep(0.1)


def _file() -> Path:
    return find.cache_folder() / "server.json"


def _write(state: State) -> None:
    new = _file().with_suffix(".new")
    new.write_bytes(msgspec.json.encode(state))
    new.chmod(0o600)
    new.replace(_file())
