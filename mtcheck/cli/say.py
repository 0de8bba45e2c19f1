"""What the commands print: made harmless, and whole or not at all."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click

from mtcheck.core.errors import UserError
from mtcheck.core.faults import described
from mtcheck.core.visible import visible
from mtcheck.output import harmless

EXIT_PROBLEM = 2
EXIT_INTERRUPTED = 130


def say(text: str, *, end: str = "\n") -> None:
    """Print text to standard output, without what steers a terminal or is an order to a host."""
    click.echo(harmless.people(text) + end, nl=False)


def warn(message: str) -> None:
    """Print one line to standard error."""
    click.echo(harmless.people(f"mtcheck: {visible(message)}"), err=True)


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
            sys.stdout.flush()
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException:
        raise
    except (KeyboardInterrupt, click.Abort):
        sys.exit(EXIT_INTERRUPTED)
    except OSError as error:
        _unprinted(error)
    except UserError as error:
        warn(str(error))
        sys.exit(EXIT_PROBLEM)
    except Exception as error:  # noqa: BLE001  (a traceback ends with the exit code of findings)
        warn(described(error))
        sys.exit(EXIT_PROBLEM)


def _unprinted(error: OSError) -> None:
    """Leave quietly where nobody reads; nothing more is printed when the process ends."""
    with suppress(OSError, ValueError):
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, sys.stdout.fileno())
        os.close(silent)
    if error.errno != errno.EPIPE:
        with suppress(OSError):
            warn(f"cannot go on: {error.strerror or error}")
    sys.exit(EXIT_PROBLEM)
