"""Tests of what a text must hold to be shown to Harper: all that it finds is found, and most texts are not shown."""

from importlib.metadata import version

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck.core.choice import Choice
from mtcheck.core.settings import Config
from mtcheck.document import Document
from mtcheck.passes.harper import engine
from mtcheck.passes.harper.engine import HarperPass
from mtcheck.passes.harper.needs import needs
from mtcheck.passes.harper.table import table

pytest.importorskip("harper")

FOUND = [
    ("AdjectiveDoubleDegree", "It is more better now.", "more better"),
    ("AdjectiveDoubleDegree", "It was the most  worst of days.", "most  worst"),
    ("AnAnother", "This is an another day.", "an another"),
    ("AnotherAn", "Here is another an hour.", "another an"),
    ("CommaFixes", "They came , and went.", " "),
    ("CommaFixes", "They came,and went.", ","),
    ("CommaFixes", "They came，and went.", "，"),
    ("Countries", "We saw south Africa again.", "south Africa"),
    ("Countries", "We saw South  Africa again.", "South  Africa"),
    ("JohnsHopkins", "He was at John Hopkins.", "John"),
    ("ModalOf", "He could of come.", "could of"),
    ("ModalOf", "He couldn’t of come.", "couldn’t of"),
    ("Months", "He came in july.", "july"),
    ("Months", "He came in may of that year.", "may"),
    ("Months", "He came on march 5th.", "march"),
    ("RepeatedWords", "It is (the the) end.", "the the"),
    ("RepeatedWords", "The \tthe end is near.", "The \tthe"),
    ("RepeatedWords", "Bread, tea, etc.etc. were sold.", "etc.etc."),
    ("SentenceCapitalization", "the ministers left the room and went home.", "the"),
    ("SimplePastToPastParticiple", "They have went home.", "went"),
    ("SimplePastToPastParticiple", "They’ve went home.", "went"),
    ("SupposedTo", "He was suppose to come.", "suppose to"),
    ("The", "Questions about Teh law remain.", "Teh"),
    ("The", "At t he time it was so.", "t he"),
    ("The", "In the 1980steh law remained.", "teh"),
    ("TheMy", "He saw the his house.", "the his"),
    ("TheMy", "He saw its the house.", "its the"),
    ("ThenThan", "Prices are higher then last year.", "then"),
    ("ThenThan", "It is more costly then before.", "then"),
    ("ToTo", "He wanted to to go.", "to to"),
    ("UnitedOrganizations", "He went to the UNITED states.", "UNITED states"),
]


@pytest.mark.parametrize(("rule", "text", "flagged"), FOUND)
def test_what_harper_finds_is_shown_to_it(rule: str, text: str, flagged: str) -> None:
    found = HarperPass().check(Document.of(text))
    assert (f"harper.{rule}", flagged) in [(one.rule, one.span.of(text)) for one in found]


QUIET = [
    "The board, at 1,000 strong, met in May; another hour, and South Africa and the United States had gone.",
    "He would often say that it was there, more or less, when the water rose. It was the end of the day.",
    "Then the theory was written, as they had done in 1980s style. She gave her the book, and it’s gone.",
    "Had he had had it? That that is, is. ‘They can march of course,’ he said – the best that may be.",
]


@pytest.mark.parametrize("text", QUIET)
def test_other_text_does_not_start_it(text: str) -> None:
    engine._linter.cache_clear()
    assert list(HarperPass().check(Document.of(text))) == []
    assert engine._linter.cache_info().currsize == 0


_WORDS = """the The my his its an a another more most better worst interest then than again until and now to To
te teh t he suppose could couldn't couldn’t of may May march in 5 5th july United united States states South africa
John hopkins have they’ve it's was went took came lay had had very that easier said done , ,and ， . ." “ ” ( ) - — / A/c
a/c 1980s 1980sthe etc. U.S. isé é 中 中the \u00a0 \u2009 \n \n\n \t 1,000s and,.com"""
_PIECES = st.sampled_from([*_WORDS.split(" "), "\n", "\n\n", "\t", "The ministers left the room and went home."])


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(_PIECES, st.sampled_from([" ", " ", " ", "", "  ", "\n"])), max_size=14))
def test_nothing_is_lost(parts: list[tuple[str, str]]) -> None:
    text = "".join(piece + space for piece, space in parts)
    checked = HarperPass().check_many([Document.of(text)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "needs", lambda *_: None)
        assert checked == HarperPass().check_many([Document.of(text)])


def test_the_table_speaks_of_the_installed_version_and_of_all_that_is_on() -> None:
    said = table().needs
    assert said.version == version("harper-py")
    assert said.patterns.keys() | {"SentenceCapitalization"} == table().reported


def test_rules_of_which_nothing_is_said_are_asked_of_every_text() -> None:
    text = "The goverment fell."
    assert needs(HarperPass()._rules, Document.of(text)) == []
    chosen = HarperPass(Choice.of(Config(select=["harper.SpellCheck"])))
    assert needs(chosen._rules, Document.of(text)) is None
    assert [one.span.of(text) for one in chosen.check(Document.of(text))] == ["goverment"]


def test_nothing_is_known_of_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    from mtcheck.passes.harper import needs as module

    module._known.cache_clear()
    monkeypatch.setattr(module, "version", lambda _: "99.0")
    assert needs(HarperPass()._rules, Document.of("All is well.")) is None
    module._known.cache_clear()
