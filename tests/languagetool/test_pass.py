"""The pass against fakes: what it finds, and every way in which it can fail."""

import json
import random
import time

import pytest

from mtcheck.core.engines import Settings
from mtcheck.core.model import Finding, Severity, Span
from mtcheck.passes import Unavailable, Unfinished
from mtcheck.passes.languagetool.engine import LanguageToolPass

from .conftest import document, every_an, match, wait_until

pytestmark = pytest.mark.processes

TEXT = "It is an test."


def opened(fake, **given):
    return LanguageToolPass(Settings(url=fake.url, threads=2, **given))


def answers(*matches):
    return lambda fields: (200, json.dumps({"matches": list(matches)}))


def findings(fake, text, *matches, **given):
    fake.answer = answers(*matches)
    with opened(fake, **given) as one:
        return list(one.check(document(text)))


# What it finds


def test_a_finding(fake):
    text = "A 😀 😀 is an test 😀."
    assert findings(fake, text, match(text, "an")) == [
        Finding(Span(9, 11), "languagetool.EN_A_VS_AN", "languagetool", "Wrong.", Severity.MINOR, "fluency/grammar",
                ("a",), safe=True, confidence=0.7),
    ]  # fmt: skip


def test_the_length_counts_utf16_units_too(fake):
    text = "so 😀😀 it"
    assert findings(fake, text, match(text, "😀😀"))[0].span == Span(3, 5)


def test_only_the_first_of_one_fix_of_a_safe_rule_is_safe(fake):
    text = "is an test"
    assert [one.safe for one in findings(fake, text, match(text, "an", fixes=("a", "the")))] == [False]
    assert [one.safe for one in findings(fake, text, match(text, "an", rule="OTHER"))] == [False]
    assert findings(fake, text, match(text, "an", fixes=("an", "a", "a")))[0].fixes == ("a",)


@pytest.mark.parametrize(
    ("text", "part", "kept"),
    [
        ("He met Martin Landray there.", "Martin Landray", False),
        ("He met Landray there.", "Landray", False),
        ("Landray said so.", "Landray", True),  # its capital may be the sentence's
        ("He left. “Landray said so.", "Landray", True),
        ("Martin Landray said so.", "Martin Landray", False),
        ("They flew to USA then.", "to USA", True),
        ("And so am I.", "I", True),
        ("So do I'm told.", "I'm", True),
        ("In the EU-China talks", "EU-China", False),
        ("It costs 5 % more", "5 %", True),
        ("so it is", "so", True),
        ("he , said", ",", True),
    ],
)
def test_names_are_never_flagged(fake, text, part, kept):
    assert bool(findings(fake, text, match(text, part))) is kept


def test_a_lower_case_start_counts_only_inside_a_paragraph(fake):
    fake.answer = answers(
        match("one is. two is", "one", "UPPERCASE_SENTENCE_START", "CASING", "typographical", ("One",)),
        match("one is. two is", "two", "UPPERCASE_SENTENCE_START", "CASING", "typographical", ("Two",)),
    )
    with opened(fake) as one:
        assert [found.fixes for found in one.check(document("one is. two is"))] == [("Two",)]


def test_results_do_not_depend_on_order_batches_or_threads(fake):
    texts = [f"This is {'😀' * (number % 3)} {'an' if number % 2 else 'the'} test {number}." for number in range(40)]
    documents = [document(text, "Second.", text) for text in texts]
    expected = None
    for batch_chars, threads in [(1, 1), (60, 4), (100_000, 2)]:
        order = list(range(len(documents)))
        random.Random(batch_chars).shuffle(order)
        fake.answer = lambda fields: (time.sleep(random.random() / 200), every_an(fields))[1]
        with LanguageToolPass(Settings(url=fake.url, threads=threads, batch_chars=batch_chars)) as one:
            found = one.check_many([documents[number] for number in order])
        found = [found[order.index(number)] for number in range(len(documents))]
        assert [len(each.findings) for each in found] == [2 * (number % 2) for number in range(40)]
        assert expected is None or found == expected
        expected = found


def test_requests_are_sent_in_parallel(fake):
    fake.answer = lambda fields: (time.sleep(0.3), every_an(fields))[1]
    begin = time.monotonic()
    with LanguageToolPass(Settings(url=fake.url, threads=4, batch_chars=1)) as one:
        one.check_many([document(TEXT)] * 4)
    assert time.monotonic() - begin < 0.9


def test_what_is_sent(fake):
    with opened(fake, language="en-GB") as one:
        one.check_many([document("One.", "  "), document("Two.")])
        assert one.version == "languagetool 6.8"
    [fields] = fake.seen
    assert fields["text"] == "One.\n\nTwo."
    assert fields["language"] == "en-GB"
    assert "TYPOS" in fields["disabledCategories"]


def test_nothing_is_started_for_nothing(java):
    with LanguageToolPass() as one:
        assert one.check_many([]) == []
        assert list(one.check(document())) == []
    assert java.starts == []


# How a server can fail


def test_a_kind_that_the_table_does_not_know_is_a_problem(fake):
    text = "is an test"
    fake.answer = answers(match(text, "an"), match(text, "test", "NEW_RULE", "NEW", "grammar"))
    with opened(fake) as one:
        found = []
        with pytest.raises(Unfinished, match=r"no category for: NEW \(grammar\), rule NEW_RULE"):
            found.extend(one.check(document(text)))
        [(found, troubles)] = one.check_many([document(text)])
    assert len(found) == len(troubles) == 1


