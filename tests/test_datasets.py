"""Keep, repair, drop; resumed after a kill without losing or doubling a row."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from mtcheck.cli import main
from mtcheck.datasets import rows as data

GOOD = "The talks resume on Tuesday."
MENDABLE = "The talks. with the unions resume on Tuesday."
BROKEN = "The ministry of the town of Суми was hit."
ROWS = [
    {"id": 1, "target": GOOD, "n": [1, {"a": None}]},
    {"id": "b", "target": MENDABLE},
    {"id": 3, "target": BROKEN},
    {"id": 4},
]


REPEATS = ("--grammar", "off", "--without", "duplicate,near-duplicate")


def run(*words):
    return CliRunner().invoke(main, ["curate", *REPEATS, *map(str, words)], catch_exceptions=False)


def lines(path):
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def test_rows_are_kept_repaired_or_dropped_with_reasons(tmp_path):
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in ROWS) + "{broken\n[1]\n")
    result = run(source, "-o", output)
    assert result.stdout == "6 rows: 1 kept, 1 repaired, 1 dropped (1 fluency), 3 unreadable\n"
    assert result.exit_code == 2
    assert lines(output) == [ROWS[0], {"id": "b", "target": MENDABLE.replace("talks. with", "talks with")}]
    decisions = lines(tmp_path / "out.jsonl.decisions.jsonl")
    assert [(one["row"], one["verdict"]) for one in decisions] == [
        (1, "keep"),
        (2, "repair"),
        (3, "drop"),
        (4, "unreadable"),
        (5, "unreadable"),
        (6, "unreadable"),
    ]
    assert decisions[1]["fixed"][0].startswith("seams.")
    assert decisions[2]["left"][0].startswith("untranslated.")
    assert not (tmp_path / "out.jsonl.state.json").exists()


@pytest.mark.parametrize(
    ("repair", "drop_at", "verdicts"),
    [("none", "major", ["keep", "drop", "drop"]), ("safe", "critical", ["keep", "repair", "keep"])],
)
def test_plans(tmp_path, repair, drop_at, verdicts):
    source, output = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("id,text\n" + "".join(f'{n},"{text}"\n' for n, text in enumerate((GOOD, MENDABLE, BROKEN))))
    assert run(source, "-o", output, "--column", "text", "--repair", repair, "--drop-at", drop_at).exit_code == 0
    assert [one["verdict"] for one in lines(tmp_path / "out.csv.decisions.jsonl")] == verdicts
    assert output.read_text().startswith("id,text\n")


def test_parquet_goes_through(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    source, output = tmp_path / "in.parquet", tmp_path / "out.parquet"
    parquet.write_table(
        pyarrow.Table.from_pylist([{"id": n, "target": GOOD} for n in range(1300)]), source, row_group_size=400
    )
    assert run(source, "-o", output, "--only", "seams").exit_code == 0
    assert parquet.read_table(output).column("id").to_pylist() == list(range(1300))


@pytest.mark.parametrize("skip", [0, 1, 399, 400, 401, 1299, 1300])
def test_parquet_is_read_from_any_row(tmp_path, skip):
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(
        pyarrow.Table.from_pylist([{"n": n} for n in range(1300)]), tmp_path / "a.parquet", row_group_size=400
    )
    assert [row["n"] for row in data.read(tmp_path / "a.parquet", skip)] == list(range(skip, 1300))


@pytest.mark.parametrize(
    ("name", "words"),
    [("none.jsonl", "no such file"), ("a.xyz", "not a data set"), ("bad.csv", "two columns")],
)
def test_sets_that_cannot_be_read_stop(tmp_path, name, words):
    (tmp_path / "bad.csv").write_bytes(b"target,target\n")
    (tmp_path / "a.xyz").write_text("x")
    result = run(tmp_path / name, "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 2
    assert words in result.stderr or "No such file" in result.stderr


def test_nothing_is_overwritten_unasked(tmp_path):
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"target": GOOD}) + "\n")
    output.write_text("mine\n")
    assert run(source, "-o", output).exit_code == 2
    assert output.read_text() == "mine\n"
    assert run(source, "-o", output, "--restart").exit_code == 0


def test_one_bad_row_of_csv_is_one_unreadable_row(tmp_path):
    source, output = tmp_path / "in.csv", tmp_path / "out.csv"
    rows = [GOOD, '"a"b', "\xff", '"' + GOOD + "\n" + GOOD + '"', "a,b,c", '"open', GOOD]
    source.write_bytes(b",target\n" + "".join(f"{n},{row}\n" for n, row in enumerate(rows)).encode("latin-1"))
    assert run(source, "-o", output).exit_code == 2
    verdicts = [one["verdict"] for one in lines(tmp_path / "out.csv.decisions.jsonl")]
    assert verdicts == ["keep", "unreadable", "unreadable", "keep", "unreadable", "unreadable", "keep"]
    assert output.read_text() == f',target\n0,{GOOD}\n3,"{GOOD}\n{GOOD}"\n6,{GOOD}\n'


@pytest.mark.parametrize("name", ["in.jsonl", "link.jsonl", "hard.jsonl", "IN.jsonl", "folder/../in.jsonl"])
def test_the_input_is_never_the_output(tmp_path, name):
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"target": GOOD}) + "\n")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.jsonl").symlink_to(source)
    os.link(source, tmp_path / "hard.jsonl")
    result = run(source, "-o", tmp_path / name, "--restart")
    assert (result.exit_code, lines(source)) == (2, [{"target": GOOD}])
    assert "would overwrite the input" in result.stderr


def test_the_input_is_neither_the_log_nor_inside_the_output(tmp_path):
    folder = tmp_path / "out.parquet"
    folder.mkdir()
    for source, output in ((tmp_path / "o.jsonl.decisions.jsonl", tmp_path / "o.jsonl"), (folder / "a.jsonl", folder)):
        source.write_text(json.dumps({"target": GOOD}) + "\n")
        result = run(source, "-o", output, "--restart")
        assert (result.exit_code, lines(source)) == (2, [{"target": GOOD}])


def test_a_second_run_on_the_same_output_is_refused(tmp_path):
    from mtcheck.datasets.guard import held

    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"target": GOOD}) + "\n")
    with held(output):
        assert "another run" in run(source, "-o", output).stderr
    assert run(source, "-o", output).exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl", "out.jsonl.decisions.jsonl"]


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet"])
def test_a_run_killed_in_its_first_batch_goes_on(tmp_path, monkeypatch, ending):
    from mtcheck.datasets import curate

    source, output = tmp_path / "in.jsonl", tmp_path / f"out.{ending}"
    source.write_text("".join(json.dumps({"id": n, "target": GOOD}) + "\n" for n in range(3)))
    with monkeypatch.context() as patch:
        patch.setattr(curate._Run, "record", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        assert CliRunner().invoke(main, ["curate", *REPEATS, str(source), "-o", str(output)]).exit_code == 130
    assert run(source, "-o", output).exit_code == 0
    assert [int(row["id"]) for row in data.read(output)] == [0, 1, 2]


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet"])
def test_a_finished_output_is_not_overwritten(tmp_path, ending):
    source, output = tmp_path / "in.jsonl", tmp_path / f"out.{ending}"
    source.write_text(json.dumps({"target": GOOD}) + "\n")
    assert run(source, "-o", output).exit_code == 0
    assert "--restart writes it anew" in run(source, "-o", output).stderr
    assert run(source, "-o", output, "--restart").exit_code == 0


def test_parquet_parts_have_one_schema_and_can_be_read_again(tmp_path, monkeypatch):
    pytest.importorskip("pyarrow")
    from pyarrow import parquet

    from mtcheck.datasets import batches

    monkeypatch.setattr(batches, "BATCH", 2)
    source, output, again = tmp_path / "in.jsonl", tmp_path / "out.parquet", tmp_path / "again.parquet"
    notes = [None, None, "text", None, 2**40, None]
    given = [{"target": GOOD, "note": note} if n < 3 else {"target": GOOD, "n": note} for n, note in enumerate(notes)]
    source.write_text("".join(json.dumps(row) + "\n" for row in given))
    assert run(source, "-o", output).exit_code == 0
    wanted = [{"target": GOOD, "note": row.get("note"), "n": row.get("n")} for row in given]
    assert parquet.read_table(output).to_pylist() == wanted
    assert run(output, "-o", again).exit_code == 0
    assert parquet.read_table(again).to_pylist() == wanted


def test_columns_that_no_type_holds_are_refused_before_anything_is_written(tmp_path):
    pytest.importorskip("pyarrow")
    source, output = tmp_path / "in.jsonl", tmp_path / "out.parquet"
    source.write_text('{"target": "a", "n": 1}\n{"target": "b", "n": "x"}\n')
    result = run(source, "-o", output)
    assert result.exit_code == 2
    assert "write .jsonl instead" in result.stderr
    assert not output.exists()


def test_no_column_and_no_digit_is_lost(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_text(f'{{"target": "{GOOD}"}}\n{{"target": "{GOOD}", "n": {10**30}, "list": [1]}}\n')
    assert run(source, "-o", tmp_path / "out.csv").exit_code == 0
    assert (tmp_path / "out.csv").read_text().splitlines() == ["target,n,list", f"{GOOD},,", f"{GOOD},{10**30},[1]"]
    assert run(source, "-o", tmp_path / "out.jsonl").exit_code == 0
    assert lines(tmp_path / "out.jsonl")[1]["n"] == 10**30


@pytest.mark.processes
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_killed_run_goes_on_without_losing_or_doubling_a_row(tmp_path, jobs):
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    texts = [(GOOD, MENDABLE)[n % 2].replace("Tuesday", f"day {n // 4}") for n in range(3000)]
    source.write_text("".join(json.dumps({"id": n, "target": text}) + "\n" for n, text in enumerate(texts)))
    command = [sys.executable, "-m", "mtcheck", "curate", "--grammar", "off", "--only", "seams", "--jobs", jobs]
    command += [source, "-o", output]
    state = Path(f"{output}.state.json")
    kills = 0
    for _ in range(40):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
        before = state.read_bytes() if state.exists() else b""
        while process.poll() is None and (not state.exists() or state.read_bytes() == before):
            time.sleep(0.01)
        if process.poll() is not None:
            break
        if kills == 4:
            assert process.wait() == 0
            break
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        kills += 1
        with output.open("ab") as stream:
            stream.write(b'{"half": ')
    assert kills >= 3
    assert [row["id"] for row in lines(output)] == [n for n in range(3000) if n % 4 < 2]
    assert [row["row"] for row in lines(f"{output}.decisions.jsonl")] == list(range(1, 3001))
