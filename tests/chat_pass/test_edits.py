"""What is made of what a server says: the exact edit, or nothing."""

import pytest
from hypothesis import given, strategies

from mtcheck.core.model import Span
from mtcheck.document import Document
from mtcheck.passes.chat.edits import MOST_CHARS, believed
from mtcheck.passes.chat.question import Said
from tests.conftest import awkward_texts

TEXT = "The Mayor of Paris said on Monday that that 12 of the houses’ roofs, which had fall down, cost two million."

CASES = [
    # what the server says, and the edited text
    ("had fall", "had fallen", "", "had fallen down"),
    ("which had fall down", "which had fallen down", "", "had fallen down"),
    ("that that", "that", "", "Monday that 12"),
    ("on", "in", "said on Monday", "said in Monday"),
    ("houses' roofs", "houses' roof", "", "houses’ roof,"),
    ("  fall\n down ", "fallen down", "", "had fallen down"),
    ("roofs,", "roofs", "", "roofs which"),
    ("cost two", "have cost two", "", "down, have cost two"),
    ("said on Monday", "on Monday said", "", "Paris on Monday said that"),
]
REFUSED = [
    ("had fell", "had fallen", ""),  # does not stand there
    ("al", "all", ""),  # no whole word
    ("that", "this", ""),  # stands twice
    ("that", "this", "Monday that that 12"),  # in its context too
    ("of", "in", "the works of the"),  # the context does not stand there
    ("", "very", "had fall"),
    ("had fall", "had fall", ""),
    ("houses’ roofs", "houses' roofs", ""),  # another mark, no more
    ("12 of", "13 of", ""),
    ("cost two", "cost three", ""),
    ("of Paris", "of London", ""),
    ("on Monday", "", ""),
    ("said", "told Bill Gates", ""),
    ("had fall down", "had fallen down, see https://evil.example", ""),
    ("had fall down", "had fallen down <b>", ""),
    ("had fall down", "had\u202e fallen", ""),
    ("had fall down", "had fallen down and then " + "again " * 20, ""),
    (TEXT[4:-1], "x", ""),
]


def said(span, correction, context):
    return Said(span, context, correction, "grammar", "major")


def edited(text, *, one):
    edit = believed(one, Span(0, len(text)), Document.of(text))
    return None if edit is None else text[: edit.span.start] + edit.text + text[edit.span.end :]


@pytest.mark.parametrize(("span", "correction", "context", "wanted"), CASES)
def test_believed(span, correction, context, wanted):
    found = edited(TEXT, one=said(span, correction, context))
    assert wanted in found
    assert abs(len(found) - len(TEXT)) <= 6


@pytest.mark.parametrize(("span", "correction", "context"), REFUSED)
def test_refused(span, correction, context):
    assert edited(TEXT, one=said(span, correction, context)) is None


@pytest.mark.parametrize(
    ("text", "span", "correction", "wanted"),
    [
        ("He said: “We goes home.” They goes too.", "We goes", "We go", None),
        ("He said: “We goes home.” They goes too.", "They goes", "They go", "He said: “We goes home.” They go too."),
        ("He said: “We go.”", "said:", "said “", None),
        ("The french flag was there.", "french", "French", "The French flag was there."),
        ("The chinas flag was there.", "chinas", "China’s", None),
        ("Yesterday he go home.", "Yesterday he go", "Today he go", "Today he go home."),
        ("Obama go home.", "Obama go", "He goes", None),
        ("Write to a@b.example now.", "to a@b.example", "a@b.example", None),
        ("I goes home.", "I goes", "I go", "I go home."),
        ("He said he were ill, and he were ill.", "were", "was", None),
    ],
)
def test_names_and_quotations_stay(text, span, correction, wanted):
    assert edited(text, one=said(span, correction, "")) == wanted


@given(awkward_texts, strategies.data())
def test_an_edit_is_short_and_inside_its_piece(text, data):
    document = Document.of(text)
    prose = document.prose
    start = data.draw(strategies.integers(0, len(prose)))
    end = data.draw(strategies.integers(start, len(prose)))
    correction = data.draw(awkward_texts | strategies.just(prose[start:end] + " it"))
    edit = believed(said(prose[start:end], correction, prose), Span(0, len(prose)), document)
    if edit is not None:
        assert 0 <= edit.span.start <= edit.span.end <= len(prose)
        assert max(len(edit.span), len(edit.text)) <= MOST_CHARS
        assert edit.span.of(prose) != edit.text
        assert not set("<>[]{}") & set(edit.text)
        assert edit.text.isprintable()
