"""Starts and stops LanguageTool's server on this machine.

The server listens on the loopback address only (its own default without ``--public``) and is never started
directly but under ``guard``, so that no Java outlives us.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from mtcheck.core.engines import Settings
from mtcheck.passes import Unavailable
from mtcheck.passes.languagetool import client, wrapper
from mtcheck.passes.languagetool.find import Installation

GUARD = Path(__file__).with_name("guard.py")
HOST = "127.0.0.1"
_PORTS = 3
_POLL = 0.05


class Server:
    """A running engine; made by ``start``."""

    def __init__(self, url: str, process: "subprocess.Popen[bytes]") -> None:
        """Hold the address and the guard."""
        self.url = url
        self._process = process

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def detach(self) -> None:
        """Let it run on when we end."""
        self._process.returncode = 0  # else Popen complains that nobody waited for it

    def stop(self) -> None:
        """End it, however it is."""
        if self._process.stdin:
            self._process.stdin.close()
        else:
            self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def start(
    installation: Installation, settings: Settings, *, keep: Sequence[str] = (), log: Path | None = None
) -> Server:
    """Start an engine and wait until it answers.

    By itself it ends when we do; ``keep``, further words for the guard, says otherwise.

    Raises:
        Unavailable: it does not start; the message says why and what to do.
    """
    for attempt in range(_PORTS):
        with _output(log) as output:
            try:
                return _start(installation, settings, keep, output)
            except _Failed as failure:
                said = _said(output)
                taken = "Address already in use" in said or "BindException" in said
                if not taken or attempt == _PORTS - 1:
                    raise Unavailable(_why(installation, str(failure), said)) from failure
    raise AssertionError("unreachable")


class _Failed(Exception):
    """The server did not come up."""


def _output(log: Path | None) -> IO[bytes]:
    return tempfile.TemporaryFile() if log is None else log.open("w+b")


def _start(installation: Installation, settings: Settings, keep: Sequence[str], output: IO[bytes]) -> Server:
    port = _free_port()
    command, config = wrapper.server_command(installation.jar, port, _server_settings(settings))
    try:
        java = [command[0], *_java_options(settings, lasting=bool(keep)), *command[1:]]
        guarded = [sys.executable, "-I", "-S", str(GUARD), *(keep or ("pipe",)), *java]
        process = subprocess.Popen(  # noqa: S603
            guarded,
            stdin=subprocess.DEVNULL if keep else subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=os.name == "posix",  # Ctrl-C in the terminal is ours to handle, not the guard's
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        server = Server(f"http://{HOST}:{port}", process)
        try:
            _wait(server, settings.start_seconds)
        except BaseException:
            server.stop()
            raise
        return server
    finally:
        config.unlink(missing_ok=True)


def _wait(server: Server, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if client.healthy(server.url, 2) and server.alive:
            return
        if not server.alive:
            raise _Failed("ended while starting")
        time.sleep(_POLL)
    raise _Failed(f"was not ready within {seconds:g} s; raise start-seconds in the settings if the machine is slow")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _server_settings(settings: Settings) -> dict[str, int | bool]:
    """Return the server's settings; without the cache every request would build a pipeline, at a check's cost."""
    return {
        "maxCheckThreads": settings.parallel,
        "maxCheckTimeMillis": int(settings.request_seconds * 1000),
        "pipelineCaching": True,
        "maxPipelinePoolSize": settings.parallel,
        "pipelineExpireTimeInSeconds": 24 * 3600,
    }


def _java_options(settings: Settings, *, lasting: bool) -> list[str]:
    """Return Java's own options.

    The serial collector needs least memory and no threads of its own. A server for one run compiles quickly
    rather than well: that halves the work before the first answer and costs only above some 100,000 words.
    """
    options = [f"-Xmx{settings.heap_mb}m", "-XX:+UseSerialGC", "-Djava.net.preferIPv4Stack=true"]
    return options if lasting else [*options, "-XX:TieredStopAtLevel=1"]


def _said(output: IO[bytes]) -> str:
    output.seek(0)
    return output.read()[-4000:].decode("utf-8", "replace")


def _why(installation: Installation, failure: str, said: str) -> str:
    """Say why it did not start; its own words matter only once Java itself is right."""
    trouble = wrapper.java_trouble(installation.version)
    if trouble:
        return trouble
    if "Could not reserve enough space" in said or "OutOfMemoryError" in said:
        return f"LanguageTool {failure}: not enough memory; change heap-mb in the settings"
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    last = f" (it said: {lines[-1][:200]})" if lines else ""
    return f"LanguageTool in {installation.home} {failure}{last}"
