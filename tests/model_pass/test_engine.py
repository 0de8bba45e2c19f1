"""The pass in a run: absent it is a problem, present it finds the same whatever is checked beside."""

import json

import pytest
from click.testing import CliRunner

from mtcheck.cli.main import main
from mtcheck.core.engines import Model
from mtcheck.core.model import Finding, Severity, Span
from mtcheck.core.places import builtin_rules
from mtcheck.document import Document
from mtcheck.passes.model.engine import ModelPass
from mtcheck.passes.model.review import changes_words, preferred, reviewed
from mtcheck.rulelang import loader

TEXTS = [
    "The meeting will take place not Monday in Brussels, said a spokesman of the government.",
    "The children are playing in the garden behind the house.",
    "He was taken to hospital with a wooden fever and a headache. He bought a car red last week.",
]


def run(folder, *arguments):
    file = folder / "text.txt"
    file.write_text(TEXTS[0])
    done = CliRunner().invoke(main, ["check", str(file), "--no-cache", "--format", "json", *arguments])
    return done.exit_code, json.loads(done.stdout), done.stderr


def test_without_a_model_the_run_says_so(tmp_path):
    code, report, _ = run(tmp_path, "--model")
    assert code == 2
    assert "mtcheck model install" in report["problems"][0]["message"]


def test_it_is_off_unless_asked_for(tmp_path):
    code, report, _ = run(tmp_path)
    assert code in {0, 1}
    assert "model" not in report["summary"]["signature"].split("|passes ")[1].split("|")[0]


def test_rules_that_were_asked_for_and_need_a_model_are_counted(tmp_path):
    _, _, said = run(tmp_path, "--select", "model.preposition")
    assert "rules that were asked for need a language model: 1" in said


@pytest.fixture(scope="module")
def one(real_model):
    rules = loader.load([builtin_rules()])
    made = ModelPass(rules, Model(name="smollm2-135m", trade_off="thorough"))
    from mtcheck.passes.model.decision import packaged
    from mtcheck.passes.model.proposals import Proposer

    made.__dict__["_loaded"] = (real_model, Proposer(rules, real_model), packaged("smollm2-135m"))
    return made


def test_findings_have_reason_place_and_fix(one):
    text = f"{TEXTS[0]} The police are investigating of the case, and have thanked to the public for their help. {TEXTS[2]}"
    (found,) = (each for each in one.check(Document.of(text)) if each.rule == "model.negation-for-function-word")
    assert (found.span.of(text), found.fixes[0]) == ("not", "on")
    assert found.message == "“not” makes no sense here; “on” is meant."
    assert 0.5 <= found.confidence <= 0.99


def test_an_absurd_word_is_marked_without_a_fix(one):
    text = "The police said on Monday that the driver of the lorry was taken to hospital with a broken beans."
    marked = [found for found in one.check(Document.of(text)) if found.rule == "model.absurd-word"]
    assert [(found.span.of(text), found.severity, found.fixes) for found in marked] == [("beans", Severity.NEUTRAL, ())]
    assert marked[0].message == "“beans” makes no sense to the model here; look at it."
    assert one.review(Document.of(text), marked) == marked


def test_good_english_is_left_alone(one):
    assert list(one.check(Document.of(TEXTS[1]))) == []


def test_a_text_alone_decides_what_is_found_in_it(one):
    alone = [list(one.check(Document.of(text))) for text in TEXTS]
    together = one.check_many([Document.of(text) for text in [*TEXTS[::-1], *TEXTS]])
    assert [found.findings for found in together] == [*alone[::-1], *alone]


def finding(text, old, new, *, rule="verbs.x", by="rules"):
    start = text.index(old)
    return Finding(Span(start, start + len(old)), rule, by, "Some message.", Severity.MAJOR, "fluency/grammar", (new,))


def test_slips_in_a_post_do_not_count_for_each_other(one):
    _, proposer, _ = one.__dict__["_loaded"]
    text = f"{TEXTS[0]} The police are investigating of the case, and have thanked to the public. {TEXTS[2]}"
    assert max(found.features["company"] for found in proposer.candidates(Document.of(text))) > 0.1
    post = f"{text} I love it!!! :)"
    assert {found.features["company"] for found in proposer.candidates(Document.of(post))} == {0.0}


def test_absurd_fixes_are_not_believed(real_model):
    text = "The children are playing in the garden behind the house."
    good, absurd = finding(text, "behind", "near"), finding(text, "garden", "garden of the of")
    case = finding(text, "The", "THE")
    assert reviewed(Document.of(text), [good, absurd, case], real_model, {}) == [good, case]


def test_what_a_chat_server_says_needs_the_models_consent(real_model):
    text = "The children are afraid about the dogs."
    good, bad = finding(text, "about", "of", by="chat"), finding(text, "dogs", "dig", by="chat")
    assert reviewed(Document.of(text), [good, bad], real_model, {}) == [good]
    table = "Dogs " + "1 " * 450
    assert reviewed(Document.of(table), [finding(table, "Dogs", "Dog", by="chat")], real_model, {}) == []
    mine = finding(text, "about", "of", rule="model.preposition", by="model")
    assert mine in preferred([good, mine], "model")


def test_a_rule_may_ask_for_a_likelier_text(real_model):
    text = "The children are afraid about the dogs."
    sure, unsure = finding(text, "about", "of", rule="a.b"), finding(text, "dogs", "cats", rule="a.c")
    assert reviewed(Document.of(text), [sure, unsure], real_model, {"a.b": 4.0, "a.c": 4.0}) == [sure]


def test_of_two_findings_the_rules_one_is_shown():
    text = "He go home."
    theirs, mine = finding(text, "go", "went"), finding(text, "go", "goes", rule="model.verb-form", by="model")
    (kept,) = preferred([theirs, mine], "model")
    assert (kept.rule, kept.also) == ("verbs.x", ("model.verb-form",))
    assert preferred([mine], "model") == [mine]


@pytest.mark.parametrize(
    ("old", "new", "words"), [("a b", "a  b", False), ("A", "a", False), ("a.", "a", False), ("a", "b", True)]
)
def test_what_changes_words(old, new, words):
    assert changes_words(Document.of(f"{old} x"), finding(f"{old} x", old, new)) is words
