"""Quotation marks of several nations: mended where the paragraph comes out clean, shown and left alone where not."""

import pytest

from mtcheck.core.fixes import fix
from mtcheck.core.settings import Config
from mtcheck.input.reading import Text
from mtcheck.run.checker import TextChecker


@pytest.fixture(scope="module")
def checker():
    with TextChecker(Config(passes=[], only=["quotes"])) as one:
        yield one


def fixed(checker, text):
    """Return the corrected text, and the rules of the safe fixes that are left."""

    def find(now):
        return [one.finding for one in checker.check(Text("a", now, "plain"))[0].findings]

    done = fix(text, find)
    assert fix(done.text, find).text == done.text
    return done.text, [one.rule for one in done.left if one.safe and one.fixes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The film «Harvest» opens today.", "The film “Harvest” opens today."),
        ("The film « Harvest » opens today.", "The film “Harvest” opens today."),
        ("The film »Harvest« opens today.", "The film “Harvest” opens today."),
        ("The film »Harvest» opens today.", "The film “Harvest” opens today."),
        ("The film „Harvest“ opens today.", "The film “Harvest” opens today."),
        ("The film „Harvest” opens today.", "The film “Harvest” opens today."),
        ("The films „Harvest“ and «Seed» open today.", "The films “Harvest” and “Seed” open today."),
        ('The film «Harvest» and "Seed" and "Rain" open.', 'The film "Harvest" and "Seed" and "Rain" open.'),
        ("«It will rain, «Lopez said on Monday.", "“It will rain,” Lopez said on Monday."),
        ("“It will rain,« Lopez said on Monday.", "“It will rain,” Lopez said on Monday."),
        ("He «left the “mill» today”.", "He “left the “mill” today”."),
        ("The paper《Harvest》has shut down.", "The paper “Harvest” has shut down."),
        ("The film「Harvest」 opens, and “Seed“ too.", "The film “Harvest” opens, and “Seed” too."),
    ],
)
def test_a_paragraph_that_comes_out_clean_is_mended(checker, text, expected):
    assert fixed(checker, text) == (expected, [])


@pytest.mark.parametrize(
    "text",
    [
        "ת«", "-«", "««<", "««0", "«««« of", "〝〝a", "「「_x", "››a", "›“e", ".”「x", "„»“", "“½«'", "”«–", "»»»»»e‹:",
        'he said,"Be proactive," so I got a good feeling」', "The end«", "The end ›", "„»",
        "„Wer “nein» sagt« ist „da.",
    ],
)  # fmt: skip
def test_a_tangle_keeps_no_safe_fix(checker, text):
    assert fixed(checker, text)[1] == []


TANGLES = ["「「_x", "››a", "He ›left» the «mill« ‹today› »now"]


@pytest.mark.parametrize("text", TANGLES)
def test_a_tangle_is_shown_and_left_alone(checker, text):
    assert fixed(checker, text)[0] == text
    assert checker.check(Text("a", text, "plain"))[0].findings


def test_a_tangle_does_not_keep_the_next_paragraph_from_being_mended(checker):
    text = f"{TANGLES[2]}.\n\nThe film «Harvest» opens today."
    assert fixed(checker, text)[0] == text.replace("«Harvest»", "“Harvest”")
