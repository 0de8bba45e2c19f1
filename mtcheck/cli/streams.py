"""Standard output as it may be: a terminal without every letter, a pipe that is closed, a full device."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click

EXIT_PROBLEM = 2
EXIT_INTERRUPTED = 130


class Unprinted(Exception):
    """What should have gone to standard output could not; the cause is the ``OSError``."""


def put(text: str) -> None:
    """Write to standard output in the encoding that it has; click would take ASCII for a mistake and write UTF-8.

    Raises:
        Unprinted: nobody reads, or there is no room.
    """
    with printing():
        sys.stdout.write(text)
        sys.stdout.flush()


def put_bytes(data: bytes) -> None:
    """Write bytes to standard output, whatever its encoding is.

    Raises:
        Unprinted: nobody reads, or there is no room.
    """
    with printing():
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


@contextmanager
def printing() -> Iterator[None]:
    """Tell failures to print from other faults of the system.

    Raises:
        Unprinted: in place of the ``OSError``.
    """
    try:
        yield
    except OSError as error:
        raise Unprinted from error


@contextmanager
def read_to_the_end() -> Iterator[None]:
    """Take a closed pipe for standard output's, before click ends with the exit code of findings over it.

    Raises:
        Unprinted: nobody reads.
    """
    try:
        yield
    except BrokenPipeError as error:
        raise Unprinted from error


@contextmanager
def ended() -> Iterator[None]:
    """End a command as its user expects, whatever comes up inside: no traceback, and no exit code that means findings.

    A reader that went away, a full disk, and faults of our own are exit code 2; Ctrl-C is 130.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        try:
            yield
        finally:
            with printing():
                sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort) as error:
        sys.exit(_unanswered() if isinstance(error.__context__, EOFError) else EXIT_INTERRUPTED)
    except Exception as error:  # noqa: BLE001  (a traceback ends with the exit code of findings)
        if isinstance(error, Unprinted):
            _silence()
        _say(error)
        sys.exit(EXIT_PROBLEM)


def _silence() -> None:
    """Let nothing more be written when the process ends."""
    with suppress(OSError, ValueError, AttributeError):
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, sys.stdout.fileno())
        os.close(silent)


def _unanswered() -> int:
    """Say that a question was asked and the input ended; click tells it from Ctrl-C by the context alone."""
    from mtcheck.cli.say import warn

    warn("no answer: the input ended; what was asked about is left as it was")
    return EXIT_PROBLEM


def _say(error: Exception) -> None:
    from mtcheck.cli.say import warn
    from mtcheck.core.errors import UserError
    from mtcheck.core.faults import described

    cause = error.__cause__
    if isinstance(cause, OSError) and isinstance(error, Unprinted):
        if cause.errno == errno.EPIPE:
            return
        said = f"standard output cannot be written: {cause.strerror or cause}"
    elif isinstance(error, OSError):
        said = f"cannot go on: {error.strerror or error}"
    else:
        said = str(error) if isinstance(error, UserError) else described(error)
    with suppress(OSError):
        warn(said)
