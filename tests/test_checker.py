"""What the engine makes of passes that ask a server, give up, or disagree."""

import pytest

from mtcheck.core.model import Finding, Problem, Severity, Span
from mtcheck.core.settings import Config
from mtcheck.input.reading import Text
from mtcheck.passes import Checked, Unavailable, Unfinished
from mtcheck.passes.rules.engine import RulesPass
from mtcheck.run.checker import TextChecker
from mtcheck.run.whole import run

TEXTS = [Text(f"{n}.txt", f"The talks. with {n} unions resume.", "plain") for n in range(3)]


class Server:
    """A pass that asks for many texts at once."""

    name = version = "server"
    single = False

    def __init__(self, trouble=None):
        self.trouble = trouble
        self.asked = []

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.asked.append("closed")

    def rule_ids(self):
        return ["server.X"]

    def check_many(self, documents):
        self.asked.append(len(documents))
        if isinstance(self.trouble, Exception):
            raise self.trouble
        finding = Finding(Span(9, 10), "server.X", self.name, "m", Severity.MINOR, "fluency/grammar", ("",))
        return [Checked([finding], [self.trouble] if self.trouble else []) for _ in documents]


class Broken(RulesPass):
    """A pass that gives what it can and says what it could not."""

    name = "broken"

    def check(self, document):
        yield from super().check(document)
        raise Unfinished("half of it")


@pytest.fixture
def passes(monkeypatch):
    def use(*more):
        def chosen(checker, setup):
            return [RulesPass([rule for rule in setup.rules if rule.id.startswith("seams.")]), *more]

        monkeypatch.setattr(TextChecker, "_passes", chosen)

    return use


def test_a_server_is_asked_once_for_a_batch_and_agreement_is_kept(passes):
    server = Server()
    passes(server)
    report = run(TEXTS, Config())
    assert server.asked == [3, "closed"]
    assert [(placed.finding.rule[:6], placed.finding.also) for text in report.texts for placed in text.findings] == [
        ("seams.", ("server.X",))
    ] * 3


def test_a_missing_engine_is_one_problem_of_the_run_and_all_else_is_reported(passes):
    passes(Server(Unavailable("not installed: do this")))
    report = run(TEXTS, Config())
    assert report.problems == (Problem("server: not installed: do this"),)
    assert report.exit_code(Severity.MINOR) == 2
    assert len(list(report.fresh())) == 3


def test_trouble_with_a_text_is_named_with_it(passes):
    passes(Server("timed out"))
    assert run(TEXTS[:1], Config()).problems == (Problem("server: timed out", "0.txt"),)


def test_an_unfinished_pass_keeps_its_findings(passes):
    passes(Broken([]))
    report = run(TEXTS[:1], Config())
    assert report.problems == (Problem("broken: half of it", "0.txt"),)
    assert len(list(report.fresh())) == 1


def test_problems_among_the_input_keep_their_place(passes):
    passes()
    found = [TEXTS[0], Problem("no such file", "x"), TEXTS[1]]
    report = run(found, Config())
    assert [text.file for text in report.texts] == ["0.txt", "1.txt"]
    assert report.problems == (Problem("no such file", "x"),)


@pytest.mark.parametrize("grammar", ["languagetool", "both"])
def test_languagetool_that_was_asked_for_and_is_absent_exits_2(grammar, monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("LTP_PATH", raising=False)
    monkeypatch.delenv("LTP_JAR_DIR_PATH", raising=False)
    report = run(TEXTS, Config(grammar=grammar, ignore=["harper"]))
    (problem,) = report.problems
    assert "mtcheck languagetool install" in problem.message
    assert len(list(report.fresh())) >= 3
