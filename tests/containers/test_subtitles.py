"""SubRip and WebVTT: words of the cues as prose, all else untouched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.core.model import Problem
from mtcheck.core.settings import Config
from mtcheck.document import Document
from mtcheck.document.directives import read as read_directives
from mtcheck.input.reading import decoded
from mtcheck.run.correct import How, corrections

SRT = (
    "\ufeff1\r\n00:00:01,000 --> 00:00:04,000\r\n<i>The talks. with</i> the unions\r\nresume on Tuesday,\r\n\r\n"
    "2\r\n00:00:05,000 --> 00:00:07,500 X1:1\r\n{\\an8}the the ministry said.\r\n\r\n\r\n"
    "3\r\n00:00:08,000 --> 00:00:09,000\r\n- He left.\r\n- Did he? ♪ la ♪"
)
VTT = """WEBVTT - The title

STYLE
::cue { color: red }

NOTE
A remark that nobody sees.

NOTE mtcheck: ignore repetition.doubled-function-word -- meant

intro
00:01.000 --> 00:04.000 align:start
<v Bob>They gave the the report</v>

01:00:05.000 --> 01:00:06.000
to him &amp; left. <00:05.500><c.loud>The talks. with</c> the unions resume.
"""


def read(name, text):
    return list(decoded(name, text.encode(), name.rpartition(".")[2], Config()))


@pytest.mark.parametrize(
    ("name", "text", "blocks"),
    [
        (
            "a.srt",
            SRT,
            [
                "The talks. with the unions resume on Tuesday, the the ministry said.",
                "He left.",
                "Did he? \ufffc la \ufffc",
            ],
        ),
        ("a.vtt", VTT, ["They gave the the report to him & left. The talks. with the unions resume."]),
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nTom &amp; <Ann>\n", ["Tom &amp;"]),
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:03,000 --> 00:00:04,000\nA < B.\n", ["A < B."]),
        (
            "a.srt",
            "00:00:01.000 --> 00:00:02.000\n[Door closes]\n\n2\n0:00:03,0 --> 0:00:04,0\nYes\n",
            ["[Door closes]", "Yes"],
        ),
    ],
)
def test_what_is_prose(name, text, blocks):
    (found,) = read(name, text)
    document = Document.read(found)
    assert [block.span.of(document.prose) for block in document.blocks] == blocks
    assert (found.segment, found.line, found.text) == (None, None, text)


def test_subtitles_without_punctuation_are_no_endless_sentence():
    cues = "".join(f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\nwords go on\n\n" for n in range(40))
    document = Document.read(read("a.srt", cues)[0])
    assert [len(block.span.of(document.prose).split()) for block in document.blocks] == [51, 51, 18]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.srt", "Some text.\n", [(1, "a block without times; not checked"), (None, "no cue in it")]),
        ("a.srt", SRT + "\n\nLost words\n", [(16, "a block without times; not checked")]),
        ("a.srt", "", []),
        ("a.vtt", "00:01.000 --> 00:04.000\nA\n", [(1, "not a WebVTT file: it does not begin with WEBVTT")]),
        ("a.vtt", VTT + "\nLost words\n", [(18, "a block without times; not checked")]),
        ("a.vtt", "WEBVTT\n", []),
    ],
)
def test_what_is_no_cue_is_said(name, text, expected):
    assert [(one.line, one.message) for one in read(name, text) if isinstance(one, Problem)] == expected


def test_a_note_silences():
    document = Document.read(read("a.vtt", VTT)[0])
    (suppression,), broken = read_directives(document)
    assert (suppression.ids, broken) == (("repetition.doubled-function-word",), [])
    assert VTT[suppression.span.start :].startswith("They gave")


@pytest.mark.parametrize(
    ("name", "text", "fixes"),
    [("a.srt", SRT, {"the the ": "the ", "talks. with": "talks with"}), ("a.vtt", VTT, {"talks. with": "talks with"})],
)
def test_a_fix_changes_words_alone(tmp_path, name, text, fixes):
    path = tmp_path / name
    path.write_bytes(text.encode())
    (one,) = corrections([str(path)], Config(passes=[], ignore=["reference"]), How(unsafe=True))
    for old, new in fixes.items():
        text = text.replace(old, new)
    assert one.problems == []
    assert one.after.decode() == text


pieces = st.lists(
    st.sampled_from(
        [
            "1",
            "\n",
            "\r\n",
            "\n\n",
            "00:00:01,000 --> 00:00:02,000",
            "WEBVTT",
            "NOTE x",
            "<i>",
            "{\\an8}",
            "&amp;",
            "- ",
            "A word.",
            "and",
            "♪",
            "<",
            "{",
        ]
    )
).map("".join)


@given(pieces, st.sampled_from(["srt", "vtt"]))
def test_prose_stands_in_the_text(text, kind):
    for found in read(f"a.{kind}", text):
        if isinstance(found, Problem):
            continue
        document = Document.read(found)
        for piece in document.pieces:
            assert 0 <= piece.text <= piece.text + piece.text_size <= len(text)
            if piece.prose_size == piece.text_size > 1:
                assert (
                    document.prose[piece.prose : piece.prose + piece.prose_size]
                    == text[piece.text : piece.text + piece.text_size]
                )
