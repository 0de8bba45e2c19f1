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


def fixed(checker, text, format_="plain"):
    """Return the corrected text, and the rules of the safe fixes that are left."""

    def find(now):
        return [one.finding for one in checker.check(Text("a", now, format_))[0].findings]

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


LEFT = [
    ("plain", "„›\n𭩟\x02躐.”»"), ("xml", "3 \u3000\u3000\u3000\u3000\u3000\u3000 ᨗ（（（（（（（"),
    ("markdown", "\u200c    <!--mtcheck:off-->\n\u200c\n2.500 ier"), ("markdown", '" k " “L\n\n„\x01'),
    ("markdown", '鮋»�\n\n›\n\n9e"ﬁ慯'), ("xml", '"""\n\xad「㬣››'), ("markdown", '「\n\n‹ " C\n\n”:“'), ("plain", "&#00;「&"),
    ("plain", "ted.states. United"), ("plain", "ed. \u202e would"), ("plain", "x（\xa0ts a"), ("plain", "（ > 残 ]"),
    ("xml", "\u200d<d>n n 5 l"), ("markdown", "states. United. the"), ("markdown", ".”t de the"), ("plain", ":\n\n\u200e"),
    ("xml", "\u061c\n\n१"), ("markdown", "Ã©ps://<b>-国"), ("xml", "२sai国中国中"), ("xml", "e i f«ท"), ("markdown", "t s ted.M"),
    ("xml", "「ministry ofthe ministry ofthe ministry ofthe"), ("xml", ".the ministry ofthe ministry of"), ("html", "3;.””"),
    ("markdown", "an,,（"), ("plain", "zß,,„<"), ("html", "s .„Ǆ"),
]  # fmt: skip
"""What the fuzz found with a safe fix left over, as short as it shows."""


@pytest.fixture(scope="module")
def all_rules():
    with TextChecker(Config(passes=[])) as one:
        yield one


@pytest.mark.parametrize(("format_", "text"), LEFT)
def test_no_safe_fix_is_left(all_rules, format_, text):
    assert fixed(all_rules, text, format_)[1] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„ " + 12 * "\u3000" + "\n국", "“ " + 12 * "\u3000" + "\n국"),
        (". -\n" + 12 * "\u3000" + " b", ". -\n b"),
        ('“—\n\n" .. . . . .', '“—\n\n" .. . . . .'),
    ],
)
def test_rows_of_spaces_and_stops_are_mended_whole_or_left(text, expected):
    with TextChecker(Config(passes=[])) as every:
        assert fixed(every, text) == (expected, [])
