"""The bar that a person sees on a terminal, and nobody elsewhere."""

import io
import sys

from mtcheck.cli.progress import progress
from mtcheck.core.settings import Config
from mtcheck.core.telling import tell_nobody
from mtcheck.run.checker import TextChecker
from mtcheck.run.correct import How, corrections


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_slow_passes_are_seen_on_a_terminal(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    with progress(quiet=False) as bar:
        assert list(bar.counted([1, 2])) == [1, 2]
        bar.tell("words read by the model", 120, 1500)
        bar.tell("words read by the model", 900, 1500)
    shown = sys.stderr.getvalue()
    assert "2 texts" in shown
    assert "900 of 1,500" in shown


def test_fixing_shows_what_slow_passes_tell(monkeypatch, tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("He is here .\n")
    heard = []

    def passes(self, setup):
        setup.tell("words", 3, 4)
        return made(self, setup)

    made = TextChecker._passes
    monkeypatch.setattr(TextChecker, "_passes", passes)
    (one,) = corrections([str(path)], Config(passes=[]), How(tell=lambda *said: heard.append(said)))
    assert (one.applied, heard) == (1, [("words", 3, 4)])


def test_nothing_is_shown_elsewhere(monkeypatch):
    for terminal, quiet in ((io.StringIO(), False), (Terminal(), True)):
        monkeypatch.setattr(sys, "stderr", terminal)
        with progress(quiet=quiet) as bar:
            assert list(bar.counted([1])) == [1]
            assert bar.tell is tell_nobody
        assert terminal.getvalue() == ""
