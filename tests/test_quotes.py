"""Which double quotation mark opens, closes, or is out of place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.checks.quotes import unbalanced
from mtcheck.document import Document


def read(text):
    document = Document.of(text)
    return document, document.quotes


def roles(text):
    """Spell the marks: ( opens, ) closes, x is stray; ! before one that is turned wrong."""
    letters = {"open": "(", "close": ")", "stray": "x"}
    return "".join("!" * mark.flipped + letters[mark.role] for mark in read(text)[1].marks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“It rained,” she said.", "()", id="plain"),
        pytest.param("“It rained,” she said, “and the mill closed.”", "()()", id="resumed"),
        pytest.param("The so-called “mill,” a “barn”; and “(a) shed”", "()()()", id="partial"),
        pytest.param("“She said “no” to me,” he said.", "(())", id="nested double"),
        pytest.param("“She said ‘no’ to me,” he said. ‘No,’ he said.", "()", id="single marks left alone"),
        pytest.param("He said: ‘The farmers’ mill is closed.’", "", id="British single marks"),
        pytest.param("In the ’90s they said “rock ’n’ roll” and ’em.", "()", id="elisions"),
        pytest.param("He said „nein“ twice and «non» and „nie”.", "()()()", id="foreign"),
        pytest.param("(“Rain”)—“Snow”—[“Hail”]", "()()()", id="brackets and dashes"),
        pytest.param("He said:“It rained.”", "()", id="glued to a colon"),
        pytest.param("“...and then,” he said, “…nothing.”", "()()", id="ellipses"),
        pytest.param("“Who pays?” “We do!” “Good.”", "()()()", id="side by side"),
        pytest.param("“It will rain, “Lopez said.", "(!)", id="closing one flipped and glued"),
        pytest.param("“It will rain,“ Lopez said.", "(!)", id="closing one flipped"),
        pytest.param("“It will rain, “Lopez said, “and snow.”", "(!)()", id="flipped, then resumed"),
        pytest.param("“It will rain. “", "(!)", id="trailing"),
        pytest.param("They called it ”a farce” on air.", "!()", id="opening one flipped"),
        pytest.param("“We sow. . . and we reap,” he said.", "()", id="spaced ellipsis"),
        pytest.param("“A,” he said, “hurt the schools.” . and the clinics. “", "()(x!)", id="stray, then trailing"),
        pytest.param("“ It rained ” and “ it snowed ”.", "()()", id="inner spaces"),
    ],
)
def test_curly(text, expected):
    assert roles(text) == expected
    straight = text.translate(str.maketrans("“”", '""'))
    if "„" not in text and "!" not in expected and "“...and" not in text and "“She said “" not in text:
        assert roles(straight) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('"It will rain, "Lopez said.', "(!)", id="closing one set as an opening one"),
        pytest.param('"It will rain," Lopez said, "and snow."', "()()", id="resumed"),
        pytest.param("The board is 5'10\" long.", "", id="feet and inches"),
        pytest.param('A 12" pizza and a "good" one.', "()", id="inches"),
        pytest.param('"A 12" pizza," he said.', "()", id="inches in speech"),
        pytest.param('"by 2030" and "in 1990"', "()()", id="figures at the end of speech"),
        pytest.param('The film " Rain " and " Snow " open.', "()()", id="inner spaces by parity"),
        pytest.param('the "hero "of the city', "(!)", id="space on the wrong side"),
        pytest.param('"We lost", he said. "We go on".', "()()", id="stops outside"),
    ],
)
def test_straight(text, expected):
    assert roles(text) == expected


def test_long_quotation_opens_each_paragraph():
    _, quotes = read("“The mill is lost.\n\n“The barn is gone.\n\n“Nothing is left,” she said.\n\nIt rained.")
    assert quotes.unclosed == ()
    assert quotes.unopened == ()
    assert len(quotes.spans) == 3


@pytest.mark.parametrize(
    ("text", "unclosed", "unopened"),
    [
        pytest.param("“The mill is lost, she said.", (0,), (), id="no closing mark"),
        pytest.param("“The mill is lost, she said, “and more.”", (0,), (), id="one closing mark for two"),
        pytest.param("The mill is lost,” she said.", (), (17,), id="no opening mark"),
        pytest.param('The old" mill is lost.', (), (7,), id="stray straight mark"),
        pytest.param("“We lost, she said on Monday.\n\n“We go on.”", (0,), (), id="ends with who said it"),
        pytest.param("“One.”\n\n“Two.\n\nThree.", (7,), (), id="next paragraph does not resume"),
    ],
)
def test_without_partner(text, unclosed, unopened):
    _, quotes = read(text)
    assert (quotes.unclosed, quotes.unopened) == (unclosed, unopened)


def test_inside():
    text = "He said “it rained” and left. “It"
    _, quotes = read(text)
    assert [quotes.inside(text.index(word)) for word in ("He", "it", "and", "It")] == [False, True, False, True]


@given(st.text(alphabet="ab ,.\"“”«„ \n1'", max_size=60))
def test_marks_are_in_order_and_paired(text):
    document, quotes = read(text)
    offsets = [mark.offset for mark in quotes.marks]
    assert offsets == sorted(set(offsets))
    assert all(document.prose[offset] in '"“”«»„' for offset in offsets)
    assert list(quotes.unclosed) == sorted(set(quotes.unclosed))
    assert set(quotes.unclosed) | set(quotes.unopened) <= set(offsets)
    assert all(one.end <= other.start for one, other in zip(quotes.spans, quotes.spans[1:], strict=False))
    assert all(mark.role in {"open", "close", "stray"} for mark in quotes.marks)


@given(
    st.lists(
        st.sampled_from(["“It rained,” she said. ", "The mill closed. ", "It was “lost.” ", "“A,” he said, “and B.” "])
    )
)
def test_sound_text_is_read_as_sound(parts):
    _, quotes = read("".join(parts))
    assert quotes.unclosed == quotes.unopened == ()
    assert not any(mark.flipped or mark.role == "stray" for mark in quotes.marks)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“The mill is lost, Lopez said on Monday.", [","]),
        ("&quot;“The mill is lost, Lopez said on Monday.", []),
        ("“The mill is lost, Lopez said on Monday.\n\nIt is &ldquo;old.", [","]),
    ],
)
def test_a_mark_beside_one_written_out_as_an_entity_is_no_second_fault(text, found):
    marks = [text[hit.span.start : hit.span.start + 1] for hit in unbalanced(Document.of(text))]
    assert marks == found
