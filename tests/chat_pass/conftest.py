"""A chat server that says what it is told to."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from mtcheck.core.engines import Chat
from mtcheck.core.settings import Config
from mtcheck.passes import Setup
from mtcheck.passes.chat.engine import ChatPass


def error(span, correction, category="grammar", severity="major", context=""):
    return {
        "span": span, "context": context, "correction": correction, "category": category, "severity": severity,
    }  # fmt: skip


def envelope(content, **more):
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}, **more}]})


def answer(*errors):
    return envelope(json.dumps({"errors": list(errors)}), finish_reason="stop")


class FakeServer:
    """Answers questions with what ``says`` returns: a status, a body, and headers if there are any."""

    def __init__(self):
        self.says = lambda asked: (200, answer())
        self.models = json.dumps({"object": "list", "data": [{"id": "small"}]})
        self.asked, self.headers, self.paths = [], [], []
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                fake.paths.append(self.path)
                self._say(200, fake.models)

            def do_POST(self):
                fake.paths.append(self.path)
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                fake.asked.append(body)
                fake.headers.append(dict(self.headers))
                self._say(*fake.says(body))

            def _say(self, status, body, headers=()):
                try:
                    self.send_response(status)
                    for name, value in headers:
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(body if isinstance(body, bytes) else body.encode())
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
def fake(monkeypatch):
    for name in ("MTCHECK_CHAT_KEY", "http_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    server = FakeServer()
    yield server
    server.close()


def opened(fake, memory=None, **given):
    return ChatPass(Setup(Config(chat=Chat(url=fake.url, **given)), memory=memory))
