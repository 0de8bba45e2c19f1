"""Texts as rows: every code point that a reader should see, each finding in exactly one row, blocks as what they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.core.report import TextReport
from mtcheck.document import Document
from mtcheck.output.page.data import Units
from mtcheck.output.page.notes import around, change
from mtcheck.output.page.rows import rows
from mtcheck.output.page.stretches import stretches
from tests.conftest import awkward_texts
from tests.page.reports import placed

FORMATS = ["plain", "markdown", "html", "xml"]


def shown(row):
    return "".join(words for piece in row.pieces for _, words in piece.parts)


@pytest.mark.parametrize(
    ("format_", "text", "wanted"),
    [
        (
            "plain",
            "Title\n\nA line.\nB line.",
            [("heading", "Title"), ("paragraph", "A line."), ("paragraph", "B line.")],
        ),
        ("plain", "- one\n- two", [("item", "- one"), ("item", "- two")]),
        (
            "markdown",
            "# Head\n\nA **b** c\nd.\n\n> Said.\n\n```\ncode\n```\n",
            [
                ("heading", "# Head"),
                ("paragraph", "A **b** c d."),
                ("quote", "> Said."),
                ("between", "\n\n```\ncode\n```\n"),
            ],
        ),
        ("markdown", "| a | b |\n|---|---|\n| c | d |\n", [("cell", "| a | b"), ("cell", "| c | d")]),
        (
            "html",
            "<h1>Head</h1>\n<p>A &amp; b</p><script>x()</script>",
            [("heading", "<h1>Head"), ("paragraph", "<p>A & b")],
        ),
        ("xml", 'A <g id="1">b</g>', [("paragraph", 'A <g id="1">b</g>')]),
    ],
)
def test_blocks_are_rows_of_their_kind(format_, text, wanted):
    found = rows(TextReport("a", None, text, 1, (), format_), ())
    assert [(row.kind, shown(row)) for row in found] == wanted


@pytest.mark.parametrize(
    ("format_", "text", "wanted"),
    [
        (
            "markdown",
            "A **bold** and *soft* [link](http://x.y).",
            {"bold": "strong", "soft": "em", "link": "link", " and ": ""},
        ),
        ("html", "<p>A <b>bold</b> <a href='x'>link</a> end</p>", {"bold": "strong", "link": "link", " end": ""}),
        ("markdown", "Run `make` now.", {"`make`": "code"}),
    ],
)
def test_inline_markup_becomes_style(format_, text, wanted):
    parts = [
        part
        for row in rows(TextReport("a", None, text, 1, (), format_), ())
        for piece in row.pieces
        for part in piece.parts
    ]
    styles = {words: style for style, words in parts}
    assert {words: styles[words] for words in wanted} == wanted


@given(awkward_texts, st.sampled_from(FORMATS))
def test_stretches_are_the_whole_text(text, format_):
    found = stretches(Document.of(text, format_), format_)
    assert "".join(text[one.start : one.end] for one in found) == text


def test_a_mark_that_goes_on_in_the_next_row_is_first_once():
    text = "One.\nTwo. "
    found = [placed(text, 0, 10, "x")]
    made = rows(TextReport("a", None, text, 1, tuple(found)), list(enumerate(found)))
    pieces = [(piece.finding, piece.first) for row in made for piece in row.pieces]
    assert pieces == [(0, True), (0, False), (0, False), (0, False)]


@given(awkward_texts, st.sampled_from(FORMATS), st.data())
def test_each_finding_has_one_note_and_one_mark_that_is_first(text, format_, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    found = [placed(text, *pair, "x") for pair in zip(cuts[::2], cuts[1::2], strict=False)]
    made = rows(TextReport("a", None, text, 1, tuple(found), format_), list(enumerate(found)))
    assert [number for row in made for number, _ in row.notes] == list(range(len(found)))
    firsts = [piece.finding for row in made for piece in row.pieces if piece.finding is not None and piece.first]
    assert firsts == list(range(len(found)))
    for row in made:
        assert {number for number, _ in row.notes} <= {piece.finding for piece in row.pieces}


@given(awkward_texts)
def test_units_count_as_the_script_does(text):
    units = Units(text)
    for point in [*range(0, len(text) + 1, 2), 0, len(text)]:
        assert units.at(point) == len(text[:point].encode("utf-16-le", "surrogatepass")) // 2


@pytest.mark.parametrize(
    ("text", "old", "fix", "wanted"),
    [
        ("raising fears of shortages. on the islands", ".", "", ("shortages", ".", "", " on")),
        ("Seen as radical, its rules", "its", "her", ("", "its", "her", "")),
        ("the country 's trade", " 's", "'s", ("country", " 's", "'s", " trade")),
        ("Read: Don&#39;t go", "&#39;", "'", ("Don", "&#39;", "'", "t")),
        ("one\nof two", "of ", "", ("", "of ", "", "two")),
        ("it ends", "ends", None, ("", "ends", None, "")),
    ],
)
def test_a_change_is_shown_with_as_much_as_makes_it_clear(text, old, fix, wanted):
    start = text.index(old)
    finding = placed(text, start, start + len(old), *(() if fix is None else (fix,)))
    found = change(finding, text)
    assert (found.lead, found.old, found.new, found.tail) == wanted


def test_the_words_around_do_not_leave_the_line():
    assert around("one\ntwo\r\nthree", 4, 7) == ("", "")
