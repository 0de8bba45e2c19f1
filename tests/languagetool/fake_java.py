"""Stands in for ``java``: says its version, or serves like LanguageTool, in the way that FAKE_JAVA asks for."""

import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

MODE = os.environ.get("FAKE_JAVA", "")
LOG = Path(os.environ["FAKE_JAVA_LOG"])


def starts():
    return len(LOG.read_text().splitlines())


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.say(b"OK" if self.path.endswith("healthcheck") else b'{"software": {"version": "6.8"}}')

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        text = parse_qs(body)["text"][0]
        if "slow" in text:
            time.sleep(60)
        if MODE == "dies" or (MODE == "dies once" and starts() == 1):
            os._exit(1)
        category = {"id": "MISC"}
        rule = {"id": "EN_A_VS_AN", "issueType": "misspelling", "category": category}
        at = text.find("an test")
        hit = {"message": "Wrong.", "offset": at, "length": 2, "replacements": [{"value": "a"}], "rule": rule}
        self.say(json.dumps({"matches": [hit] if at >= 0 else []}).encode())

    def say(self, body):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


if "-version" in sys.argv:
    if MODE == "broken":
        sys.exit(1)
    version = "11.0.2" if MODE == "old" else "17.0.15"
    sys.stderr.write(f'openjdk version "{version}" 2025-04-15\n')
    sys.exit(0)
with LOG.open("a") as log:
    config = Path(sys.argv[sys.argv.index("--config") + 1]).read_text()
    log.write(json.dumps({"pid": os.getpid(), "argv": sys.argv[1:], "config": config}) + "\n")
if MODE == "old":
    sys.exit("java.lang.UnsupportedClassVersionError: org/languagetool/server/HTTPServer")
if MODE in ("fails", "broken"):
    sys.exit("Exception: something is wrong with the disk")
if MODE == "no memory":
    sys.exit("Error: Could not reserve enough space for object heap")
if MODE == "port taken" and starts() == 1:
    sys.exit("java.net.BindException: Address already in use")
if MODE == "mute":
    time.sleep(600)
ThreadingHTTPServer(("127.0.0.1", int(sys.argv[sys.argv.index("-p") + 1])), Handler).serve_forever()
