"""The life of a server: nothing of it is left, however its user ends."""

import os
import signal
import subprocess
import sys
import textwrap
import time

import pytest

from mtcheck.core.engines import Settings
from mtcheck.passes.languagetool import find, kept, server
from mtcheck.passes.languagetool.engine import LanguageToolPass

from .conftest import alive, document, wait_until

pytestmark = [pytest.mark.processes, pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")]

USER = """
    import os, sys, threading, time
    import signal
    # Started in the background or by nohup, a process inherits that these are ignored.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    from mtcheck.passes.languagetool import find
    from mtcheck.core.engines import Settings
    from mtcheck.passes.languagetool.engine import LanguageToolPass
    from types import SimpleNamespace as N
    from mtcheck.core.model import Span

    text = N(prose="It is an test.", blocks=(N(span=Span(0, 14), kind="paragraph"),))
    with LanguageToolPass(Settings()) as one:
        assert len(list(one.check(text))) == 1
        print("ready", flush=True)
        {act}
"""


def user(act):
    """Start a program that checks a text and then does something."""
    code = textwrap.dedent(USER).format(act=act)
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_killed(java, how):
    with user("time.sleep(600)") as process:
        assert len(java.running()) == 1
        process.send_signal(how)
        process.wait(20)
        wait_until(lambda: not java.running())


@pytest.mark.parametrize("act", ["pass", "sys.exit(3)", "os._exit(3)", "os.abort()", "raise ValueError"])
def test_ended(java, act):
    with user(act) as process:
        process.wait(20)
        wait_until(lambda: not java.running())


def test_interrupted_in_a_request(java):
    with user("list(one.check(N(prose='slow', blocks=(N(span=Span(0, 4), kind='paragraph'),))))") as process:
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        process.wait(10)
        wait_until(lambda: not java.running())


def test_interrupted_while_starting(java):
    java.does("mute")
    code = textwrap.dedent(USER).format(act="pass")
    with subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL) as process:
        wait_until(java.running)
        process.send_signal(signal.SIGINT)
        process.wait(10)
        wait_until(lambda: not java.running())


def test_killed_with_a_forked_child_that_lives_on(java):
    with user("os.write(1, b'%d\\n' % os.fork()); time.sleep(60)") as process:
        child = max(int(process.stdout.readline()), int(process.stdout.readline()))
        process.kill()
        process.wait(20)
        wait_until(lambda: not java.running())
        assert alive(child)
        os.kill(child, signal.SIGKILL)


def test_the_guard_is_killed(java):
    with LanguageToolPass(Settings()) as one:
        assert len(list(one.check(document("It is an test.")))) == 1
        guard = one._session._server._process
        guard.kill()
        guard.wait()
        wait_until(lambda: not java.running())
        assert len(list(one.check(document("It is an test.")))) == 1  # started again
    assert java.running() == []


def test_the_command(java):
    with LanguageToolPass(Settings(heap_mb=512, threads=3, request_seconds=7)) as one:
        list(one.check(document("It is an test.")))
    [start] = java.starts
    assert "-Xmx512m" in start["argv"]
    assert "--public" not in start["argv"]
    assert "-XX:TieredStopAtLevel=1" in start["argv"]
    assert "maxCheckThreads=3\n" in start["config"]
    assert "maxCheckTimeMillis=7000\n" in start["config"]
    assert "pipelineCaching=true\n" in start["config"]
    assert not os.path.exists(start["argv"][start["argv"].index("--config") + 1])


def test_the_server_listens_on_loopback_only(java):
    running = server.start(find.find(), Settings())
    assert running.url.startswith("http://127.0.0.1:")
    running.stop()
    assert not running.alive


# Kept between runs


def test_kept_and_used_and_stopped(java):
    url, new = kept.start(find.find(), Settings())
    assert new
    assert kept.start(find.find(), Settings()) == (url, False)
    with LanguageToolPass() as one:
        assert len(list(one.check(document("It is an test.")))) == 1
        assert one._session.connect() == url
    assert len(java.running()) == len(java.starts) == 1
    assert "-XX:TieredStopAtLevel=1" not in java.starts[0]["argv"]
    assert kept.stop()
    wait_until(lambda: not java.running())
    assert not kept.stop()
    assert [path.name for path in find.cache_folder().iterdir()] == ["server.log"]


def kill_server(java):
    os.kill(java.running()[0], signal.SIGKILL)
    wait_until(lambda: not java.running())


def change_engine(java):
    os.utime(find.find().jar)


def lose_lease(java):
    for lease in find.cache_folder().glob("*.lease"):
        lease.unlink()


@pytest.mark.parametrize("harm", [kill_server, change_engine, lose_lease])
def test_a_stale_one_is_replaced(java, harm):
    first, _ = kept.start(find.find(), Settings())
    harm(java)
    second, new = kept.start(find.find(), Settings())
    assert new
    assert first != second
    wait_until(lambda: len(java.running()) == 1)
    harm(java)
    with LanguageToolPass() as one:
        assert len(list(one.check(document("It is an test.")))) == 1
    wait_until(lambda: not java.running())


def test_a_kept_one_that_dies_in_mid_run(java):
    kept.start(find.find(), Settings())
    with LanguageToolPass() as one:
        assert len(list(one.check(document("It is an test.")))) == 1
        kill_server(java)
        assert len(list(one.check(document("It is an test.")))) == 1
    wait_until(lambda: not java.running())


def test_an_unused_one_ends_by_itself(java):
    kept.start(find.find(), Settings(), idle_seconds=1)
    wait_until(lambda: not java.running())
    assert kept.in_use(find.find()) is None


def test_a_state_that_cannot_be_read(java):
    find.cache_folder().mkdir()
    (find.cache_folder() / "server.json").write_text("{")
    assert kept.in_use(find.find()) is None
    assert kept.start(find.find(), Settings())[1]
    kept.stop()
    wait_until(lambda: not java.running())


def test_a_start_that_fails_leaves_nothing(java):
    java.does("mute")
    with pytest.raises(Exception, match="not ready"):
        kept.start(find.find(), Settings(start_seconds=0.5))
    wait_until(lambda: not java.running())
    assert not list(find.cache_folder().glob("*.lease"))
    assert kept.current() is None
