"""Standard output as it may be: a terminal without every letter, a pipe that is closed, a full device."""

import contextlib
import os
import sys
from collections.abc import Callable
from typing import Any

EXIT_CLOSED = 1
"""What click ends with when nobody reads on."""
EXIT_FULL = 2


def guarded(call: Callable[..., Any], *args: Any, **extra: Any) -> Any:
    """Call what writes to standard output; letters it does not have are escaped, and failures end in one line."""
    _escape()
    try:
        result = call(*args, **extra)
        sys.stdout.flush()
    except SystemExit as end:
        raise SystemExit(_flushed(end.code)) from None
    except OSError as error:
        raise SystemExit(_failed(error)) from None
    return result


def put(text: str) -> None:
    """Write to standard output in the encoding that it has; click would take ASCII for a mistake and write UTF-8."""
    sys.stdout.write(text)
    sys.stdout.flush()


def _escape() -> None:
    if hasattr(sys.stdout, "reconfigure") and "utf" not in (sys.stdout.encoding or "").lower():
        sys.stdout.reconfigure(errors="backslashreplace")


def _flushed(code: Any) -> Any:
    try:
        sys.stdout.flush()
    except OSError as error:
        return _failed(error)
    return code


def _failed(error: OSError) -> int:
    """Say why, and let nothing be written when Python ends; return the exit code."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return EXIT_CLOSED
    sys.stderr.write(f"mtcheck: standard output cannot be written: {error.strerror or error}\n")
    return EXIT_FULL
