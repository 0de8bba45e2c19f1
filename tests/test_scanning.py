"""A scan finds the same whether it is made of all strings or of those that the text has."""

from hypothesis import given
from hypothesis import strategies as st

from mtcheck.passes.rules import scanning
from mtcheck.passes.rules.scanning import Scanner

STRINGS = st.lists(st.text("abc ", min_size=1, max_size=4), max_size=12)


@given(STRINGS, st.text("abc ", max_size=40))
def test_a_short_text_is_scanned_as_a_long_one(strings, text):
    late, soon = Scanner(strings), Scanner(strings)
    soon._read = scanning.ENOUGH + 1
    assert list(late.matches(text)) == list(soon.matches(text))
    assert set(late.among(text)) == set(soon.among(text))
    assert late._all is None
    assert (soon._all is None) is (not strings)
    places = [(number, at, at + len(one)) for number, one in enumerate(strings) for at in range(len(text))]
    assert sorted(late.matches(text)) == [one for one in sorted(places) if text[one[1] : one[2]] == strings[one[0]]]


def test_the_automaton_is_made_when_there_is_text_enough():
    scanner = Scanner(["abc", "b"])
    for _ in range(scanning.ENOUGH // 4):
        assert list(scanner.matches("xabc")) == [(1, 2, 3), (0, 1, 4)]
    assert scanner._all is None
    assert list(scanner.matches("xabc")) == [(1, 2, 3), (0, 1, 4)]
    assert scanner._all is not None
