import os
import sqlite3
from pathlib import Path

import msgspec
import pytest
import regex

from mtcheck.core import prepared
from mtcheck.core.prepared import Store
from mtcheck.core.private import is_private, make_private
from mtcheck.core.settings import Config
from mtcheck.input.reading import Text
from mtcheck.run.cache import Entry
from mtcheck.run.whole import run

pytestmark = pytest.mark.skipif(os.name != "posix", reason="owners and modes as POSIX has them")
TEXT = Text("a.txt", "The talks. with the unions resume.", "plain")
CONFIG = Config(grammar="off")


def test_a_folder_is_made_for_its_user_alone(tmp_path):
    folder = tmp_path / "one" / "two"
    assert make_private(folder)
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("mode", [0o702, 0o772])
@pytest.mark.parametrize("which", ["file", "folder", "above"])
def test_what_others_can_write_is_not_believed(tmp_path, which, mode):
    folder = tmp_path / "above" / "folder"
    folder.mkdir(parents=True)
    file = folder / "file"
    file.touch(0o600)
    assert is_private(file)
    {"file": file, "folder": folder, "above": folder.parent}[which].chmod(mode)
    assert not is_private(file)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_what_belongs_to_somebody_else_is_not_believed(tmp_path):
    file = tmp_path / "file"
    file.touch(0o600)
    os.chown(file, 1234, 1234)
    assert not is_private(file)


def test_a_link_is_not_believed(tmp_path):
    (tmp_path / "file").touch(0o600)
    (tmp_path / "link").symlink_to(tmp_path / "file")
    assert not is_private(tmp_path / "link")


def store_with_pattern(tmp_path, monkeypatch):
    monkeypatch.setenv("MTCHECK_CACHE_DIR", str(tmp_path / "cache"))
    store = Store()
    store.pattern("mine")
    store.save()
    return prepared._path()


def test_compiled_code_is_read_only_from_where_nobody_else_can_write(tmp_path, monkeypatch):
    path = store_with_pattern(tmp_path, monkeypatch)
    assert Store()._load().patterns
    path.parent.chmod(0o777)
    assert not Store()._load().patterns
    assert Store().pattern("mine").match("mine")


def test_nothing_is_stored_where_others_can_write(tmp_path, monkeypatch):
    path = store_with_pattern(tmp_path, monkeypatch)
    path.unlink()
    path.parent.chmod(0o777)
    store = Store()
    store.pattern("mine")
    store.save()
    assert not path.exists()


def test_a_home_that_cannot_be_written_only_costs_time(tmp_path, monkeypatch):
    monkeypatch.setenv("MTCHECK_CACHE_DIR", "/proc/none/cache")
    store = Store()
    assert store.pattern("mine").match("mine")
    store.save()
    assert run([TEXT], CONFIG, Path("/proc/none/cache/c.sqlite")).by_severity() == run([TEXT], CONFIG).by_severity()


def test_findings_are_remembered_only_where_nobody_else_can_write(tmp_path):
    path = tmp_path / "cache" / "c.sqlite"
    run([TEXT], CONFIG, path)
    assert path.exists()
    path.unlink()
    path.parent.chmod(0o777)
    run([TEXT], CONFIG, path)
    assert not path.exists()


ROW = [0, 3, "x.y", "rules", "m", "minor", "fluency/grammar", ["f"], True, 0.9, [], 1, 1, "The", "k", None]


@pytest.mark.parametrize(
    "change",
    [
        {0: -1},
        {0: 5, 1: 3},
        {1: 10_000},
        {5: "deadly"},
        {7: [1]},
        {9: "x"},
        {11: 0},
        {13: "Tha"},
        {15: [3, 1]},
        {15: [1]},
        None,
    ],
)
def test_a_row_that_cannot_be_true_is_a_miss(tmp_path, change):
    path = tmp_path / "c.sqlite"
    first = run([TEXT], CONFIG, path)
    rows = [1] if change is None else [[change.get(at, value) for at, value in enumerate(ROW)]]
    with sqlite3.connect(path) as base:
        base.execute("UPDATE found SET data = ?", (msgspec.msgpack.encode([5, rows]),))
    assert run([TEXT], CONFIG, path) == first


def test_a_true_row_is_believed(tmp_path):
    path = tmp_path / "c.sqlite"
    run([TEXT], CONFIG, path)
    with sqlite3.connect(path) as base:
        base.execute("UPDATE found SET data = ?", (msgspec.msgpack.encode([5, [ROW]]),))
    assert [one.finding.rule for one in run([TEXT], CONFIG, path).texts[0].findings] == ["x.y"]
    assert msgspec.msgpack.decode(msgspec.msgpack.encode([5, [ROW]]), type=Entry).words == 5


def test_other_versions_of_the_engine_have_another_store(monkeypatch):
    before = prepared._path()
    monkeypatch.setattr(regex, "__version__", "0")
    assert prepared._path() != before
