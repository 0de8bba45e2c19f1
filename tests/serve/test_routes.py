"""The server's answers to its own page, and to everyone else."""

import base64
import json
import logging
import socket

import pytest

from tests.page.test_file_forms import FILES
from tests.serve.running import ask, serving

pytestmark = pytest.mark.processes


@pytest.fixture(scope="module")
def port():
    with serving(max_bytes=100_000) as found:
        yield found


def test_the_page_comes_with_a_policy(port):
    status, headers, body = ask(port, "GET", "/", Origin=None, X_Mtcheck=None)
    assert (status, headers["cache-control"], headers["x-frame-options"]) == (200, "no-store", "DENY")
    assert b"connect-src &#39;self&#39;" in body or b"connect-src 'self'" in body
    assert b"<script>" in body


HERE = "127.0.0.1:{port}"


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({}, 200),
        ({"Host": "evil.example"}, 421),
        ({"Host": "evil.example:{port}"}, 421),
        ({"Host": "127.0.0.1"}, 421),
        ({"Host": "127.0.0.1:1"}, 421),
        ({"Host": ""}, 421),
        ({"Host": "localhost:{port}", "Origin": "http://localhost:{port}"}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://evil.example:{port}"}, 403),
        ({"Origin": "https://127.0.0.1:{port}"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": None}, 403),
        ({"X_Mtcheck": None}, 403),
    ],
)
def test_only_its_own_page_may_send_texts(port, changed, status):
    filled = {name: value and value.format(port=port) for name, value in changed.items()}
    assert ask(port, "POST", "/check?name=a.txt", b"On tuesday.", **filled)[0] == status


def test_a_preflight_of_another_site_gets_no_leave(port):
    status, headers, _ = ask(
        port, "OPTIONS", "/check", Origin="http://evil.example", Access_Control_Request_Method="POST"
    )
    assert status == 403
    assert not [name for name in headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/check", 405), ("POST", "/", 405), ("GET", "/etc/passwd", 404), ("GET", "/../x", 404)],
)
def test_there_is_nothing_else(port, method, path, status):
    assert ask(port, method, path)[0] == status


@pytest.mark.parametrize("size", [100_001, 20_000_000])
def test_what_is_too_large_is_refused_unread(port, size):
    status, _, body = ask(port, "POST", "/check", None, Content_Length=str(size))
    assert (status, body) == (413, b"larger than 100000 bytes")


def test_a_body_that_hides_its_size_is_cut_off(port):
    with socket.create_connection(("127.0.0.1", port)) as link:
        head = f"POST /check HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nX-Mtcheck: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
        link.sendall(head.encode())
        chunk = b"8000\r\n" + b"x" * 0x8000 + b"\r\n"
        for _ in range(4):
            link.sendall(chunk)
        assert link.recv(1000).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize("length", ["-1", "x"])
def test_a_length_that_is_none_is_refused(port, length):
    assert ask(port, "POST", "/check", None, Content_Length=length)[0] in {400, 413}


def test_a_text_is_checked_as_its_name_or_format_says(port):
    answers = {
        wanted: json.loads(ask(port, "POST", f"/check?{query}", b"# On `tuesday` to to")[2])
        for wanted, query in {"plain": "name=a.txt", "markdown": "name=a.md", "html": "name=a.txt&format=html"}.items()
    }
    assert {wanted: answer["format"] for wanted, answer in answers.items()} == {one: one for one in answers}
    assert [one["text"] for one in answers["markdown"]["data"]["files"][0]["texts"][0]["findings"]] == ["to to"]
    assert answers["markdown"]["text"] == "# On `tuesday` to to"


@pytest.mark.parametrize("query", ["name=a&format=exe", "format=xml"])
def test_a_format_that_is_none_is_an_error(port, query):
    assert ask(port, "POST", f"/check?{query}", b"x")[0] == 400


def test_bytes_that_are_no_text_are_said_to_be_none(port):
    status, _, body = ask(port, "POST", "/check?name=a.txt", b"\xff\xfe\0x")
    assert (status, "Not checked: a.txt: UTF-16 text" in json.loads(body)["html"]) == (200, True)


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_every_kind_is_corrected_from_its_bytes(port, name):
    raw = FILES[name].encode()
    answer = json.loads(ask(port, "POST", f"/check?name={name}", raw)[2])
    assert answer["text"] is None
    entries = [
        {
            "key": one["key"],
            "rule": one["rule"],
            "start": one["at"][0],
            "end": one["at"][1],
            "text": one["text"],
            "before": "",
            "after": "",
            "verdict": "accept",
            "fix": one["fixes"][0],
            "segment": text["segment"],
        }
        for text in answer["data"]["files"][0]["texts"]
        for one in text["findings"]
        if one["fixes"]
    ]
    wanted = {
        "name": f"../{name}",
        "content": base64.b64encode(raw).decode(),
        "decisions": {"version": 1, "files": {name: entries}},
    }
    status, _, after = ask(port, "POST", "/fix", json.dumps(wanted).encode())
    assert status == 200
    assert "Tuesday" in after.decode()
    lost = json.loads(json.dumps(wanted).replace("tuesday", "someday"))
    assert ask(port, "POST", "/fix", json.dumps(lost).encode())[0] == 422


@pytest.mark.parametrize(
    "body", [b"", b"{}", b'{"name":"a","content":"?","decisions":{}}', b'{"name":"a","content":"eA==","decisions":[]}']
)
def test_a_correction_that_cannot_be_read_is_an_error(port, body):
    assert ask(port, "POST", "/fix", body)[0] == 400


def test_who_gives_up_is_no_error(port, caplog):
    for body in (b"half", b"x" * 90_000):
        with socket.create_connection(("127.0.0.1", port)) as link:
            head = f"POST /check HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nX-Mtcheck: 1\r\nContent-Length: 90000\r\n\r\n"
            link.sendall(head.encode() + body)
    assert ask(port, "POST", "/check?name=a.txt", b"On tuesday.")[0] == 200
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []
