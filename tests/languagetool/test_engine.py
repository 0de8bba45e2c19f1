"""The pass against the real LanguageTool: skipped where it is not installed, but never in CI."""

import json
import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mtcheck.core.engines import Settings
from mtcheck.core.model import Span
from mtcheck.passes.languagetool import client, find, kept, mapping
from mtcheck.passes.languagetool.engine import LanguageToolPass

from .conftest import alive, document, engine_in_place, wait_until

pytestmark = pytest.mark.languagetool

VARIETIES = ("en", "en-US", "en-GB", "en-AU", "en-CA", "en-NZ", "en-ZA")
MARKS = ("😀", "👩‍👩‍👧", "🇬🇧", "e\u0301", "n\u0303\u0323", "\u200d", "ﬁ", "𝔘", "ß", "İ", "中", "–", "\ufe0f", "x")
strange = st.lists(st.sampled_from(MARKS) | st.text(st.characters(exclude_categories=["Cc"]), max_size=2), max_size=5)


def rules(found):
    return [(one.rule.removeprefix("languagetool."), one.span.start, one.span.end) for one in found]


@pytest.mark.parametrize(
    ("text", "rule", "part", "fix"),
    [
        ("It was an test.", "EN_A_VS_AN", "an", "a"),
        ("This are bad.", "THIS_NNS", "This", "These"),
        ("He came to to Rome.", "ENGLISH_WORD_REPEAT_RULE", "to to", "to"),
        ("It rained. the roads were wet.", "UPPERCASE_SENTENCE_START", "the", "The"),
        ("She took ten milligrammes of it.", "EN_SIMPLE_REPLACE_MILLIGRAMMES", "milligrammes", "milligrams"),
    ],
)
def test_what_is_found(real, text, rule, part, fix):
    found = {one.rule: one for one in real.check(document(text))}[f"languagetool.{rule}"]
    assert found.span.of(text) == part
    assert found.fixes[0] == fix


@pytest.mark.parametrize(
    "text",
    [
        "The colour of the organisation changed in the centre.",
        "Prime Minister Mustafa al-Kadhimi met Khataib Hezbollah in Baghdad.",
        "He was tired – and so was Yahya Rasool.",
        "It took 3-4 hours  , 5 per cent more.",
    ],
)
def test_spelling_style_typography_and_names_are_let_be(real, text):
    assert list(real.check(document(text))) == []


def test_the_version_is_the_pinned_one(real):
    assert real.version == f"languagetool {find.PINNED}"


@pytest.fixture(scope="module")
def listed(real):
    """Every rule that the server has, in any variety of English."""
    url = real._session.connect()
    answers = [client.fetch(url, f"configinfo?language={variety}", 60) for variety in VARIETIES]
    assert all(len(json.loads(answer)["rules"]) > 1000 for answer in answers)
    return [rule for answer in answers for rule in json.loads(answer)["rules"]]


def test_the_table_holds_exactly_the_kinds_that_the_server_has(listed):
    known = {(name, kind) for name, entry in mapping.table().categories.items() for kind in entry.types}
    unlisted = {("MISC", "locale-violation")}  # of words that the server replaces one by one, as milligrammes
    assert {(rule["categoryId"], rule["locQualityIssueType"]) for rule in listed} | unlisted == known


def test_every_rule_that_the_table_names_exists(listed):
    table = mapping.table()
    exist = {rule["ruleId"] for rule in listed}
    assert (table.unwanted | table.safe | table.inside).keys() <= exist


def test_what_the_user_switches_on_runs(real):
    url, text = real._session.connect(), "It are teh colour, and it rained yesterday but we went out and he stayed."
    for given_on, wanted in [([], False), (["TYPOS"], True), (["MORFOLOGIK_RULE_EN_US"], True)]:
        with LanguageToolPass(Settings(url=url, language="en-US", on=given_on)) as one:
            assert ("MORFOLOGIK_RULE_EN_US" in {rule for rule, *_ in rules(one.check(document(text)))}) is wanted
    with LanguageToolPass(Settings(url=url, off=["GRAMMAR"])) as one:
        assert rules(one.check(document("This are bad."))) == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(strange, strange, strange)
def test_offsets_are_code_points(real, before, within, after):
    sentence = f"She gave {' '.join(within)} an test to {' '.join(after)} them."
    paragraphs = [part for part in (" ".join(before), sentence, "It was an test 😀.") if part.strip()]
    one = document(*paragraphs)
    found = {(start, end) for rule, start, end in rules(real.check(one)) if rule == "EN_A_VS_AN"}
    planted = [at for at in range(len(one.prose)) if one.prose.startswith("an test", at)]
    assert {(at, at + 2) for at in planted} <= found
    assert all(one.prose[start:end] in {"a", "an", "A", "An"} for start, end in found)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=30), max_size=4))
def test_any_text_is_checked_and_every_finding_lies_in_a_paragraph(real, paragraphs):
    one = document(*paragraphs)
    for found in real.check(one):
        assert any(b.span.start <= found.span.start and found.span.end <= b.span.end for b in one.blocks)


def test_results_do_not_depend_on_what_else_is_sent(real):
    folder = Path(__file__).parent
    texts = [line for line in (folder / "sentences.txt").read_text(encoding="utf-8").splitlines() if line]
    documents = [document(text) for text in texts]
    url = real._session.connect()
    results = []
    for chars, step in [(1, 1), (500, -1), (100_000, 1)]:
        with LanguageToolPass(Settings(url=url, batch_chars=chars, threads=2)) as one:
            results.append(one.check_many(documents[::step])[::step])
    assert results[0] == results[1] == results[2]
    assert sum(len(found) for found, _ in results[0]) >= 8


def test_killed_in_mid_run_it_is_started_again_and_nothing_is_left(engine):
    psutil = pytest.importorskip("psutil")
    with engine_in_place(engine):
        with LanguageToolPass() as one:
            assert rules(one.check(document("It was an test.")))
            guard = psutil.Process(one._session._server._process.pid)
            [java] = guard.children()
            assert "java" in java.name()
            [listens] = [each.laddr for each in java.net_connections("tcp") if each.status == "LISTEN"]
            assert listens.ip.removeprefix("::ffff:") == "127.0.0.1"
            os.kill(java.pid, signal.SIGKILL)
            assert rules(one.check(document("It was an test.")))
            [second] = psutil.Process(one._session._server._process.pid).children()
        wait_until(lambda: not alive(java.pid) and not alive(second.pid))


def test_kept_between_runs(engine):
    with engine_in_place(engine):
        url, _ = kept.start(find.find(), Settings())
        try:
            for _ in range(2):
                with LanguageToolPass() as one:
                    assert [span.start for span in map(span_of, one.check(document("It was an test.")))] == [7]
                    assert one._session.connect() == url
        finally:
            kept.stop()
        assert not client.healthy(url, 1)


def span_of(finding) -> Span:
    return finding.span
