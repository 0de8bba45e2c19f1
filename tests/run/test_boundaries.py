"""One bad text never costs the others: faults and limits of passes, rules, formats, workers and rows."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from mtcheck import checks
from mtcheck.checks.check import Check
from mtcheck.cli.main import main
from mtcheck.core.limits import Limits, OverLimit, within
from mtcheck.core.settings import Config, ConfigError, find_file, load
from mtcheck.input.formats import FORMATS
from mtcheck.input.reading import Text
from mtcheck.passes import Checked
from mtcheck.passes.harper.engine import HarperPass
from mtcheck.passes.rules import trials
from mtcheck.passes.rules.engine import RulesPass
from mtcheck.run import across, checker, whole
from mtcheck.run.checker import TextChecker
from mtcheck.run.whole import run

FOUND = "We saw the talks. with him."
TEXTS = [Text("a.txt", FOUND, "plain"), Text("bad.txt", f"BAD {FOUND}", "plain"), Text("c.txt", FOUND, "plain")]
OFF = Config(grammar="off")


def bad(thing):
    return "BAD" in getattr(thing, "text", thing)


def boom(*_):
    raise ZeroDivisionError("of ours")


def files(report):
    return [text.file for text in report.texts if text.findings]


def replace_check(monkeypatch, find):
    check, real = Check("", find), trials.named
    monkeypatch.setattr(trials, "named", lambda name: check if name == "doubled-space" else real(name))


def failing(real, on_self=False):
    def call(*args, **kwargs):
        if bad(args[1] if on_self else args[0]):
            boom()
        return real(*args, **kwargs)

    return call


def test_a_pass_that_fails_on_a_text(monkeypatch):
    monkeypatch.setattr(HarperPass, "check", failing(HarperPass.check, on_self=True))
    report = run(TEXTS, Config())
    assert files(report) == ["a.txt", "bad.txt", "c.txt"]
    ((problem,),) = [report.problems]
    assert (problem.file, problem.message) == (
        "bad.txt",
        "harper: met a fault of mtcheck's own (ZeroDivisionError: of ours); --debug says where",
    )
    assert report.exit_code(0) == 2


def test_a_check_that_fails_is_named_and_the_other_rules_run(monkeypatch):
    replace_check(monkeypatch, failing(checks.CHECKS["doubled-space"].find))
    report = run(TEXTS, OFF)
    assert files(report) == ["a.txt", "bad.txt", "c.txt"]
    assert [one.file for one in report.problems] == ["bad.txt"]
    assert "characters.doubled-space: met a fault" in report.problems[0].message


def test_a_format_that_fails(monkeypatch):
    monkeypatch.setitem(FORMATS, "plain", failing(FORMATS["plain"]))
    report = run(TEXTS, OFF)
    assert files(report) == ["a.txt", "c.txt"]
    assert [one.file for one in report.problems] == ["bad.txt"]


def test_a_pass_that_fails_on_many_at_once_gets_each_by_itself(monkeypatch):
    real = RulesPass.check_many

    def check_many(self, documents):
        if any(map(bad, documents)):
            boom()
        return real(self, documents)

    monkeypatch.setattr(RulesPass, "check_many", check_many)
    assert files(run(TEXTS, OFF)) == ["a.txt", "c.txt"]


def test_settling_that_fails(monkeypatch):
    monkeypatch.setattr(checker, "place", failing(checker.place))
    assert files(run(TEXTS, OFF)) == ["a.txt", "c.txt"]


def test_a_comparison_of_texts_that_fails(monkeypatch):
    monkeypatch.setattr(whole, "compared", boom)
    report = run(TEXTS, OFF)
    assert len(files(report)) == 3
    assert "comparison" in report.problems[0].message
    assert across.compared is not boom


def test_the_place_of_a_fault_is_told_to_who_asks(monkeypatch):
    monkeypatch.setenv("MTCHECK_DEBUG", "1")
    replace_check(monkeypatch, boom)
    assert "tests/run/test_boundaries.py" in run(TEXTS[:1], OFF).problems[0].message


def slow(*_):
    end = time.thread_time() + 60
    while time.thread_time() < end:
        pass


def hungry(*_):
    kept = []
    while len(kept) < 4000:
        kept.append(bytearray(1_000_000))
        sum(range(20_000))  # native code that only allocates is not interrupted


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers here")
@pytest.mark.parametrize(("work", "words"), [(slow, "too long"), (hungry, "too much memory")])
def test_work_over_its_limits_is_stopped_and_named(monkeypatch, work, words):
    monkeypatch.setattr("mtcheck.core.limits._WARMING", 0)
    replace_check(monkeypatch, lambda document: work() if bad(document) else iter(()))
    limits = Limits(seconds=1 if work is slow else 60, megabytes=300)
    run(TEXTS[:1], OFF)  # what the first text of all loads is none of the work
    start = time.process_time()
    report = run(TEXTS, Config(grammar="off", limits=limits))
    assert time.process_time() - start < 20
    assert files(report)[0] == "a.txt"
    assert files(report)[-1] == "c.txt"
    ((problem,),) = [report.problems]
    assert words in problem.message
    assert "characters.doubled-space" in problem.message


def test_a_format_over_its_limits(monkeypatch):
    monkeypatch.setattr("mtcheck.core.limits._WARMING", 0)
    real = FORMATS["plain"]
    monkeypatch.setitem(FORMATS, "plain", lambda text: slow() if bad(text) else real(text))
    report = run(TEXTS, Config(grammar="off", limits=Limits(seconds=0.5)))
    assert [one.file for one in report.problems] == ["bad.txt"]


def test_limits_leave_no_timer_behind():
    with within(Limits(), 1, "test"):
        pass
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)
    with pytest.raises(OverLimit), within(Limits(seconds=0.01, seconds_per_1000=0), 1, "test"):
        slow()


def dying(self, document):
    if bad(document):
        os._exit(1)
    return ()


@pytest.mark.processes
@pytest.mark.skipif(sys.platform != "linux", reason="the processes have to be forked")
def test_a_process_that_dies_costs_only_the_text_that_killed_it(monkeypatch):
    monkeypatch.setattr(
        RulesPass, "check_many", lambda self, documents: [Checked([*dying(self, one)], []) for one in documents]
    )
    texts = [Text(f"{n}.txt", "BAD" if n == 70 else "Good.", "plain") for n in range(150)]
    report = run(texts, Config(grammar="off", jobs=2))
    assert [text.file for text in report.texts] == [f"{n}.txt" for n in range(150) if n != 70]
    assert [one.file for one in report.problems] == ["70.txt"]
    assert "process that checked it died" in report.problems[0].message


@pytest.mark.processes
@pytest.mark.skipif(sys.platform != "linux", reason="the processes have to be forked")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_row_that_cannot_be_judged_has_its_own_verdict(tmp_path, monkeypatch, jobs):
    monkeypatch.setattr(RulesPass, "check_many", failing_many if jobs == 1 else dying_many)
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps({"target": text}) + "\n" for text in ("Good.", "BAD", "Fine.")))
    result = CliRunner().invoke(
        main, ["curate", "--grammar", "off", "--jobs", str(jobs), str(source), "-o", str(output)]
    )
    assert (result.exit_code, result.stdout) == (
        2,
        "3 rows: 2 kept, 0 repaired, 0 dropped, 0 unreadable, 1 failed\n",
    )
    decisions = [json.loads(line) for line in (tmp_path / "out.jsonl.decisions.jsonl").read_text().splitlines()]
    assert [one["verdict"] for one in decisions] == ["keep", "failed", "keep"]


real_many = RulesPass.check_many


def failing_many(self, documents):
    return boom() if any(map(bad, documents)) else real_many(self, documents)


def dying_many(self, documents):
    return os._exit(1) if any(map(bad, documents)) else real_many(self, documents)


@pytest.mark.processes
@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_workers_end_with_their_parent(tmp_path, number):
    path = tmp_path / "a.jsonl"
    path.write_text('{"target": "We saw him."}\n' * 20_000)
    words = ["check", "--grammar", "off", "--jobs", "2", "--no-cache", str(path)]
    parent = subprocess.Popen([sys.executable, "-m", "mtcheck", *words], stdout=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while len(children := _children(parent.pid)) < 2 and time.monotonic() < end:
        time.sleep(0.05)
    assert len(children) == 2
    parent.send_signal(number)
    parent.wait()
    end = time.monotonic() + 2
    while any(map(_alive, children)) and time.monotonic() < end:
        time.sleep(0.02)
    assert not any(map(_alive, children))


def _children(parent):
    out = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False)
    return [int(line) for line in out.stdout.split()]


def _alive(number):
    out = subprocess.run(["ps", "-o", "stat=", "-p", str(number)], capture_output=True, text=True, check=False).stdout
    return bool(out.strip()) and not out.startswith("Z")


@pytest.mark.parametrize("text", ["tool = 5", "[tool]\nmtcheck = 5", "tool = [1]", "a = " + "[" * 5000])
def test_odd_project_files_are_no_fault(tmp_path, text):
    (tmp_path / "pyproject.toml").write_text(text)
    (tmp_path / ".git").mkdir()
    if text.startswith(("tool =", "a =")) and "[[" not in text:
        assert find_file(tmp_path) is None
    else:
        with pytest.raises(ConfigError, match="pyproject"):
            find_file(tmp_path)


@pytest.mark.parametrize("text", ["languagetool = 5", "accept = 5", "rules = {a = 1}", "limits = 1", "glossary = [1]"])
def test_settings_of_a_wrong_type_are_no_fault(tmp_path, text):
    path = tmp_path / "mtcheck.toml"
    path.write_text(text)
    with pytest.raises(ConfigError):
        load(path, {"languagetool-url": "http://localhost", "accept": ["x"], "rules": ["y"]}, named=False)


@pytest.mark.parametrize(
    "line",
    ['glossary = ["../secret.tsv"]', 'accept-files = ["/etc/passwd"]', 'rules = ["link"]', 'baseline = "../b.json"'],
)
def test_settings_of_a_repository_name_nothing_outside_it(tmp_path, monkeypatch, line):
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / "link").symlink_to(tmp_path)
    (tree / "mtcheck.toml").write_text(line)
    (tree / "a.txt").write_text("x")
    monkeypatch.chdir(tree)
    result = CliRunner().invoke(main, ["check", "a.txt"])
    assert result.exit_code == 2
    assert "outside its folder" in result.stderr
    assert load(tree / "mtcheck.toml", {}, named=True)


@pytest.mark.parametrize(
    "text", ["²", "on ² May 2021", "the ²th", "①", "chapter Ⅷ, 1²th century", "9" * 5000 + "th", "x" + "٣" * 20]
)
@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_digits_that_are_no_numbers(text, format_):
    with TextChecker(OFF) as one:
        assert one.check(Text("a", f"It was {text}, (aged ²), he said. &#x110000; &#{text};", format_))[1] == []


def test_nesting_without_end_is_no_record(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"target": "x", "a": ' + "[" * 100_000 + '\n{"target": "We saw  him."}\n')
    result = CliRunner().invoke(main, ["check", str(path), "--grammar", "off", "--format", "json", "--no-cache"])
    data = json.loads(result.stdout)
    assert (result.exit_code, len(data["problems"]), len(data["findings"])) == (2, 1, 1)
