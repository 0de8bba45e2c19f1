"""On a real Ray of two workers: what is written is the same as without Ray, whoever is killed meanwhile."""

import errno
import json
import os
import secrets
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtcheck.cli import main
from mtcheck.core.model import Severity
from mtcheck.core.settings import Config
from mtcheck.datasets import curate as curating
from mtcheck.datasets.curate import Place, curate, log_path, state_path
from mtcheck.datasets.plan import Plan
from mtcheck.run.workers import Steady, Work
from tests.chromium import absent

pytestmark = [
    pytest.mark.processes,
    pytest.mark.filterwarnings("default"),  # Ray's own are not ours to mend
    pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc"),
]

TEXTS = [
    "The talks resume on day {} in the town.",
    "The talks. with the unions resume on day {}.",
    "The ministry of the town of Суми was hit on day {}.",
    "Die Gespräche mit den Gewerkschaften werden am {}. Tag fortgesetzt.",
    "The talks resume on DAY {} in the town.",
    "",
]
ROWS = 2_100
"""Four whole batches and one begun: whoever is killed after the first has work in hand and work before him."""
CLUSTER = """
import os, sys
os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
import ray
ray.init(address="local", num_cpus=2, include_dashboard=False, _temp_dir=sys.argv[1], object_store_memory=100_000_000)
print("at", ray.get_runtime_context().gcs_address, flush=True)
sys.stdin.read()
"""
CONFIG = Config(only=["seams", "untranslated"], grammar="off")


