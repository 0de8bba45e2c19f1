"""``--watch``: checked again whenever the file is saved, until it is interrupted."""

import json
import signal
import subprocess
import sys
import threading

import pytest
from click.testing import CliRunner

from mtcheck.cli import main

BAD = "The talks. with the unions resume on Tuesday.\n"


def next_summary(stream):
    """Return the findings up to the next summary line."""
    rows = []
    for line in stream:
        row = json.loads(line)
        if row["type"] == "summary":
            return rows
        rows.append(row["text"])
    raise AssertionError("the command ended")


def hear_interrupts():
    """A process started in the background inherits that interrupts are ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.processes
def test_a_saved_file_is_checked_again(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(BAD)
    command = [sys.executable, "-m", "mtcheck", "check", str(path), "--watch", "--grammar", "off", "--format", "jsonl"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, preexec_fn=hear_interrupts, **pipes) as process:  # noqa: PLW1509
        guard = threading.Timer(90, process.kill)
        guard.start()
        try:
            assert next_summary(process.stdout) == ["."]
            assert "watching" in process.stderr.readline()
            path.write_text("The talks with the unions resume on Tuesday.\n")
            assert next_summary(process.stdout) == []
            path.write_text(BAD + BAD)
            assert len(next_summary(process.stdout)) >= 2
            process.send_signal(signal.SIGINT)
            assert process.wait(20) in {0, 1, 130, -signal.SIGINT}
        finally:
            guard.cancel()
            process.kill()


def test_standard_input_cannot_be_watched():
    result = CliRunner().invoke(main, ["check", "-", "--watch"])
    assert result.exit_code == 2
    assert "cannot watch standard input" in result.stderr


@pytest.mark.processes
def test_reports_are_written_anew_and_set_nothing_off(tmp_path):
    (tmp_path / "a.txt").write_text(BAD)
    report = tmp_path / "report.json"
    command = [sys.executable, "-m", "mtcheck", "check", ".", "--watch", "--grammar", "off", "-o", "report.json"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "cwd": tmp_path}
    with subprocess.Popen(command, preexec_fn=hear_interrupts, **pipes) as process:  # noqa: PLW1509
        guard = threading.Timer(90, process.kill)
        guard.start()
        try:
            assert process.stdout.readline().startswith("1 finding")
            assert "can be fixed" in process.stdout.readline()
            assert "watching" in process.stderr.readline()
            (tmp_path / "a.txt").write_text(BAD.replace("talks.", "talks"))
            assert process.stdout.readline().startswith(
                "No findings"
            )  # the next one is of this change, not of the report
            assert json.loads(report.read_text())["findings"] == []
            process.send_signal(signal.SIGINT)
            process.wait(20)
            assert process.stdout.read() == ""
        finally:
            guard.cancel()
            process.kill()
