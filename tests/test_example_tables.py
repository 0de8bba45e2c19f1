"""Tables of examples: what a frame, its rows or its list, and its gaps stand for."""

import pytest

from mtcheck.core.places import builtin_rules
from mtcheck.rulelang import loader
from mtcheck.rulelang.examples import rows_of
from mtcheck.rulelang.schema import Table


@pytest.fixture(scope="module")
def rule():
    """Return a rule; its phrases and fixes play no part where a table has rows or a list."""
    return next(one for one in loader.load([builtin_rules()]) if one.id == "verbs.until-will")


@pytest.mark.parametrize(
    ("table", "bad", "fix"),
    [
        (Table(frame="He {} it.", rows={"did went": "did go"}), "He did went it.", "He did go it."),
        (Table(frame="The {2} of {1}.", rows=["tax office"], fix="The {}."), "The office of tax.", "The tax office."),
        (Table(frame="A {}. The {A}.", rows=["tour"], fix="A {}. The {}."), "A tour. The Tour.", "A tour. The tour."),
        (Table(frame="At {}.", rows=["noon"]), "At noon.", None),
    ],
)
def test_a_row_is_an_example(rule, table, bad, fix):
    (example,) = rows_of(rule, table)
    assert (example.bad, example.fix) == (bad, fix)


def test_a_list_goes_in_but_for_the_entries_named(rule):
    table = Table(frame="On {} it rains.", list="weekdays", but=["Monday", "Sunday"], good=True)
    assert [example.good.split()[1] for example in rows_of(rule, table)] == [
        "Friday",
        "Saturday",
        "Thursday",
        "Tuesday",
        "Wednesday",
    ]