@pytest.fixture(scope="session")
def cluster(tmp_path_factory, cache_folder):
    """A Ray of two workers for all tests: its process and its address."""
    token = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32)}
    os.environ |= token  # Ray reads it when it is loaded
    try:
        import ray.data  # noqa: F401
    except ImportError:
        absent("needs Ray (pip install 'mtcheck[ray]')")
    folder = Path(os.path.realpath(tmp_path_factory.mktemp("r")))
    command = [sys.executable, "-c", CLUSTER, str(folder)]
    environment = os.environ | {"MTCHECK_CACHE_DIR": str(cache_folder)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        address = next(line.split()[1] for line in process.stdout if line.startswith("at "))
        yield process.pid, address
        process.stdin.close()
    for name in token:
        del os.environ[name]


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "in.jsonl"
    rows = [{"id": n, "target": TEXTS[n % 6].format(n // 12)} for n in range(ROWS)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows) + "{broken\n")
    return path


def files(output):
    """What is on the disk: of the output, of its folder's files, of the log."""
    parts = sorted(output.iterdir()) if output.is_dir() else [output]
    assert not state_path(output).exists()
    return {part.name if output.is_dir() else "": part.read_bytes() for part in parts} | {
        "log": log_path(output).read_bytes()
    }


_plain = {}


def plain(source, **more):
    """What a run without Ray writes of the rows that all these tests have."""
    kind = (source.read_bytes(), *more.items())
    if kind not in _plain:
        output = source.with_name("plain.jsonl")
        list(curate(source, output, CONFIG, Plan(**more)))
        _plain[kind] = files(output)
    return _plain[kind]


def descendants(pid):
    """Return the command lines of the processes under a process, by their ids."""
    parents, names = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            names[int(folder.name)] = (folder / "cmdline").read_bytes().decode().replace("\0", " ")
        except OSError:
            continue
    under = {pid}
    while more := {one for one, parent in parents.items() if parent in under} - under:
        under |= more
    return {one: names[one] for one in under - {pid}}


def living(pids):
    """Return which processes are there and no mere zombies."""
    states = {pid: Path(f"/proc/{pid}/stat") for pid in pids}
    return [
        pid for pid, stat in states.items() if stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"
    ]


def survivors(pids):
    """Return which processes are still there after twenty seconds; at once, when none is."""
    until = time.monotonic() + 20
    while (left := living(pids)) and time.monotonic() < until:
        time.sleep(0.1)
    return left


def judges(pid):
    """Return the ids of the actors, and of the processes in which they judge, when both have begun."""
    until = time.monotonic() + 20
    while True:
        actors = [one for one, name in descendants(pid).items() if "Judge" in name]
        inner = [one for actor in actors for one, name in descendants(actor).items() if "spawn_main" in name]
        if len(inner) == 2 or time.monotonic() > until:
            return actors, inner
        time.sleep(0.1)


@pytest.mark.parametrize(
    ("kind", "words"),
    [("csv", ["--shards", "parquet"]), ("parquet", ["--shards", "jsonl", "--annotate", "--without", "duplicate"])],
)
def test_folders_give_the_same_shards(tmp_path, cluster, kind, words):
    import pyarrow
    from pyarrow import csv, parquet

    folder = tmp_path / "in"
    folder.mkdir()
    for part in range(3):
        rows = [{"id": n, "target": TEXTS[n % 6].format(n // 12)} for n in range(part * 400, part * 400 + 400)]
        table = pyarrow.Table.from_pylist(rows)
        (csv.write_csv if kind == "csv" else parquet.write_table)(table, folder / f"{part}.{kind}")
    results = {}
    for engine in ("local", "ray"):
        output = tmp_path / engine
        where = ["--engine", "ray", "--ray-address", cluster[1]] if engine == "ray" else []
        command = ["curate", "--only", "seams", "--grammar", "off", str(folder), "-o", str(output), *words, *where]
        done = CliRunner().invoke(main, command, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        results[engine] = done.stdout, files(output)
    assert results["local"] == results["ray"]
    assert len(results["ray"][1]) == 4


def test_killed_workers_cost_nothing(tmp_path, cluster, source):
    output = tmp_path / "out.jsonl"
    with closing(curate(source, output, CONFIG, Plan(), Place("ray", cluster[1]))) as steps:
        next(steps)
        actors, inner = judges(cluster[0])
        assert (len(actors), len(inner)) == (2, 2)
        os.kill(actors[0], signal.SIGKILL)
        other = next(one for one in inner if one in descendants(actors[1]))
        os.kill(other, signal.SIGKILL)
        assert json.loads(state_path(output).read_bytes())["rows"] == 500
        next(steps)
        assert survivors([actors[0], other]) == []
        list(steps)
    assert files(output) == plain(source)


def test_a_full_disk_is_gone_on_from(tmp_path, cluster, source, monkeypatch):
    output = tmp_path / "out.jsonl"
    record, calls = curating._Run.record, []

    def full(self, judged):
        calls.append(judged)
        if len(calls) == 3:
            self.output.write([{"half": 1}])
            raise OSError(errno.ENOSPC, "No space left on device")
        record(self, judged)

    command = ["curate", "--only", "seams,untranslated", "--grammar", "off", str(source), "-o", str(output)]
    command += ["--engine", "ray", "--ray-address", cluster[1], "--drop-at", "critical"]
    with monkeypatch.context() as patch:
        patch.setattr(curating._Run, "record", full)
        done = CliRunner().invoke(main, command, catch_exceptions=False)
    assert (done.exit_code, "No space left" in done.stderr) == (2, True)
    assert json.loads(state_path(output).read_bytes())["rows"] == 1000
    assert CliRunner().invoke(main, command, catch_exceptions=False).exit_code == 2  # for the broken row
    assert files(output) == plain(source, drop_at=Severity.CRITICAL)


def test_a_killed_driver_takes_its_ray_along_and_can_be_started_again(tmp_path, source, cluster):
    output = tmp_path / "out.jsonl"
    command = [
        sys.executable,
        "-m",
        "mtcheck",
        "curate",
        "--only",
        "seams,untranslated",
        "--grammar",
        "off",
        source,
        "-o",
        output,
    ]
    command += ["--engine", "ray", "--jobs", "1"]
    with subprocess.Popen(command, env=os.environ | {"TMPDIR": "/tmp"}) as process:
        while not state_path(output).exists() or json.loads(state_path(output).read_bytes())["rows"] == 0:
            assert process.poll() is None
            time.sleep(0.02)
        under = descendants(process.pid)
        process.kill()
    assert any("raylet" in name for name in under.values())
    assert "127.0.0.1" in next(name for name in under.values() if "/raylet " in name or name.endswith("raylet"))
    agents = {pid for pid, name in under.items() if "Agent" in name}  # hold no text, and look up only now and then
    assert survivors(under.keys() - agents) == []
    with output.open("ab") as stream:
        stream.write(b'{"half": ')
    list(curate(source, output, CONFIG, Plan(), Place("ray", cluster[1])))
    assert files(output) == plain(source)


def test_without_ray_it_is_said(tmp_path, source, monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    done = CliRunner().invoke(main, ["curate", str(source), "-o", str(tmp_path / "o.jsonl"), "--engine", "ray"])
    assert (done.exit_code, "pip install 'mtcheck[ray]'" in done.stderr) == (2, True)
    done = CliRunner().invoke(main, ["curate", str(source), "-o", str(tmp_path / "p.jsonl"), "--ray-address", "x:1"])
    assert (done.exit_code, "--ray-address has no effect" in done.stderr) == (2, True)


def start():
    pass


def double(batch):
    return [os._exit(1) if one == 3 else 2 * one for one in batch]


def test_a_row_that_kills_its_process_costs_itself():
    steady = Steady(Work(start, (), double, lambda one: -one))
    try:
        assert [steady.do([1, 2]), steady.do([1, 2, 3, 4, 5]), steady.do([6])] == [[2, 4], [2, 4, -3, 8, 10], [12]]
    finally:
        steady.close()
