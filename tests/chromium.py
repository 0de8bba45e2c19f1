"""A headless Chromium for the tests of the page, and what a test must not see in it."""

import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
    "--disable-component-update",
    "--no-first-run",
]


def absent(reason):
    """Skip where something is not installed; in CI, where everything must be, fail."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def launched():
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        absent("needs Chromium (apt install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def tab_of(browser, address, **options):
    """Open an address in a context of its own; an error, a dialog or a request to elsewhere fails the test."""
    context = browser.new_context(accept_downloads=True, permissions=["clipboard-read", "clipboard-write"], **options)
    tab = context.new_page()
    tab.troubles = []
    tab.on("dialog", lambda dialog: tab.troubles.append(dialog.message) or dialog.dismiss())
    tab.on("pageerror", lambda error: tab.troubles.append(str(error)))
    tab.on("console", lambda message: tab.troubles.append(message.text) if message.type == "error" else None)
    tab.on("request", lambda request: None if request.url.startswith(tab.own) else tab.troubles.append(request.url))
    with _at(tab, address):
        yield tab
    context.close()


@contextmanager
def _at(tab, address):
    tab.own = ("file:", "blob:", "about:", address) if address.startswith("http:") else ("file:", "blob:", "about:")
    tab.goto(address)
    yield
    assert tab.troubles == []


@contextmanager
def lent(tab, address):
    """Open an address in a tab that other tests have had: nothing that they kept in it is left."""
    try:
        with _at(tab, address):
            yield tab
    finally:
        tab.troubles.clear()
        tab.evaluate("() => { try { localStorage.clear(); } catch {} }")  # a blank page has none
        tab.mouse.move(0, 0)
        tab.goto("about:blank")


def until(tab, script, arg=None):
    """Wait for a script to say yes; it is asked from outside, for the page's policy forbids evaluating inside."""
    for _ in range(1000):
        if tab.evaluate(script, arg):
            return
        tab.wait_for_timeout(20)
    pytest.fail(f"never came true: {script} ({arg})")


def saved(tab, act):
    """Do what makes the page save a file; return its name and its bytes."""
    with tab.expect_download() as download:
        act()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


AXE = """async () => (await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }))
  .violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).slice(0, 3).join(" | ")}`)"""


def violations(tab):
    """Return what axe-core finds wrong with the accessibility of a tab."""
    path = os.environ.get("MTCHECK_AXE")
    if not path:
        absent("needs axe-core: npm pack axe-core, unpack it, and set MTCHECK_AXE to its axe.min.js")
    if not tab.evaluate("typeof axe === 'object'"):
        tab.evaluate(Path(path).read_text(encoding="utf-8"))
    return tab.evaluate(AXE)
