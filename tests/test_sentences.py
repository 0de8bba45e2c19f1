"""Where sentences end, and where they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.core.model import Span
from mtcheck.document import Document
from mtcheck.english.seams.protected import find
from mtcheck.english.seams.sentences import abbreviates, sentence_spans


def split(text):
    return [span.of(text) for span in sentence_spans(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "sentences",
    [
        pytest.param(["It rained.", "The mill closed."], id="two"),
        pytest.param(["Did it rain?", "It did!", "The mill closed."], id="question and exclamation"),
        pytest.param(["Mr. al-Amin met Dr. de Wit and Gov. Lee.", "They left."], id="titles"),
        pytest.param(["Gen. A. B. Ruiz and J.K. Obi spoke.", "I. M. Pei drew it."], id="initials"),
        pytest.param(["It was he and I.", "The end came."], id="the pronoun I is no initial"),
        pytest.param(["They need vitamin C.", "The doctor said so."], id="single letter before an opener"),
        pytest.param(["Acme Inc. Lagos lost 3.5 percent.", "It paid $2.50.", "$3 is due."], id="firms and decimals"),
        pytest.param(["They left the U.S.", "The rest stayed in the U.S. Senate."], id="acronyms"),
        pytest.param(["They met at 8 a.m. Tuesday.", "They left at 5 p.m.", "Farmers cheered."], id="hours"),
        pytest.param(["See No. 5 and Fig. 2 on p. 7.", "He said no.", "Smith left."], id="numbered"),
        pytest.param(
            ["He fell ill.", "Smith stayed in Chicago, Ill. Smith left."], id="words that are also abbreviations"
        ),
        pytest.param(["They sell maize, beans, etc.", "The rest they eat."], id="etc. before an opener"),
        pytest.param(["They sell maize, beans, etc. and eat the rest."], id="etc. before lower case"),
        pytest.param(["He waited ... and waited.", "Then...", "Nothing came."], id="ellipses"),
        pytest.param(["He waited… and left.", "Then…", "Nothing came."], id="ellipsis character"),
        pytest.param(["“It rained.”", "The mill closed (again).", "‘No.’", "He left."], id="closing marks"),
        pytest.param(["“Who pays?” Smith asked.", "“We do.”", "Smith left."], id="attributed question"),
        pytest.param(["“Who pays?” she asked.", "He left."], id="lower case after a question"),
        pytest.param(["Prices fell.", "Traders blamed the rain.”", "Nobody else did."], id="flipped or lonely marks"),
        pytest.param(["The talks. with the unions resume.", "They end soon."], id="stray stop ends nothing"),
        pytest.param(["We hope to win. “"], id="a trailing mark is no sentence"),
        pytest.param(["Use Node.js 2.0 from example.com.", "It works."], id="names with stops"),
    ],
)
def test_splits(sentences):
    assert split(" ".join(sentences)) == sentences


def test_glued_sentences_are_two():
    assert split("Prices fell.Traders blamed the rain.”Nobody else did.") == [
        "Prices fell.",
        "Traders blamed the rain.”",
        "Nobody else did.",
    ]


def test_only_the_block_is_read():
    text = "One. Two. Three."
    assert [span.of(text) for span in sentence_spans(text, Span(5, 9))] == ["Two."]


@pytest.mark.parametrize("word", ["Mr", "etc", "U.S", "a.m", "J", "Mass", "Jan", "approx", "km", "et al", "China-U.S"])
def test_abbreviates(word):
    assert abbreviates(f"{word}. x", len(word))


@pytest.mark.parametrize("word", ["mill", "mass", "ill", "al", "All", "König", "may", "so", "1950"])
def test_does_not_abbreviate(word):
    assert not abbreviates(f"{word}. x", len(word))


_TEXT = st.text(alphabet='aB1 .!?…"“”’()\n-,é', max_size=80) | st.lists(
    st.sampled_from(
        ["Mr. ", "The ", "mill ", "fell. ", "“", ".” ", "U.S. ", "3.5 ", "... ", "\n\n", "“ ", "a.m. ", "I. "]
    ),
    max_size=20,
).map("".join)


@given(_TEXT)
def test_sentences_cover_each_block_in_order(text):
    document = Document.of(text)
    for block in document.blocks:
        at = block.span.start
        for span in sentence_spans(document.prose, block.span):
            assert at <= span.start < span.end <= block.span.end
            assert not document.prose[at : span.start].strip()
            assert span.of(document.prose) == span.of(document.prose).strip()
            at = span.end
        assert not document.prose[at : block.span.end].strip()


@pytest.mark.parametrize(
    "stretch",
    [
        "https://example.org/a?b=1",
        "www.example.org",
        "joe.bloggs@example.org",
        "#harvest",
        "@farmer",
        "/etc/mill/conf",
        r"C:\mill\plan.txt",
        "Example.com",
        "report-2.pdf",
        "{name}",
        "${user.name}",
        "%(count)s",
        "\ufffc",
    ],
)
def test_protected(stretch):
    text = f"See {stretch}, please."
    assert [span.of(text) for span in find(text)] == [stretch]


@pytest.mark.parametrize(
    "text", ["Prices fell.Traders left.", "5% of mills", "and/or", "a. b. c.", "3.5 percent", "Who? {"]
)
def test_not_protected(text):
    assert find(text) == ()
