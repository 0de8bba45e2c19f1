from itertools import pairwise

import pytest
from hypothesis import given

from mtcheck.core.model import Span
from mtcheck.document import Document
from mtcheck.input.formats import FORMATS, format_of
from mtcheck.input.layout import BLOCK_KINDS
from tests.conftest import awkward_texts


def blocks(format_, text):
    document = Document.of(text, format_)
    return [(block.kind, block.span.of(document.prose)) for block in document.blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n \n", []),
        (
            "Council votes\n\nThe council voted on Monday.",
            [("heading", "Council votes"), ("paragraph", "The council voted on Monday.")],
        ),
        (
            "\ufeffOne line here.\r\nAnother line here.\r\n",
            [("paragraph", "One line here."), ("paragraph", "Another line here.")],
        ),
        ("- bread\n- milk and tea\n", [("item", "bread"), ("item", "milk and tea")]),
        (
            "The council of the old town on the river voted in\nfavour of the bridge on Monday and sent the plan to the\nministry.",
            [
                (
                    "paragraph",
                    "The council of the old town on the river voted in favour of the bridge on Monday and sent the plan to the ministry.",
                )
            ],
        ),
    ],
)
def test_plain(text, expected):
    assert blocks("plain", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# The *bridge*\n\nIt `x = 1` opened.\nAgain.",
            [("heading", "The bridge"), ("paragraph", "It \ufffc opened. Again.")],
        ),
        ("---\ntitle: No. prose\n---\n\nProse.", [("paragraph", "Prose.")]),
        ("```\ncode. here\n```\n\n    indented. code\n\nProse.", [("paragraph", "Prose.")]),
        ("A [link](https://a.org/x.y) and ![pic](p.png).", [("paragraph", "A link and \ufffc.")]),
        ("- one\n- **two**\n\n> said\n", [("item", "one"), ("item", "two"), ("quote", "said")]),
        ("| a | b |\n|---|---|\n| c | d |\n", [("cell", "a"), ("cell", "b"), ("cell", "c"), ("cell", "d")]),
        ("Marks &amp; Spencer", [("paragraph", "Marks & Spencer")]),
        ("<div>\nhtml. only\n</div>\n\nProse <b>bold</b>.", [("paragraph", "Prose bold.")]),
    ],
)
def test_markdown(text, expected):
    assert blocks("markdown", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "<h1>The <i>bridge</i></h1><p>It &ldquo;opened&rdquo;\n  again.</p>",
            [("heading", "The bridge"), ("paragraph", "It “opened” again.")],
        ),
        ("<script>var a. b</script><p>Prose.</p><style>p. q</style>", [("paragraph", "Prose.")]),
        ("<ul><li>one<li>two</ul>", [("item", "one"), ("item", "two")]),
        ("<p>Run <code>a. b</code> now <img src=x> ok</p>", [("paragraph", "Run \ufffc now \ufffc ok")]),
        ("<p title='a. b'>x<br>y</p>", [("paragraph", "x"), ("paragraph", "y")]),
        ("no tags & a stray <", [("paragraph", "no tags & a stray <")]),
    ],
)
def test_html(text, expected):
    assert blocks("html", text) == expected


@pytest.mark.parametrize("format_", FORMATS)
@given(text=awkward_texts)
def test_prose_maps_into_the_text(format_, text):
    document = Document.of(text, format_)
    end = 0
    for block in document.blocks:
        assert block.kind in BLOCK_KINDS
        assert end <= block.span.start < block.span.end <= len(document.prose)
        end = block.span.end
    places = [document.to_text(Span(at, at + 1)) for at in range(len(document.prose))]
    assert all(place.end <= len(text) for place in places)
    assert all(one.start <= other.start for one, other in pairwise(places))
    for at, place in enumerate(places):
        if document.intact(Span(at, at + 1)) and not document.prose[at].isspace():
            assert place.of(text) == document.prose[at]


@given(text=awkward_texts)
def test_plain_prose_is_the_text_but_for_line_breaks(text):
    document = Document.of(text)
    for block in document.blocks:
        source = document.to_text(block.span).of(text)
        assert source.split() == block.span.of(document.prose).split()


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.MD", "markdown"), ("x/y.htm", "html"), ("z.jsonl", "jsonl"), ("noending", "plain"), ("a.rst", "plain")],
)
def test_format_of_a_name(name, expected):
    assert format_of(name) == expected


def test_positions_count_code_points_from_one():
    text = "é😀a\r\nb"
    document = Document.of(text)
    assert document.position(2) == (1, 3)
    assert document.position(5) == (2, 1)
