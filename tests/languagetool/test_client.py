import time

import pytest

from mtcheck.passes.asking import Gone, Refused, Slow
from mtcheck.passes.languagetool import client

pytestmark = pytest.mark.processes

EMPTY = '{"matches": []}'


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (500, "Internal Error", "HTTP 500: Internal Error"),
        (413, "too long", "HTTP 413: too long"),
        (429, "", "HTTP 429: Too Many Requests"),
        (200, "<html>", "not LanguageTool's"),
        (200, "[]", "not LanguageTool's"),
        (200, '{"matches": [{"offset": 1}]}', "not LanguageTool's"),
        (200, '{"matches": [{"message": "", "offset": -1, "length": 2, "rule": {}}]}', "not LanguageTool's"),
        (200, "\udcff".encode("utf-8", "surrogatepass").decode("latin-1"), "not LanguageTool's"),
    ],
)
def test_answers_of_no_use_are_refused(fake, status, body, said):
    fake.answer = lambda fields: (status, body)
    with pytest.raises(Refused, match=said):
        client.check(fake.url, {"text": "x"}, 5)


def test_an_answer_that_takes_too_long(fake):
    fake.answer = lambda fields: (time.sleep(1), (200, EMPTY))[1]
    with pytest.raises(Slow, match=r"no answer within 0\.2 s"):
        client.check(fake.url, {"text": "x"}, 0.2)


def test_nobody_there(fake):
    fake.close()
    with pytest.raises(Gone, match="refused"):
        client.check(fake.url, {"text": "x"}, 5)
    assert not client.healthy(fake.url, 1)
    assert client.version(fake.url, 1) == ""


def test_an_unknown_host():
    with pytest.raises(Gone):
        client.check("http://languagetool.invalid", {"text": "x"}, 5)


def test_a_good_answer(fake):
    answer = client.check(fake.url, {"text": "It is an test."}, 5)
    assert [(one.rule.id, one.offset, one.length) for one in answer.matches] == [("EN_A_VS_AN", 6, 2)]
    assert client.healthy(fake.url, 5)
    assert client.version(fake.url, 5) == "6.8"


def test_loopback_goes_past_a_proxy(fake, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert client.healthy(fake.url, 5)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("http://host:8081", "http://host:8081"),
        ("host:8081/", "http://host:8081"),
        ("https://host/lt/v2/", "https://host/lt"),
        ("http://[::1]:8081/v2", "http://[::1]:8081"),
    ],
)
def test_addresses(given, meant):
    assert client.base(given) == meant


@pytest.mark.parametrize("given", ["file:///etc/passwd", "", "ftp://host", "http://", "http://h/?q=1"])
def test_what_is_no_address(given):
    with pytest.raises(ValueError, match="not the address"):
        client.base(given)
