"""The bar that a person sees on a terminal, and nobody elsewhere."""

import io
import sys

from mtcheck.cli.progress import progress
from mtcheck.core.telling import tell_nobody


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_slow_passes_are_seen_on_a_terminal(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    with progress([1, 2], quiet=False) as (items, tell):
        assert list(items) == [1, 2]
        tell("words read by the model", 120, 1500)
        tell("words read by the model", 900, 1500)
    shown = sys.stderr.getvalue()
    assert "2 texts" in shown
    assert "900 of 1,500" in shown


def test_nothing_is_shown_elsewhere(monkeypatch):
    for terminal, quiet in ((io.StringIO(), False), (Terminal(), True)):
        monkeypatch.setattr(sys, "stderr", terminal)
        with progress([1], quiet=quiet) as (items, tell):
            assert list(items) == [1]
            assert tell is tell_nobody
        assert terminal.getvalue() == ""
