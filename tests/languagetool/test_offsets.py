import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.passes.languagetool.offsets import Units


@given(st.text(), st.data())
def test_code_points_come_back_from_utf16(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    units = Units(text)
    low = len(text[:start].encode("utf-16-le", "surrogatepass")) // 2
    high = len(text[:end].encode("utf-16-le", "surrogatepass")) // 2
    assert (units.start(low), units.end(high)) == (start, end)
    assert units.size == len(text.encode("utf-16-le", "surrogatepass")) // 2


@pytest.mark.parametrize(
    ("text", "low", "high", "part"),
    [
        ("a😀b", 1, 3, "😀"),
        ("a😀b", 2, 3, "😀"),  # half a pair counts whole
        ("a😀b", 1, 2, "😀"),
        ("a😀b", 3, 4, "b"),
        ("😀😀x", 4, 5, "x"),
        ("e\u0301😀 an", 5, 7, "an"),
        ("plain", 0, 5, "plain"),
    ],
)
def test_ranges(text, low, high, part):
    units = Units(text)
    assert text[units.start(low) : units.end(high)] == part
