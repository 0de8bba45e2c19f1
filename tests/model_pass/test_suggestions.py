"""Which other edits are suggested at the place of one, and how they are written over it."""

import pytest

from mtcheck.passes.model.candidate import Candidate
from mtcheck.passes.model.edits import Change, Edit
from mtcheck.passes.model.judge import Judged
from mtcheck.passes.model.suggestions import MOST, suggested

TEXT = "it came not earlier this month"


def candidate(old, new, gain):
    start = TEXT.index(old)
    edit = Edit(start, start + len(old), new, "model.x", 0)
    return Candidate(Judged(edit, Change(0, 0, ()), gain, 0.0, 0.0, 0.0), "model.x", {})


CASES = [
    ("alone", ("not", "out", 9), [], ("out",)),
    ("others by gain", ("not", "out", 9), [("not", "in", 5), ("not", "back", 8)], ("out", "back", "in")),
    ("half the gain is not enough", ("not", "out", 9), [("not", "in", 4.5)], ("out",)),
    ("one that is left out", ("not", "out", 9), [(" not", "", 8)], ("out",)),
    ("first left out", (" not", "", 9), [("not", "out", 8)], ("", " out")),
    ("the same twice", (" not", " out", 9), [("not", "out", 8)], (" out",)),
    ("a word wider", ("not", "out", 9), [("not earlier", "early", 8)], ("out",)),
    ("within it", ("came not", "came out", 9), [("not", "up", 8)], ("came out", "came up")),
    ("elsewhere", ("not", "out", 9), [("month", "year", 8)], ("out",)),
    ("beside it", ("not", "out", 9), [("came ", "had come ", 8)], ("out",)),
    ("across", ("came not", "came out", 9), [("not earlier", "earlier", 8)], ("came out",)),
]


@pytest.mark.parametrize(("best", "others", "fixes"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_suggestions(best, others, fixes):
    first = candidate(*best)
    assert suggested(TEXT, first, [first, *(candidate(*one) for one in others)]) == fixes


def test_there_are_not_too_many():
    first = candidate("not", "out", 9.0)
    many = [candidate("not", f"word{number}", 8.0) for number in range(9)]
    assert len(suggested(TEXT, first, [first, *many])) == MOST


def test_an_inserted_word_has_others_at_its_place():
    first = Candidate(Judged(Edit(3, 3, "has ", "model.x", 0), Change(0, 0, ()), 9.0, 0.0, 0.0, 0.0), "model.x", {})
    other = Candidate(Judged(Edit(3, 3, "had ", "model.x", 0), Change(0, 0, ()), 8.0, 0.0, 0.0, 0.0), "model.x", {})
    assert suggested(TEXT, first, [other, candidate("came", "comes", 8.5)]) == ("has ", "had ")
