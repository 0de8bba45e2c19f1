"""What is remembered of passages changes nothing but the time."""

import msgspec
import pytest
from hypothesis import given, settings, strategies

pytest.importorskip("onnxruntime")
pytest.importorskip("onnx")

from mtcheck.core.model import Finding, Severity, Span
from mtcheck.core.places import builtin_rules
from mtcheck.document import Document
from mtcheck.passes.model.convert import convert
from mtcheck.passes.model.kept import Kept
from mtcheck.passes.model.proposals import Proposer
from mtcheck.passes.model.review import reviewed
from mtcheck.passes.model.runtime import LanguageModel
from mtcheck.passes.model.surprise import read_so_far
from mtcheck.rulelang import loader

from .tiny import write_gguf

PROPOSING = [rule for rule in loader.load([builtin_rules()]) if rule.card.propose is not None]
RULES = [rule for rule in PROPOSING if rule.card.propose.how != "choose"]  # which needs a model of many words
SENTENCES = [
    "The cat sat on the mat.",
    "The dog ran to a park with the cat.",
    "A cat ran in the the park on the mat.",
    "“The dog sat,” the cat said.",
    "The park of the dog ran not to the mat at a.b@example.org.",
    "Cat ran on mat with dog 😀.",
]


class Memory:
    def __init__(self):
        self.kept = {}

    def get(self, key):
        return self.kept.get(key)

    def put(self, key, data):
        self.kept[key] = data


class Counting(LanguageModel):
    reads = 0

    def read(self, *given):
        self.reads += 1
        return super().read(*given)


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tiny")
    convert(write_gguf(folder / "tiny.gguf"), folder)
    return Counting(folder, threads=1)


def remembering(model, memory):
    return Proposer(RULES, model, Kept(memory, "signature", [rule.id for rule in RULES]))


def reads(model, action):
    before = model.reads
    result = action()
    return result, model.reads - before


@settings(max_examples=15)
@given(strategies.lists(strategies.sampled_from(SENTENCES), min_size=1, max_size=9), strategies.data())
def test_it_says_the_same_after_any_edit(model, sentences, data):
    memory = Memory()
    plain, kept = Proposer(RULES, model), remembering(model, memory)
    apart = data.draw(strategies.sampled_from([" ", "\n\n"]))
    kept.candidates(Document.of(apart.join(sentences)))
    for _ in range(3):
        at = data.draw(strategies.integers(0, len(sentences) - 1))
        new = data.draw(strategies.sampled_from([*SENTENCES, "x", ""]))
        sentences = [*sentences[:at], new, *sentences[at + 1 :]]
        document = Document.of(apart.join(sentences))
        other = Document.of(document.text)
        assert kept.judged(document) == plain.judged(other)
        assert document.memo(read_so_far) == other.memo(read_so_far)


PARAGRAPHS = "\n\n".join(" ".join(SENTENCES[:3]) * 2 + f" The cat sat on {number} mats." for number in range(12))


def test_an_unchanged_text_is_not_read_and_a_change_costs_its_neighbourhood(model):
    memory = Memory()
    first, cost = reads(model, lambda: remembering(model, memory).candidates(Document.of(PARAGRAPHS)))
    assert first
    assert cost == 12
    told = []
    again = lambda: remembering(model, memory).judged(Document.of(PARAGRAPHS), told.append).candidates  # noqa: E731
    assert reads(model, again) == (first, 0)
    assert sum(told) == len(PARAGRAPHS.split())
    changed = PARAGRAPHS.replace("5 mats", "5 dogs")
    _, cost = reads(model, lambda: remembering(model, memory).candidates(Document.of(changed)))
    assert cost <= 3
    longer = "A new first paragraph is here.\n\n" + PARAGRAPHS
    moved, cost = reads(model, lambda: remembering(model, memory).candidates(Document.of(longer)))
    assert cost <= 4
    assert moved == Proposer(RULES, model).candidates(Document.of(longer))


@pytest.fixture(scope="module")
def remembered(model):
    """What is judged of the paragraphs, and what is remembered of it."""
    memory = Memory()
    first = remembering(model, memory).judged(Document.of(PARAGRAPHS))
    assert all(first)
    return first, memory.kept


@pytest.mark.parametrize("broken", [b"", b"\xff", b"\x91\x01", "strange", "outside", "number"])
def test_what_cannot_be_true_is_not_believed(model, remembered, broken):
    (first, kept), memory, document = remembered, Memory(), Document.of(PARAGRAPHS)
    spoil = {
        "strange": lambda one: one.replace(b"model.", b"other."),
        "outside": lambda one: changed(one, "end", 10_000),
        "number": lambda one: changed(one, "here", float("nan")),
    }
    memory.kept = {key: broken if isinstance(broken, bytes) else spoil[broken](data) for key, data in kept.items()}
    assert remembering(model, memory).judged(document) == first


def changed(data, name, value):
    found = msgspec.msgpack.decode(data)
    for one in found:
        if isinstance(one, list):
            one[:] = [value if name != "end" else 0.0] * (len(one) + 1)
        elif "judged" not in one:
            one["end" if name == "end" else "excess"] = value
        elif name == "end":
            one["judged"][0]["end"] = value
        else:
            one["judged"][2] = value
    return msgspec.msgpack.encode(found)


def test_gains_of_the_fixes_of_others_are_remembered_too(model):
    document, memory = Document.of(PARAGRAPHS), Memory()
    start = PARAGRAPHS.index("5 mats")
    findings = [
        Finding(Span(at, at + 3), "verbs.x", "rules", "It is so.", Severity.MAJOR, "fluency/grammar", (fix,))
        for at, fix in [(4, "dog"), (start - 7, "ran"), (start - 3, "")]
    ]
    kept = Kept(memory, "signature", [])
    first, cost = reads(model, lambda: reviewed(document, findings, model, {"verbs.x": 0.5}, kept))
    assert cost == 2
    assert reads(model, lambda: reviewed(document, findings, model, {"verbs.x": 0.5}, kept)) == (first, 0)
    assert first == reviewed(document, findings, model, {"verbs.x": 0.5})
    other = [findings[0], findings[2]]
    assert reviewed(document, other, model, {"verbs.x": 0.5}, kept) == reviewed(
        document, other, model, {"verbs.x": 0.5}
    )
