"""The pass against a real server: llama.cpp with SmolLM2, which finds little of sense but keeps to the schema."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtcheck.cli.main import main
from mtcheck.passes.chat.kinds import KINDS

pytestmark = [pytest.mark.chat, pytest.mark.processes]

TEXT = "Yesterday he go to home with his friends, and and they was very happy."


@pytest.fixture(scope="module")
def server():
    """The address of a server of our own; the model is a file that MTCHECK_CHAT_GGUF names."""
    file = os.environ.get("MTCHECK_CHAT_GGUF", "")
    if not Path(file).is_file():
        _absent("MTCHECK_CHAT_GGUF names no model file")
    try:
        import xllamacpp
    except ImportError as error:
        _absent(str(error))
    given = xllamacpp.CommonParams()
    given.model.path = file
    given.n_ctx, given.n_parallel, given.verbosity = 8192, 2, 0
    given.cpuparams.n_threads = given.cpuparams_batch.n_threads = 1  # several wait for each other on a busy machine
    running = xllamacpp.Server(given)
    yield running.listening_address
    del running


def _absent(reason):
    if os.environ.get("CI"):
        pytest.fail(f"must not be skipped in CI: {reason}")
    pytest.skip(reason)


def test_a_run(server, tmp_path):
    (tmp_path / "mtcheck.toml").write_text("chat.request-seconds = 600")
    (tmp_path / "a.txt").write_text(TEXT)
    settings = ["--config", str(tmp_path / "mtcheck.toml"), "--passes", "chat", "--chat-url", server]
    arguments = ["check", str(tmp_path / "a.txt"), *settings, "--format", "json"]
    done = CliRunner().invoke(main, arguments)
    report = json.loads(done.stdout)
    assert report["problems"] == []
    assert done.exit_code in {0, 1}
    assert f"1 piece of text ({len(TEXT)} characters) went to {server}" in done.stderr
    for one in report["findings"]:
        if one["pass"] == "chat":
            assert one["rule"].removeprefix("chat.") in KINDS
            assert one["suggestions"][0] != one["text"]
    again = CliRunner().invoke(main, arguments)
    assert json.loads(again.stdout) == report
    assert "went to" not in again.stderr
