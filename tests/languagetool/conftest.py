"""A LanguageTool server that is none, a Java that is none, and the real engine where there is one."""

import json
import os
import sys
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs

import pytest

from mtcheck.core.engines import Settings
from mtcheck.core.model import Span
from mtcheck.passes import Unavailable
from mtcheck.passes.languagetool import find
from mtcheck.passes.languagetool.engine import LanguageToolPass
from mtcheck.passes.languagetool.install import write_starter

FAKE_JAVA = Path(__file__).with_name("fake_java.py")


def document(*paragraphs, kind="paragraph"):
    """Return what the pass needs of a document: these paragraphs, a line each."""
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(SimpleNamespace(span=Span(at, at + len(paragraph)), kind=kind))
        at += len(paragraph) + 1
    return SimpleNamespace(prose="\n".join(paragraphs), blocks=tuple(blocks))


def match(text, part, rule="EN_A_VS_AN", category="MISC", issue="misspelling", fixes=("a",)):
    """Return LanguageTool's way of saying that a rule found a part of a text."""
    start = len(text[: text.index(part)].encode("utf-16-le")) // 2
    return {
        "message": "Wrong.",
        "offset": start,
        "length": len(part.encode("utf-16-le")) // 2,
        "replacements": [{"value": fix} for fix in fixes],
        "rule": {"id": rule, "issueType": issue, "category": {"id": category, "name": "…"}},
    }


def every_an(fields):
    """Answer as a server does that knows one rule: 'an test' is wrong."""
    text = fields["text"]
    found, at = [], text.find("an test")
    while at >= 0:
        hit = match(text, "an")
        hit["offset"] = len(text[:at].encode("utf-16-le")) // 2
        found.append(hit)
        at = text.find("an test", at + 1)
    return 200, json.dumps({"matches": found})


class FakeServer:
    """Answers checks with what ``answer`` returns: a status and a body."""

    def __init__(self):
        self.answer = every_an
        self.seen = []
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self._say(200, "OK" if self.path.endswith("healthcheck") else '{"software": {"version": "6.8"}}')

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                fields = {name: values[0] for name, values in parse_qs(body).items()}
                fake.seen.append(fields)
                self._say(*fake.answer(fields))

            def _say(self, status, body):
                try:
                    self.send_response(status)
                    self.end_headers()
                    self.wfile.write(body.encode())
                except OSError:
                    pass  # the client has given up, as some tests mean it to

            def log_message(self, *args):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()

    def close(self):
        self.http.shutdown()
        self.http.server_close()


@pytest.fixture
def fake():
    server = FakeServer()
    yield server
    server.close()


@pytest.fixture(autouse=True)
def _own_places(monkeypatch, tmp_path):
    """No test sees the user's engine, cache or kept server unless it asks for the engine."""
    monkeypatch.setattr(find, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    for name in ("LTP_PATH", "LTP_JAR_DIR_PATH", "http_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)


def make_installation(home):
    """Write what looks like an engine."""
    (home / "libs").mkdir(parents=True)
    for name in ("languagetool-core-6.8.jar", "language-en-6.8.jar"):
        (home / "libs" / name).write_bytes(b"PK\5\6" + bytes(18))
    write_starter(home)
    return home


@pytest.fixture
def java(monkeypatch, tmp_path, needs_wrapper):
    """An engine that is a folder of empty jars, and a ``java`` that plays the server; returns how to tell it what to do."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "java"
    program.write_text(f"#!{sys.executable} -I\n{FAKE_JAVA.read_text()}")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("LTP_PATH", str(tmp_path / "engine"))
    monkeypatch.setenv("FAKE_JAVA_LOG", str(tmp_path / "java.log"))
    make_installation(tmp_path / "engine" / "LanguageTool-6.8")
    return FakeJava(monkeypatch, tmp_path / "java.log", program)


class FakeJava:
    """How a test speaks to the fake Java."""

    def __init__(self, monkeypatch, log, program):
        self._monkeypatch, self._log, self.program = monkeypatch, log, program

    def does(self, what):
        self._monkeypatch.setenv("FAKE_JAVA", what)

    @property
    def starts(self):
        """The process numbers and arguments of the servers started so far."""
        lines = self._log.read_text().splitlines() if self._log.exists() else []
        return [json.loads(line) for line in lines]

    def running(self):
        return [start["pid"] for start in self.starts if alive(start["pid"])]


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def wait_until(true, seconds=20):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def _absent(reason):
    """Without the engine its tests are skipped, but not where they are the point."""
    if os.environ.get("CI"):
        pytest.fail(f"must not be skipped in CI: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def needs_wrapper():
    try:
        import language_tool_python  # noqa: F401
    except ImportError:
        _absent("the extra 'languagetool' is not installed")


_real_cache, _real_home = find.cache_folder, Path.home


@pytest.fixture(scope="session")
def engine(needs_wrapper):
    """The real engine, with the environment pointing to it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(find, "cache_folder", _real_cache)
        patch.setattr(Path, "home", _real_home)
        try:
            return find.find()
        except Unavailable as error:
            _absent(str(error))


@contextmanager
def engine_in_place(engine):
    """Point LTP_PATH at the real engine for a while."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LTP_JAR_DIR_PATH", str(engine.home))
        yield


@pytest.fixture(scope="session")
def real(engine):
    """One server of the real engine for all tests that do not watch how it starts or ends."""
    with LanguageToolPass(Settings(threads=2, batch_chars=300)) as one:
        with engine_in_place(engine):
            one.check_many([document("Warm up.")])
        yield one
