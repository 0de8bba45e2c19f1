"""The command line: ``mtcheck check``, ``fix``, ``explain``, ``selftest``."""

from mtcheck.cli.main import main

__all__ = ["main"]
