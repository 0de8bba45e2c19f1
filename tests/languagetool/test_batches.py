import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.core.model import Span
from mtcheck.passes.languagetool.batches import GAP, Batch, batches

from .conftest import document

paragraphs = st.lists(st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=12), max_size=5)


@given(st.lists(paragraphs, max_size=5), st.integers(1, 40))
def test_every_paragraph_is_sent_once_in_order_and_found_again(texts, limit):
    documents = [document(*one) for one in texts]
    seen = []
    for batch in batches(documents, limit):
        assert len(batch.text) <= limit or len(batch.parts) == 1
        for part in batch.parts:
            place = batch.place(part.offset, part.offset + len(part.span))
            assert (place.document, place.span, place.block) == (part.document, part.span, part.span)
            sent = batch.text[part.offset : part.offset + len(part.span)]
            prose = part.span.of(documents[part.document].prose)
            assert len(sent) == len(prose)
            assert all(
                a == b or (a == "\ufffd" and "\ud800" <= b <= "\udfff") for a, b in zip(sent, prose, strict=True)
            )
            seen.append((part.document, part.span))
    expected = [
        (number, block.span)
        for number, one in enumerate(documents)
        for block in one.blocks
        if block.span.of(one.prose).strip()
    ]
    assert seen == expected


def test_a_range_over_the_edge_of_a_paragraph_has_no_place():
    batch = Batch()
    batch.add(0, Span(0, 3), "One")
    batch.add(1, Span(0, 3), "Two")
    assert batch.text == f"One{GAP}Two"
    assert batch.place(1, 3).span == Span(1, 3)
    assert batch.place(5, 8).document == 1
    for start, end in [(1, 4), (2, 6), (3, 5), (4, 4)]:
        assert batch.place(start, end) is None
    assert batch.place(7, 9) is None


def test_a_lone_surrogate_is_sent_as_a_replacement_character():
    batch = Batch()
    batch.add(0, Span(0, 3), "a\ud83db")
    assert batch.text == "a\ufffdb"


@pytest.mark.parametrize("texts", [[], [[]], [["  "]]])
def test_nothing_to_send(texts):
    assert list(batches([document(*one) for one in texts], 10)) == []
