"""What all tests share: texts made of awkward pieces, and a guard against forgotten side effects."""

import gc
import os
import socket
import subprocess
import sys
from types import SimpleNamespace

import pytest
from hypothesis import settings, strategies

from tests.sharing import Sharing, in_order

sys.dont_write_bytecode = False  # else each of the hundreds of processes started here compiles all of mtcheck first
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
gc.set_threshold(
    200_000, 20, 50
)  # as the command has it: else a third of the time of all the rules' examples is looks for waste
settings.register_profile("mtcheck", deadline=None, max_examples=60)
settings.load_profile("mtcheck")

PIECES = [
    "The talks",
    "states. United.",
    ". ",
    " ",
    "  ",
    "\n",
    "\r\n",
    "\n\n",
    "“",
    "”",
    '"',
    "’s",
    "😀",
    "e\u0301",
    "\ufeff",
    "\u200b",
    "&amp;",
    "<b>x</b>",
    "`code`",
    "**bold**",
    "[link](https://example.org)",
    "5 % of",
    "12.500 soldiers",
    "to to Rome",
    "said",
    ", “Lopez said",
    "# Title",
    "- item",
    "İstanbul",
    "\ufffd",
    "в городе",
]
awkward_texts = strategies.lists(strategies.sampled_from(PIECES) | strategies.text(max_size=4), max_size=14).map(
    "".join
)


def pytest_addoption(parser):
    parser.addoption("--update", action="store_true", help="rewrite the expected reports of the fixtures")


def pytest_xdist_make_scheduler(config, log):
    return Sharing(config, log)


def pytest_collection_modifyitems(items):
    items[:] = in_order(items)


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory):
    """One cache for the whole session, so that rules are prepared once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session", autouse=True)
def _rules_read_once():
    """Let the checkers of a session share the rules that come with mtcheck: some hundred files, read for each of them.

    The processes that tests start read them, and so do the tests of reading them.
    """
    from mtcheck.core.places import builtin_rules
    from mtcheck.run import rules

    real, read = rules.loader.load, {}

    def load(folders, language):
        folders = list(folders)
        if folders != [builtin_rules(language)]:
            return real(folders, language)
        if language not in read:
            read[language] = real(folders, language)
        return list(read[language])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "loader", SimpleNamespace(load=load))
        yield


@pytest.fixture(autouse=True)
def _no_side_effects(request, monkeypatch, cache_folder):
    """Make a test that opens a socket or starts a process fail, unless it says that it means to."""
    monkeypatch.setenv("MTCHECK_CACHE_DIR", str(cache_folder))
    if request.node.get_closest_marker("processes") or request.node.get_closest_marker("languagetool"):
        return

    def refuse(*args, **kwargs):
        raise AssertionError("a test without the marker 'processes' opened a socket or started a process")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(subprocess, "Popen", refuse)


@pytest.fixture(scope="session")
def browser():
    """One headless Chromium for the session; a test without one is skipped, or fails in CI."""
    from tests.chromium import launched

    with launched() as found:
        yield found
