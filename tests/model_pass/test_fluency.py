"""How fluent sentences are: oddities of words, what is usual, the pass that hears without reading twice."""

from math import log
from random import Random

import msgspec
import pytest

from mtcheck.core.engines import Model
from mtcheck.core.model import Span
from mtcheck.document import Document
from mtcheck.english.lexicon import frequency
from mtcheck.passes import Hears, Unavailable
from mtcheck.passes.model import fluency, store
from mtcheck.passes.model.engine import ModelPass
from mtcheck.passes.model.fluency import Usual
from mtcheck.passes.model.kept import Kept
from mtcheck.passes.model.passage import passages, sentences
from mtcheck.passes.model.proposals import Proposer
from mtcheck.passes.model.surprise import oddities, read_so_far

from .tiny import Blank

USUAL = Usual(version="x", middle=(-3.0, 12.0), variance=9.0)


def usual_of(word):
    return (9 - (frequency(word) or 1.5)) * log(10)


@pytest.mark.parametrize(
    ("words", "counted"),
    [
        ([("the", -3.0)], ["the"]),
        ([("The", -3.0), ("cat", -9.0)], ["The", "cat"]),
        ([("A", -1.0), ("Smith", -9.0), ("sat,", -9.0)], ["A", "sat"]),
        ([("“The", -1.0), ("—", -9.0), ("cat”", -9.0)], ["The", "cat"]),
        ([("In", -1.0), ("2021,", -9.0), ("3rd", -1.0), ("we", -4.0)], ["In", "we"]),
        ([("—", -1.0), ("Well", -9.0)], ["Well"]),
        ([], []),
    ],
)
def test_words_that_count(words, counted):
    given = {word.strip("“”,"): -known for word, known in words}
    expected = [max(-8.0, min(4.0, given[word] - usual_of(word))) for word in counted]
    assert list(oddities(words)) == pytest.approx(expected, abs=0.001)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((-1.0,) * 3, None),
        ((0.0,) * 4, 0.5),
        ((1.5,) * 4, 0.159),
        ((-1.5,) * 4, 0.841),
        ((-1.8,) * 10, 0.5),
        ((4.0,) * 40, 0.0),
    ],
)
def test_fluency_is_the_share_of_good_sentences_that_are_odder(words, expected):
    assert USUAL.fluency(words) == expected


def test_what_is_usual_is_fitted_to_sentences():
    random = Random(3)
    made = [[random.gauss(-3 + 12 / size, 2.0) for _ in range(size)] for size in range(5, 45) for _ in range(25)]
    found = fluency.fit(made)
    assert found.middle == pytest.approx((-3, 12), abs=0.8)
    assert found.variance == pytest.approx(4, abs=0.4)
    assert fluency.fit(made) == found
    shares = [found.fluency(words) for words in made]
    assert sum(share < 0.05 for share in shares) / len(shares) == pytest.approx(0.05, abs=0.015)


@pytest.mark.parametrize("made", [[(1.0,) * 5] * 199, [(1.0,) * 3] * 400, [(1.0,) * 5] * 400])
def test_too_few_sentences_or_all_alike_fit_nothing(made):
    assert fluency.fit(made) is None


def test_what_is_read_is_kept_with_the_document():
    document = Document.of("The cat sat on the mat. The dog ran to the park.")
    assert document.memo(read_so_far) == {}
    Proposer([], Blank()).judged(document)
    assert list(document.memo(read_so_far)) == [Span(0, 23), Span(24, 48)]
    heard = list(sentences(Document.of(document.text), Blank()))
    assert heard == list(document.memo(read_so_far).values())
    assert [len(words) for words in heard] == [6, 6]


class Memory(dict):
    put = dict.__setitem__


@pytest.mark.parametrize(
    "broken", [b"\xc1", msgspec.msgpack.encode([[1.0]]), msgspec.msgpack.encode([[1.0], [float("nan")]])]
)
def test_what_is_remembered_of_a_passage_is_not_heard_again(broken):
    text = "The cat sat on the mat. The dog ran to the park."
    memory = Memory()
    kept = Kept(memory, "", ())
    (passage,) = passages(Document.of(text), Blank())
    first = kept.oddities(passage)
    assert [len(words) for words in first] == [6, 6]
    (again,) = passages(Document.of(text), Blank())
    assert kept.oddities(again) == first
    assert "reading" not in again.__dict__
    for key in memory:
        memory[key] = broken
    assert kept.oddities(again) == first


@pytest.fixture
def known(monkeypatch, tmp_path):
    """An installed model of which only the folder is there."""
    found = store.Installed("mine", tmp_path, store.Contents(format=1, source="0" * 64, files={}))
    monkeypatch.setattr(store, "find", lambda name=None: found)
    return found


def test_numbers_of_this_machine_go_first(known):
    assert fluency.of(known) is None
    fluency.keep(known, USUAL)
    assert fluency.of(known) == USUAL
    (known.folder / fluency.FILE).write_text("{")
    with pytest.raises(Unavailable, match="calibrate again"):
        fluency.of(known)


def test_the_pass_says_how_sentences_read_and_reads_nothing_for_it(known):
    one = ModelPass([], Model())
    document = Document.of("Hm. The cat sat on the mat. Zork blorf grint wazzle.")
    assert isinstance(one, Hears)
    assert list(one.heard(document)) == []
    Proposer([], Blank()).judged(document)
    assert list(one.heard(document)) == []  # nothing usual is known of this model
    fluency.keep(known, USUAL)
    one = ModelPass([], Model())
    said = [(heard.span.of(document.text), heard.words) for heard in one.heard(document)]
    assert said == [("The cat sat on the mat.", 6), ("Zork blorf grint wazzle.", 4)]
    assert "usual x" not in one.version  # the decision of this model is not known either


@pytest.mark.parametrize("name", ["smollm2-135m", "gemma-3-270m"])
def test_numbers_come_with_mtcheck(name):
    found = fluency.packaged(name)
    assert msgspec.json.decode(msgspec.json.encode(found), type=Usual) == found
    assert found.variance > 0


def test_good_english_is_more_fluent(real_model):
    usual = fluency.packaged("smollm2-135m")
    good = "The children are playing in the garden behind the house."
    bad = "The infants are gaming inside of the orchard rearward the dwelling."
    first, second = (usual.fluency(next(sentences(Document.of(text), real_model))) for text in (good, bad))
    assert first > 0.7
    assert second < 0.2