def test_findings_come_before_the_complaint(fake):
    text = "is an test"
    fake.answer = answers(match(text, "an"), match(text, "test", "NEW_RULE", "NEW", "grammar"))
    with opened(fake) as one:
        reader = one.check(document(text))
        assert next(reader).rule == "languagetool.EN_A_VS_AN"
        with pytest.raises(Unfinished):
            next(reader)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((500, "Out of order"), "HTTP 500: Out of order"),
        ((200, "{"), "not LanguageTool's"),
        ((200, json.dumps({"matches": [match("a much longer text", "text")]})), "a place outside the text"),
        ((200, '{"matches": [], "warnings": {"incompleteResults": true}}'), "did not finish a text in time"),
    ],
)
def test_one_bad_answer_leaves_the_other_texts(fake, answer, said):
    fake.answer = lambda fields: answer if "bad" in fields["text"] else every_an(fields)
    with opened(fake, batch_chars=1) as one:
        each = one.check_many([document(TEXT), document("bad"), document(TEXT)])
        assert [len(found) for found, _ in each] == [1, 0, 1]
        assert [len(troubles) for _, troubles in each] == [0, 1, 0]
        with pytest.raises(Unfinished, match=said):
            list(one.check(document("bad")))


def test_a_slow_answer(fake):
    fake.answer = lambda fields: (time.sleep(1), every_an(fields))[1]
    with opened(fake, request_seconds=0.2) as one, pytest.raises(Unfinished, match=r"within 0\.2 s; raise request-sec"):
        list(one.check(document(TEXT)))


def test_a_server_that_always_fails_is_given_up(fake):
    fake.answer = lambda fields: (500, "no")
    with opened(fake) as one:
        for _ in range(2):
            with pytest.raises(Unfinished):
                list(one.check(document(TEXT)))
        for _ in range(3):
            with pytest.raises(Unavailable, match="3 times in a row"):
                list(one.check(document(TEXT)))
    assert len(fake.seen) == 3


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://languagetool.invalid:8081"])
def test_an_unreachable_host(url):
    with LanguageToolPass(Settings(url=url)) as one:
        for _ in range(2):
            with pytest.raises(Unavailable, match=rf"no LanguageTool server answers at {url}.*check the address"):
                list(one.check(document(TEXT)))


def test_what_is_no_address():
    with LanguageToolPass(Settings(url="file:///x")) as one, pytest.raises(Unavailable, match="not the address"):
        list(one.check(document(TEXT)))


def test_a_named_server_that_goes_away(fake):
    with opened(fake) as one:
        assert len(list(one.check(document(TEXT)))) == 1
        fake.close()
        with pytest.raises(Unavailable, match="no LanguageTool server answers"):
            list(one.check(document(TEXT)))


# How an engine of our own can fail


def failure(**given):
    with LanguageToolPass(Settings(**given)) as one, pytest.raises(Unavailable) as caught:
        list(one.check(document(TEXT)))
    return str(caught.value)


def test_no_installation(java, monkeypatch):
    monkeypatch.delenv("LTP_PATH")
    assert failure().startswith("LanguageTool is not installed: run 'mtcheck languagetool install'")


def test_no_java(java, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert failure() == "Java was not found on the PATH: install Java 17 or newer"


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("old", "Detected java 11.0. LanguageTool requires Java >= 17"),
        ("fails", "something is wrong with the disk"),
        ("no memory", "not enough memory; change heap-mb"),
        ("broken", "the Java on the PATH does not tell its version"),
    ],
)
def test_a_java_that_does_not_start(java, mode, said):
    java.does(mode)
    assert said in failure()
    assert java.running() == []


def test_the_wrapper_is_not_installed(java, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "language_tool_python", None)
    assert "pip install 'mtcheck[languagetool]'" in failure()


def test_an_engine_that_never_answers(java):
    java.does("mute")
    assert "not ready within 0.5 s; raise start-seconds" in failure(start_seconds=0.5)
    wait_until(lambda: not java.running())


def test_a_failed_start_is_not_repeated_for_every_text(java):
    java.does("fails")
    with LanguageToolPass() as one:
        for _ in range(3):
            with pytest.raises(Unavailable):
                list(one.check(document(TEXT)))
    assert len(java.starts) == 1


def test_a_taken_port_is_no_failure(java):
    java.does("port taken")
    with LanguageToolPass() as one:
        assert len(list(one.check(document(TEXT)))) == 1
    assert len(java.starts) == 2


def test_a_server_that_dies_is_started_again_once(java):
    java.does("dies once")
    with LanguageToolPass(Settings(threads=4, batch_chars=1)) as one:
        assert [len(found) for found, _ in one.check_many([document(TEXT)] * 12)] == [1] * 12
    assert len(java.starts) == 2
    assert java.running() == []


def test_a_server_that_dies_twice_is_given_up(java):
    java.does("dies")
    with LanguageToolPass(Settings(threads=4, batch_chars=1)) as one:
        for _ in range(2):
            with pytest.raises(Unavailable, match=r"died a second time.*heap-mb"):
                one.check_many([document(TEXT)] * 12)
    assert len(java.starts) == 2
    assert java.running() == []
