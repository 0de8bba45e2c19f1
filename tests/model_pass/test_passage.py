"""What is read at once, and with which context."""

from hypothesis import given

from mtcheck.document import Document
from mtcheck.passes.model.passage import CONTEXT, LONGEST, passages
from tests.conftest import awkward_texts

from .tiny import Blank


def test_a_block_is_read_with_what_stands_before_it():
    model = Blank()
    first, second = passages(Document.of("A small house.\n\nIt was old. It fell."), model)
    assert first.first[0] == 1
    assert second.first[0] == 4
    assert second.lead == "\n\n"
    assert [sentence.high for sentence in second.sentences] == [4, 7]
    assert second.reading.tokens[1:4] == first.reading.tokens[1:4]


def test_long_blocks_are_cut_between_sentences_and_context_has_a_limit():
    text = "The cat sat on the mat. " * 60
    found = list(passages(Document.of(text), Blank()))
    assert all(len(one.chunks) <= LONGEST for one in found)
    assert [one.first[0] - 1 <= CONTEXT for one in found] == [True] * len(found)
    assert sum(len(one.sentences) for one in found) == 60


@given(awkward_texts)
def test_chunks_cover_the_sentences_whatever_the_text(text):
    document = Document.of(text)
    for passage in passages(document, Blank()):
        start, end = passage.sentences[0].span.start, passage.sentences[-1].span.end
        assert "".join(document.prose[low:high] for low, high in passage.chunks) == document.prose[start:end].rstrip()
        assert passage.first[-1] == len(passage.reading.tokens)
        assert len(passage.tokens) == len(passage.tags) == len(passage.quoted)
