"""``mtcheck serve`` as a process: it says where, ends on Ctrl-C, and leaves nothing of a text behind."""

import os
import re
import signal
import socket
import subprocess
import sys

import pytest
from click.testing import CliRunner

from mtcheck.cli import main
from tests.serve.running import ask

pytestmark = pytest.mark.processes


def test_it_serves_until_it_is_interrupted_and_keeps_nothing(tmp_path, cache_folder):
    folders = {name: tmp_path / name for name in ("home", "tmp", "work")}
    for folder in folders.values():
        folder.mkdir()
    folders["cache"] = cache_folder  # warm, so that the server starts at once
    places = {
        "HOME": folders["home"],
        "XDG_CACHE_HOME": folders["cache"],
        "MTCHECK_CACHE_DIR": folders["cache"],
        "TMPDIR": folders["tmp"],
    }
    environment = {**os.environ, **{name: str(path) for name, path in places.items()}}
    command = [sys.executable, "-m", "mtcheck", "serve", "--port", "0", "--grammar", "off"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment, cwd=folders["work"]) as process:
        try:
            said = process.stderr.readline()
            port = int(re.fullmatch(r"serving http://127\.0\.0\.1:(\d+)/ \(stop with Ctrl-C\)\n", said)[1])
            status, _, body = ask(port, "POST", "/check?name=a.txt", b"Xylographers came on tuesday.")
            assert (status, b"Xylographers" in body) == (200, True)
            process.send_signal(signal.SIGINT)
            assert process.wait(20) == 0
            assert process.stderr.read() == "stopped\n"
        finally:
            process.kill()
    left = [path for folder in folders.values() for path in folder.rglob("*") if path.is_file()]
    assert not [path for path in left if b"xylographers" in path.read_bytes().lower()]


def test_a_port_in_use_is_said():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(main, ["serve", "--grammar", "off", "--port", str(port)])
    assert result.exit_code == 2
    assert f"cannot listen on 127.0.0.1 port {port}: Address already in use" in result.stderr


def test_settings_that_cannot_be_used_are_said():
    result = CliRunner().invoke(main, ["serve", "--ignore", "no.such-rule"])
    assert (result.exit_code, "unknown rule 'no.such-rule'" in result.stderr) == (2, True)


@pytest.mark.parametrize("option", ["--jobs=2", "--baseline=b.json", "--exclude=x", "--input-format=plain", "--quiet"])
def test_there_is_no_option_that_does_nothing(option):
    result = CliRunner().invoke(main, ["serve", option])
    assert (result.exit_code, "No such option" in result.stderr) == (2, True)
