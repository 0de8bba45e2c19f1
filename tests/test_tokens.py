"""Tests of the tokenizer: what is one token, and where each stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.english.tokens import _TOKEN, Token, normal_form, tokenize

CASES = [
    # clitics and contractions
    ("I don't know", "I do n't know"),
    ("They’re France’s best", "They ’re France ’s best"),
    ("I'd've said it's", "I 'd 've said it 's"),
    ("CAN'T WE'LL", "CA N'T WE 'LL"),
    ("I cannot; Cannot he?", "I can not ; Can not he ?"),
    ("We're gonna go", "We 're gon na go"),
    ("the students' work", "the students ' work"),
    ("O'Rourke's coup d'etat", "O'Rourke 's coup d'etat"),
    ("L’Oréal’s 'em", "L’Oréal ’s 'em"),
    ("rock 'n' roll", "rock 'n' roll"),
    ("France 's", "France 's"),
    # hyphens and dashes
    ("a well-known fact", "a well - known fact"),
    ("50-year-old", "50 - year - old"),
    ("non-essential co-workers", "non-essential co-workers"),
    ("yes -- no — or–so", "yes -- no — or – so"),
    ("2010–2015 and 3-1", "2010 – 2015 and 3 - 1"),
    # numbers, currency, units
    ("3.5 12,500 1/2 9/11", "3.5 12,500 1/2 9/11"),
    ("$3.5m or €12,500", "$ 3.5 m or € 12,500"),
    ("US$10 and 25%", "US$ 10 and 25 %"),
    ("5pm 10km 20°C", "5 pm 10 km 20 °C"),
    ("5th 10,000th F16 4K", "5th 10,000th F16 4K"),
    ("7:30am on 2001-05-03", "7:30 am on 2001-05-03"),
    ("1990s 1980's '90s ’72", "1990s 1980's '90s ’72"),
    ("2023's best", "2023 's best"),
    ("1, 2,3.", "1 , 2,3 ."),
    # abbreviations and stops
    ("Mr. J. K. Smith of the U.S.", "Mr. J. K. Smith of the U.S."),
    ("at 5 p.m., e.g. here, etc.", "at 5 p.m. , e.g. here , etc."),
    ("No. 10 said no.", "No. 10 said no ."),
    ("He said No.", "He said No ."),
    ("Smith et al. in Sept.", "Smith et al. in Sept."),
    ("vitamin C.", "vitamin C ."),
    ("the U.S-based", "the U.S - based"),
    ("end.The next", "end . The next"),
    ("So... what…?!", "So ... what … ?!"),
    # quotes and brackets
    ("“Quote,” he said", "“ Quote , ” he said"),
    ("‘Yes’ \"no\" ``x''", "‘ Yes ’ \" no \" `` x ''"),
    ("(a) [b] {c}", "( a ) [ b ] { c }"),
    ("-LRB- 12 -RRB-", "-LRB- 12 -RRB-"),
    # addresses and signs
    ("See https://a.b/c?d=e.", "See https://a.b/c?d=e ."),
    ("mail me@x.co.uk, or bild.de/x!", "mail me@x.co.uk , or bild.de/x !"),
    ("AT&T's Q&A, a/b, #tag @user", "AT&T 's Q&A , a / b , #tag @user"),
    ("good :) (see:)", "good :) ( see : )"),
    # letters of all kinds
    ("naïve e\u0301te\u0301 co\u00adoperate", "naïve e\u0301te\u0301 co\u00adoperate"),
    ("русский текст", "русский текст"),
    ("", ""),
    (" \n\t\u00a0", ""),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_tokens(text: str, expected: str) -> None:
    assert [token.text for token in tokenize(text)] == expected.split()


def test_offsets() -> None:
    assert tokenize("𝄞 I don’t.") == [
        Token(0, 1, "𝄞"),
        Token(2, 3, "I"),
        Token(4, 6, "do"),
        Token(6, 9, "n’t"),
        Token(9, 10, "."),
    ]


def test_bounds_are_those_of_the_sentence() -> None:
    text = "Take vitamin C. It helps."
    assert [token.text for token in tokenize(text, 0, 15)] == ["Take", "vitamin", "C", "."]
    assert tokenize(text, 16) == [Token(16, 18, "It"), Token(19, 24, "helps"), Token(24, 25, ".")]


LETTERS = "abzIST09 .,;:!?'’‘“”\"`-–—…()[]{}<>/&@#$€%°_*=~+\n\t\u00a0\u00ad\u200b\ufeff\ufffc\x1c\x85é中²½"
WORDS = ["n't", "'s", "’ll", "U.S.", "Mr.", "http://", "www.", "cannot", "non-", "5pm", "et al.", "-LRB-", "e\u0301"]
PIECES = st.sampled_from([*LETTERS, *WORDS])


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_tokens_cover_all_but_white_space(text: str) -> None:
    position = 0
    for token in tokenize(text):
        assert position <= token.start < token.end
        assert token.text == text[token.start : token.end]
        assert not text[position : token.start].strip()
        assert normal_form(token.text)
        position = token.end
    assert not text[position:].strip()


MORE = st.sampled_from(["cannot", "Gonna", "(well),", "so”", "why?", "\x1c", "\x85", "\xa0", "²", ":)", "5pm", " "])


@given(st.lists(PIECES | MORE, max_size=12).map("".join), st.integers(0, 40), st.integers(0, 40))
def test_words_of_letters_are_what_the_pattern_would_make_of_them(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    found = [Token(*match.span(), match.group()) for match in _TOKEN.finditer(text, start, end)]
    assert tokenize(text, start, end) == found


@given(st.lists(PIECES).map("".join), st.integers(0, 40), st.integers(0, 40))
def test_bounds_hold(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    tokens = tokenize(text, start, end)
    assert "".join(token.text for token in tokens) == "".join(
        char for token in tokens for char in text[token.start : token.end]
    )
    assert all(start <= token.start < token.end <= end for token in tokens)
    assert sum(token.end - token.start for token in tokens) >= len("".join(text[start:end].split()))


@pytest.mark.parametrize("piece", ["a", "a.", "a-", "1,", "1-", "x@", "'", "(", "http://", "n't", "é\u00ad", "U.", "-"])
def test_time_is_linear(piece: str) -> None:
    tokens = tokenize(piece * 20_000)
    assert tokens[-1].end == len(piece) * 20_000


NORMAL_FORMS = [
    ("’s", "'s"),
    ("n’t", "n't"),
    ("“", "``"),
    ("”", "''"),
    ("‘", "`"),
    ('"', '"'),
    ("…", "..."),
    ("—", "--"),
    ("–", "-"),
    ("€", "$"),
    ("-LRB-", "("),
    ("co\u00adoperate", "cooperate"),
    ("\u00ad", "\u00ad"),
    ("naïve", "naïve"),
    ("plain", "plain"),
]


@pytest.mark.parametrize(("word", "expected"), NORMAL_FORMS)
def test_normal_form(word: str, expected: str) -> None:
    assert normal_form(word) == expected
