import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.document.roundtrip.align import align
from mtcheck.document.roundtrip.words import read
from mtcheck.run.selftest import document

RAIN, SHIP, VOTE = "Rain fell on the hills.", "The old ship left the harbour at dawn.", "Nobody counted the votes."


def beads(text, original):
    return [
        (bead.text, bead.original) for bead in align(read(document(text, "plain")), read(document(original, "plain")))
    ]


@pytest.mark.parametrize(
    ("text", "original", "expected"),
    [
        (f"{RAIN} {SHIP}", f"{RAIN} {SHIP}", [((0, 1), (0, 1)), ((1, 2), (1, 2))]),
        (f"{RAIN} {VOTE}", f"{RAIN} {SHIP} {VOTE}", [((0, 1), (0, 1)), ((1, 1), (1, 2)), ((1, 2), (2, 3))]),
        (f"{RAIN} {SHIP} {VOTE}", f"{RAIN} {VOTE}", [((0, 1), (0, 1)), ((1, 2), (1, 1)), ((2, 3), (1, 2))]),
        ("Rain fell on the hills and nobody counted the votes.", f"{RAIN} {VOTE}", [((0, 1), (0, 2))]),
        (f"{RAIN} {VOTE}", "Rain fell on the hills, and nobody counted the votes.", [((0, 2), (0, 1))]),
        ("", RAIN, [((0, 0), (0, 1))]),
        ("", "", []),
    ],
)
def test_beads(text, original, expected):
    assert beads(text, original) == expected


sentences = st.lists(st.sampled_from([RAIN, SHIP, VOTE, "We wait.", "Prices rose by a third in May."]), max_size=12)


@given(sentences, sentences)
def test_beads_cover_both_texts_in_order(text, original):
    found = beads(" ".join(text), " ".join(original))
    for side, many in ((0, len(text)), (1, len(original))):
        edges = [bead[side] for bead in found]
        assert [low for low, _ in edges] + [many] == [0] + [high for _, high in edges]


def test_a_long_text_is_aligned_past_a_long_gap():
    numbered = [f"Train number {n} reached platform {n * 7} at last." for n in range(120)]
    found = beads(" ".join(numbered[:30] + numbered[45:]), " ".join(numbered))
    assert ((29, 30), (29, 30)) in found
    assert ((104, 105), (119, 120)) in found
