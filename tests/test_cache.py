import sqlite3

import pytest

from mtcheck.core.settings import Config
from mtcheck.input.reading import Text
from mtcheck.passes.rules.engine import RulesPass
from mtcheck.run.cache import Cache
from mtcheck.run.checker import TextChecker
from mtcheck.run.whole import run

TEXTS = [Text(f"{n}.txt", f"The talks. with the {n} unions resume. 😀", "plain") for n in range(3)]
CONFIG = Config(grammar="off")


def test_the_second_run_asks_no_rule_and_says_the_same(tmp_path, monkeypatch):
    path = tmp_path / "c.sqlite"
    first = run(TEXTS, CONFIG, path)
    monkeypatch.setattr(RulesPass, "check_many", lambda *_: pytest.fail("checked again"))
    assert run(TEXTS, CONFIG, path) == first


@pytest.mark.parametrize(
    "other", [Config(grammar="off", ignore=["seams"]), Config(grammar="off", accept=["talks. with"])]
)
def test_other_settings_are_another_key(tmp_path, other):
    path = tmp_path / "c.sqlite"
    run(TEXTS, CONFIG, path)
    assert run(TEXTS, other, path).by_severity() == run(TEXTS, other).by_severity()


def test_the_same_text_elsewhere_in_another_format_is_checked(tmp_path):
    path = tmp_path / "c.sqlite"
    text = "`The talks. with the unions` resume."
    run([Text("a.txt", text, "plain")], CONFIG, path)
    assert not run([Text("a.md", text, "markdown")], CONFIG, path).by_severity()


def test_a_broken_store_only_costs_time(tmp_path):
    path = tmp_path / "c.sqlite"
    path.write_bytes(b"not a database" * 100)
    assert run(TEXTS, CONFIG, path).by_severity() == run(TEXTS, CONFIG).by_severity()


def test_a_broken_row_only_costs_time(tmp_path):
    path = tmp_path / "c.sqlite"
    first = run(TEXTS, CONFIG, path)
    with sqlite3.connect(path) as base:
        base.execute("UPDATE found SET data = x'00ff'")
    assert run(TEXTS, CONFIG, path) == first


def test_it_stays_bounded_and_drops_what_was_unused_longest(tmp_path, monkeypatch):
    monkeypatch.setattr("mtcheck.run.cache.MOST_ROWS", 2)
    clock = iter(range(100))
    monkeypatch.setattr("mtcheck.core.remembered.time.time", lambda: float(next(clock)))
    cache = Cache(tmp_path / "c.sqlite", "sig")
    for name in "abc":
        cache.put(cache.key(name), 1, ())
    cache.close()
    again = Cache(tmp_path / "c.sqlite", "sig")
    assert [again.get(again.key(name), "") is not None for name in "abc"] == [False, True, True]


@pytest.mark.processes
def test_parallel_runs_share_it(tmp_path):
    path = tmp_path / "c.sqlite"
    many = [Text(f"{n}.txt", f"The talks. with the {n} unions resume.", "plain") for n in range(200)]
    two = Config(grammar="off", jobs=2)
    assert run(many, two, path).texts == run(many, CONFIG, path).texts == run(many, CONFIG).texts


def test_checks_with_problems_are_not_remembered(tmp_path, monkeypatch):
    monkeypatch.setattr("mtcheck.rulelang.patterns.SECONDS", 0.0)
    path = tmp_path / "c.sqlite"
    with TextChecker(CONFIG, path) as checker:
        _, problems = checker.check(Text("a.txt", "The talks. with the unions " * 2000, "plain"))
    monkeypatch.undo()
    if problems:
        assert run([Text("a.txt", "The talks. with the unions " * 2000, "plain")], CONFIG, path).problems == ()
