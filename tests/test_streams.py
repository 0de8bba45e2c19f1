"""Where the output goes: terminals that lack letters or colour, closed pipes, full devices."""

import json
import os
import subprocess
import sys

import pytest

from mtcheck.cli import look

pytestmark = pytest.mark.processes

COMMAND = [sys.executable, "-m", "mtcheck"]
BAD = "“The talks. with the unions resume.” → on Tuesday.\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "mtcheck.toml").write_text('grammar = "off"\n', encoding="utf-8")
    return tmp_path


def run(folder, *words, out=subprocess.PIPE, **environment):
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR", "TERM"}}
    return subprocess.run(
        [*COMMAND, *words], cwd=folder, stdout=out, stderr=subprocess.PIPE, env=kept | environment, check=False
    )


@pytest.mark.parametrize("words", [["check"], ["fix"], ["explain", "--list"], ["check", "--format", "json"]])
def test_a_full_device_ends_in_one_line(folder, words):
    with open("/dev/full", "wb") as full:
        done = run(folder, *words, out=full)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1] == (
        "mtcheck: standard output cannot be written: No space left on device"
    )
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@pytest.mark.parametrize("words", [["check"], ["fix"], ["explain", "--markdown"], ["check", "--format", "sarif"]])
def test_a_closed_pipe_ends_quietly(folder, words):
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = run(folder, *words, out=writer)
    finally:
        os.close(writer)
    assert done.returncode == 2
    assert done.stderr in {b"", b"a.txt: 1 fixed, 0 left\n"}


@pytest.mark.parametrize(
    ("words", "encoding", "shown"),
    [
        (["check"], "ascii", 'clause before "with"; remove it.'),
        (["check"], "ascii", "\\u201cThe talks. with the unions resume.\\u201d \\u2192 on"),
        (["check"], "ascii", "fix: talks. -> talks"),
        (["check"], "cp1252", "“The talks. with the unions resume.” \\u2192 on"),
        (["fix"], "ascii", "+\\u201cThe talks with"),
        (["fix", "--diff", "words"], "latin-1", "\\u201cThe [-talks.-]{+talks+} with the"),
        (["explain", "quotes.closing-flipped"], "latin-1", "\\u201c"),
    ],
)
def test_a_terminal_without_the_letters_gets_others(folder, words, encoding, shown):
    done = run(folder, *words, PYTHONIOENCODING=encoding)
    assert b"Traceback" not in done.stderr
    assert shown in done.stdout.decode(encoding)


def test_a_report_for_machines_is_utf_8_whatever_the_terminal_is(folder):
    done = run(folder, "check", "--format", "json", PYTHONIOENCODING="ascii")
    assert "“with”" in json.loads(done.stdout.decode("utf-8"))["findings"][0]["message"]


@pytest.mark.parametrize(
    ("words", "environment", "colour"),
    [
        ([], {}, False),
        ([], {"FORCE_COLOR": "1", "TERM": "xterm"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1", "TERM": "xterm"}, False),
        ([], {"FORCE_COLOR": "1", "TERM": "dumb"}, False),
        (["--color"], {"NO_COLOR": "1"}, True),
        (["--no-color"], {"FORCE_COLOR": "1", "TERM": "xterm"}, False),
    ],
)
def test_colour_is_the_users_to_say(folder, words, environment, colour):
    assert (b"\x1b[" in run(folder, "check", *words, **environment).stdout) is colour


@pytest.mark.parametrize("width", [50, 110])
def test_the_width_is_the_terminals(folder, width):
    (folder / "a.txt").write_text("word " * 60 + "talks. with the unions " + "word " * 60)
    lines = run(folder, "check", "-q", COLUMNS=str(width)).stdout.decode().splitlines()
    assert width - 14 <= max(map(len, lines)) <= width


def test_a_look_that_is_not_drawn_has_the_usual_width():
    assert look.bare(None) == look.Look()
