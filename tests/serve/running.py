"""A server for tests: in a thread of this process, on a free port of the loopback address."""

import contextlib
import http.client
import socket
import threading
import time

import uvicorn

from mtcheck.cli.serving import app
from mtcheck.cli.serving.desk import Desk
from mtcheck.core.settings import Config


@contextlib.contextmanager
def serving(**settings):
    """Serve, and give the port."""
    with Desk(Config(grammar="off", **settings)) as desk, socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        made = app.make(desk, {f"127.0.0.1:{port}", f"localhost:{port}"})
        server = uvicorn.Server(uvicorn.Config(made, log_config=None, access_log=False, ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield port
        finally:
            server.should_exit = True
            thread.join()


def ask(port, method, path, body=None, **headers):
    """Send a request as the page does, save for what the caller changes (None leaves a header out)."""
    own = {"Host": f"127.0.0.1:{port}", "Origin": f"http://127.0.0.1:{port}", "X-Mtcheck": "1"}
    sent = {
        name: value
        for name, value in {**own, **{k.replace("_", "-"): v for k, v in headers.items()}}.items()
        if value is not None
    }
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        link.putrequest(method, path, skip_host=True)
        for name, value in sent.items():
            link.putheader(name, value)
        if body is not None:
            link.putheader("Content-Length", str(len(body)))
        link.endheaders(body)
        response = link.getresponse()
        return response.status, dict(response.getheaders()), response.read()
    finally:
        link.close()
