"""Sorted lines are searched as they lie: what is found is what a dictionary of them would say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.english import lines
from mtcheck.english.lines import Lines

WORDS = st.text(st.characters(exclude_characters="\t\n", exclude_categories=["Cs"]), max_size=6)


def packed(said):
    return Lines("".join(["\n", *(f"{word}\t{said[word]}\n" for word in sorted(said, key=str.encode))]).encode())


@pytest.mark.parametrize("stride", [1, 7, 1024])
def test_lines_are_found(stride):
    @given(st.dictionaries(WORDS, st.text("abc \t", max_size=9), max_size=30), st.lists(WORDS, max_size=5))
    def check(said, others):
        lines._STRIDE = stride
        found = packed(said)
        for word in [*said, *others, "", "a", "zz", "\U0010ffff", "\udc80"]:
            assert found.of(word).decode() == said.get(word, "")

    before = lines._STRIDE
    try:
        check()
    finally:
        lines._STRIDE = before


def test_nothing_is_found_in_nothing():
    assert Lines(b"").of("a") == b""
    assert Lines(b"\n").of("") == b""
