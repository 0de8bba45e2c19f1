"""The built wheel carries the rules and works from another folder."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import msgspec
import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.processes
def test_the_wheel_checks_a_text_from_another_folder(tmp_path):
    run = subprocess.run
    run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(tmp_path / "dist"), str(ROOT)], check=True)
    (wheel,) = (tmp_path / "dist").glob("mtcheck-*.whl")
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    run([str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", str(wheel)], check=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.txt").write_text("The talks. with the unions resume on Tuesday.\n")
    command = [str(python), "-I", "-m", "mtcheck", "check", "a.txt", "--format", "json", "--output", "page.html"]
    environment = os.environ | {"MTCHECK_CACHE_DIR": str(tmp_path / "cache")}
    done = run(command, cwd=elsewhere, capture_output=True, text=True, env=environment)
    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["findings"][0]["suggestions"][0] == ""
    (store,) = (tmp_path / "cache").glob("rules-*.msgpack")
    assert not msgspec.msgpack.decode(store.read_bytes()[32:])["made"]  # it all came with the wheel
    assert '<mark id="m0"' in (elsewhere / "page.html").read_text(encoding="utf-8")
