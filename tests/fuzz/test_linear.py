"""Time grows with the text and no faster: 100,000 of anything, in every format and with every pass."""

import gc
import time

import pytest

from mtcheck.core.settings import Config
from mtcheck.document import Document
from mtcheck.input.formats import FORMATS
from mtcheck.input.reading import Text
from mtcheck.passes.harper.engine import HarperPass
from mtcheck.run.checker import TextChecker

UNITS = [
    "a", "‹", "&#", "&", "<a ", "<li></td>", "[", "|", "*", "“a", "  x", '"', ".", "-", "\u200b", "😀", "中", "\0", "aGVsbG8w", "<!--",
    "<a href='", "<a b=c ", "<td><li>", "</a>", "<script>", "<p>a", "<b><i>", "&amp;", "`", "_", "~", "\\", "(", "# ", "> ", "- ", "|a",
    "*a", "[a](", "![", "1", "1.", "1,", "'", "’", "é", "a\u0301", "a.", "A. ", "Aa ", "\n", "\r", "\t", "«", "”", "…", "%s", "{{",
]  # fmt: skip
SMALL, LARGE = 25_000, 100_000
SECONDS, GROWTH = 6.0, 5.0
"""Three seconds on a machine that does nothing else, twice that on one that works."""
_SHORT = 0.25
"""Seconds below which a clock says too little of growth."""


def timed(action, unit, size):
    """Return the seconds of computing for a size."""
    text = (unit * size)[:size]
    gc.disable()  # what the tests before left behind is no work of this text
    try:
        start = time.thread_time()
        action(text)
        return time.thread_time() - start
    finally:
        gc.enable()


def linear(action, unit):
    """Return whether the time for both sizes grows no faster, and the times; what is quick says nothing of growth."""
    large = timed(action, unit, LARGE)
    if large <= _SHORT:
        return True, (large,)
    small = timed(action, unit, SMALL)
    return large <= SECONDS and large / max(small, 0.001) <= GROWTH, (small, large)


def holds(action, unit):
    """Measure again what does not hold, up to four times: a machine has other work too."""
    tries = [linear(action, unit)]
    while not tries[-1][0] and len(tries) < 5:
        tries.append(linear(action, unit))
    assert tries[-1][0], tries


@pytest.mark.parametrize("format_", sorted(FORMATS))
@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_reading(format_, unit):
    holds(FORMATS[format_], unit)


@pytest.fixture(scope="module")
def checkers():
    with TextChecker(Config(passes=[])) as rules:
        harper = HarperPass()
        found = {"rules": lambda text: rules.check(Text("a", text, "plain")), "harper": _with(harper)}
        for check in found.values():
            check("We recieve the the talks. with 3 men.")
        yield found


def _with(harper):
    return lambda text: harper.check_many([Document.of(text)])


@pytest.mark.parametrize("name", ["rules", "harper"])
@pytest.mark.parametrize("unit", [*UNITS[:24], "The talks. with the unions "], ids=repr)
def test_passes(checkers, name, unit):
    holds(checkers[name], unit)
