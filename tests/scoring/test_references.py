"""Scores against references: the same numbers as the command that everybody else uses."""

import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from mtcheck.cli import main
from mtcheck.output.reporters import json_data
from mtcheck.scoring import far, references, segments

SCHEMA = json.loads(json_data.SCHEMA.read_text(encoding="utf-8"))
GOOD = [
    "The harbour opened again on Monday after the storm.",
    "Officials said that nobody was hurt, although two boats sank.",
    "“We were lucky,” the harbour master told reporters.",
    "Repairs to the pier will cost about 12,500 euros.",
    "",
    "The ferry to the islands leaves at nine o’clock.",
    "Fishermen had warned the ministry for months 😀.",
    "Nothing was done until the cranes fell into the water.",
    "The mayor will visit the town again next week.",
    "A second storm is expected before the end of May.",
    "Insurance covers only half of the damage, he added.",
]


def worse(lines, seed):
    generator = random.Random(seed)
    damaged = []
    for line in lines:
        words = line.split()
        if len(words) > 3:
            index = generator.randrange(len(words) - 1)
            words[index], words[index + 1] = words[index + 1], words[index]
            words[generator.randrange(len(words))] = "thing"
        damaged.append(" ".join(words))
    return damaged


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    texts = {"ref1.txt": GOOD, "ref2.txt": worse(GOOD, 1), "a.txt": worse(GOOD, 2), "b.txt": worse(worse(GOOD, 3), 4)}
    texts["a.txt"][3] += "  \r"  # white space at the end, which sacrebleu drops
    texts["a.txt"][5] = "The ferry\u2028 leaves at nine."  # a line separator that is none for sacrebleu
    for name, lines in texts.items():
        Path(name).write_bytes(("\n".join(lines) + "\n").encode())
    return tmp_path


def mtcheck(*words):
    return CliRunner().invoke(main, list(words), catch_exceptions=False)


def summary(*words):
    return json.loads(mtcheck(*words, "--format", "json").stdout)["summary"]["against"]


def sacrebleu(*words, name="chrf", order=0, form="json"):
    command = [sys.executable, "-m", "sacrebleu", *words, "-m", name, "-w", "10", "-f", form]
    command += ["-cw", str(order)] if name == "chrf" else []
    environment = {key: value for key, value in os.environ.items() if not key.startswith("SACREBLEU")}
    done = subprocess.run(command, capture_output=True, check=True, text=True, env=environment)
    return done.stdout


SAME = [("BLEU", "bleu", 0), ("chrF2", "chrf", 0), ("chrF2++", "chrf", 2), ("TER", "ter", 0)]


@pytest.mark.processes
@pytest.mark.parametrize("refs", [["ref1.txt"], ["ref1.txt", "ref2.txt"]])
def test_corpus_scores_are_those_of_sacrebleu(files, refs):
    (system,) = summary("score", "a.txt", *(word for ref in refs for word in ("-r", ref)))["systems"]
    for mine, (label, name, order) in zip(system["metrics"], SAME, strict=True):
        theirs = json.loads(sacrebleu(*refs, "-i", "a.txt", name=name, order=order))
        assert (mine["name"], mine["signature"]) == (label, theirs["signature"])
        assert mine["score"] == pytest.approx(theirs["score"], abs=1e-9)


@pytest.mark.processes
def test_segment_scores_are_those_of_sacrebleu(files):
    (system,) = summary("score", "a.txt", "-r", "ref1.txt", "-r", "ref2.txt", "--segments")["systems"]
    for mine, (label, name, order) in zip(system["metrics"], SAME, strict=True):
        shown = sacrebleu("ref1.txt", "ref2.txt", "-i", "a.txt", "-sl", "-b", name=name, order=order)
        assert [one["score"] for one in mine["segments"]] == pytest.approx(
            [float(line) for line in shown.split()], abs=1e-9
        )
        full = sacrebleu("ref1.txt", "ref2.txt", "-i", "a.txt", "-sl", name=name, order=order)
        assert full.startswith(f"{label}|{mine['segment_signature']} = ")


@pytest.mark.processes
@pytest.mark.parametrize(("test", "flag", "samples"), [("bootstrap", "bs", 1000), ("randomisation", "ar", 300)])
def test_significance_is_that_of_sacrebleu(files, test, flag, samples):
    systems = summary("score", "a.txt", "b.txt", "-r", "ref1.txt", "--test", test, "--samples", str(samples))["systems"]
    for index, (label, name, order) in enumerate(SAME):
        words = ("ref1.txt", "-i", "a.txt", "b.txt", f"--paired-{flag}", f"--paired-{flag}-n", str(samples))
        shown = sacrebleu(*words, name=name, order=order, form="text")  # its JSON breaks on its own float32
        mine = systems[1]["metrics"][index]
        assert f" - {label:<10} {mine['signature']}\n" in shown
        row = shown[shown.index("│           b.txt") :].partition("╘")[0]
        assert [f"{mine['score']:.10f}", f"{mine['p_value']:.4f}"] == [
            *re.findall(r"\d+\.\d{10}", row)[:1],
            *re.findall(r"p = (\S+)\)", row),
        ]
        if test == "bootstrap":
            assert (f"{mine['mean']:.10f}", f"{mine['margin']:.10f}") == tuple(re.findall(r"\d+\.\d{10}", row)[1:])
        assert systems[0]["metrics"][index]["p_value"] is None


def test_the_text_report(files):
    shown = mtcheck("score", "a.txt", "b.txt", "-r", "ref1.txt", "-m", "chrf", "--segments").stdout.splitlines()
    assert shown[1].split() == ["Against", "1", "reference,", "11", "segments"]
    assert shown[2].split() == ["system", "chrF2"]
    assert [line.split()[0] for line in shown[3:5]] == ["a.txt", "b.txt"]
    assert shown[5:7] == ["  a.txt: segments", "    1         chrF2 85.76"]
    assert shown[-2].startswith("  chrF2|nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:")
    assert shown[-1].startswith("signature: mtcheck ")


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_the_data_fit_the_schema(files, form):
    shown = mtcheck(
        "score",
        "a.txt",
        "b.txt",
        "-r",
        "ref1.txt",
        "--segments",
        "--test",
        "bootstrap",
        "--samples",
        "20",
        "--format",
        form,
    ).stdout
    if form == "json":
        jsonschema.validate(json.loads(shown), SCHEMA)
    else:
        for line in shown.splitlines():
            jsonschema.validate(json.loads(line), {"$ref": "#/$defs/row", "$defs": SCHEMA["$defs"]})


def test_a_segment_far_from_its_reference_is_a_finding(files):
    lines = [line.rstrip() for line in worse(GOOD, 2)]
    lines[7] = "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich."
    Path("far.txt").write_text("\n".join(lines), encoding="utf-8")
    result = mtcheck("score", "far.txt", "-r", "ref1.txt", "-m", "chrf", "--format", "json")
    (finding,) = json.loads(result.stdout)["findings"]
    assert (finding["rule"], finding["pass"], finding["line"], finding["text"]) == (
        "reference.far",
        "reference",
        8,
        lines[7],
    )
    assert Path("far.txt").read_text(encoding="utf-8")[finding["start"] : finding["end"]] == lines[7]
    assert result.exit_code == 0
    assert mtcheck("score", "far.txt", "-r", "ref1.txt", "-m", "chrf", "--fail-on", "major").exit_code == 1


@pytest.mark.parametrize(
    ("levels", "least"),
    [
        ([60.0] * 7, None),
        ([100.0] * 9, 40.0),
        ([60.0, 61, 62, 63, 64, 65, 66, 67, 5], 40.0),
        ([30.0, 32, 34, 36, 38, 40, 42, 44, 46], 38 - 2.5 * 1.4826 * 4),
        ([20.0] * 9, 20.0),
    ],
)
def test_the_threshold_follows_the_text_up_to_a_ceiling(levels, least):
    assert far.threshold(levels) == (least if least is None else pytest.approx(least))


def jsonl(name, rows):
    Path(name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_records_are_paired_by_id(files):
    lines = worse(GOOD, 2)
    jsonl("a.jsonl", [{"id": n, "target": line, "reference": GOOD[n]} for n, line in enumerate(lines)])
    jsonl("b.jsonl", [{"id": n, "target": line} for n, line in reversed(list(enumerate(worse(GOOD, 3))))])
    jsonl("ref.jsonl", [{"id": n, "target": line} for n, line in reversed(list(enumerate(GOOD)))])
    Path("a.plain.txt").write_text("\n".join(lines))
    Path("b.plain.txt").write_text("\n".join(worse(GOOD, 3)))
    plain = summary("score", "a.plain.txt", "b.plain.txt", "-r", "ref1.txt", "--segments")
    by_id = summary("score", "a.jsonl", "b.jsonl", "-r", "ref.jsonl", "--segments")
    own = summary("score", "a.jsonl", "b.jsonl", "--segments")
    for one in (plain, by_id, own):
        for system in one["systems"]:
            del system["name"]
            for metric in system["metrics"]:
                metric["segments"] = [segment["score"] for segment in metric["segments"]]
    assert plain == by_id == own


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["a.txt", "-r", "short.txt"], "a.txt and short.txt do not run side by side: 11 segments against 1"),
        (["a.txt", "-r", "none.txt"], "none.txt: No such file"),
        (["a.txt"], "a.txt: name a file to compare it with"),
        (["a.txt", "-r", "ref1.txt", "--test", "bootstrap"], "name two or more"),
        (["a.txt", "-r", "latin.txt"], "latin.txt: not UTF-8: byte 0xe9 on line 1"),
        (["x.jsonl", "-r", "y.jsonl"], "y.jsonl: no segment '2', which x.jsonl has"),
        (["y.jsonl", "-r", "x.jsonl"], "y.jsonl: no segment '2', which x.jsonl has"),
        (["x.jsonl"], "x.jsonl:1: no reference in the record"),
        (["twice.jsonl", "-r", "x.jsonl"], "twice.jsonl:2: the id '1' is there twice"),
        (["broken.jsonl", "-r", "x.jsonl"], "broken.jsonl:1: not a record"),
        (["empty.txt", "-r", "empty.txt"], "empty.txt: no segments to score"),
        (["long.txt", "-r", "long.txt"], "long.txt: segment 1 has more than 300 words, too long for TER"),
        (
            ["a.txt", "b.txt", "-r", "ref1.txt", "--test", "bootstrap", "--samples", "2000000"],
            "take --samples 874125 or fewer",
        ),
    ],
)
def test_what_cannot_be_scored_is_said(files, words, message):
    Path("short.txt").write_text("one\n")
    Path("empty.txt").write_text("")
    Path("long.txt").write_text("word " * 301)
    Path("latin.txt").write_bytes(b"caf\xe9\n")
    jsonl("x.jsonl", [{"id": 1, "target": "a"}, {"id": 2, "target": "b"}])
    jsonl("y.jsonl", [{"id": 1, "target": "a"}])
    jsonl("twice.jsonl", [{"id": 1, "target": "a"}, {"id": 1, "target": "b"}])
    jsonl("broken.jsonl", [{"id": 1}])
    result = mtcheck("score", *words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_columns_and_units_are_segments_too(files):
    Path("a.tsv").write_text(
        "id\ttarget\treference\n" + "".join(f"{n}\t{line or 'x'}\t{line or 'x'}\n" for n, line in enumerate(GOOD))
    )
    (system,) = summary("score", "a.tsv", "-m", "chrf", "-m", "ter")["systems"]
    assert [metric["score"] for metric in system["metrics"]] == [pytest.approx(100), 0]
    unit = '<trans-unit id="{}"><source>x</source><target>{}</target></trans-unit>'
    head = (
        '<xliff version="1.2"><file original="f" source-language="es" target-language="en" datatype="plaintext"><body>'
    )
    for name, lines in (
        ("a.xlf", ["The <g id='1'>harbour</g> opened.", "Nobody was hurt."]),
        ("b.xlf", ["The harbour opened.", "Nobody was hurt."]),
    ):
        Path(name).write_text(
            head + "".join(unit.format(n, line) for n, line in enumerate(lines)) + "</body></file></xliff>"
        )
    against = summary("score", "a.xlf", "-r", "b.xlf", "-m", "chrf")
    assert (against["segments"], against["systems"][0]["metrics"][0]["score"]) == (2, pytest.approx(100))


def test_few_segments_are_noted(files):
    Path("one.txt").write_text("The harbour opened.\n")
    assert "no segment is called far from the reference" in mtcheck("score", "one.txt", "-r", "one.txt").stdout


def test_lots_do_not_change_the_score(files, monkeypatch):
    whole = summary("score", "a.txt", "-r", "ref1.txt")
    monkeypatch.setattr(references, "_CHUNK", 2)
    assert summary("score", "a.txt", "-r", "ref1.txt") == whole


def test_lines_know_where_they_start(tmp_path):
    path = tmp_path / "x.txt"
    path.write_bytes("é😀\r\n\nb\u2028c\n".encode())
    read = segments.read(str(path))
    assert [(one.id, one.start, one.text) for one in read.items] == [
        ("1", 0, "é😀\r"),
        ("2", 4, ""),
        ("3", 5, "b\u2028c"),
    ]
    assert all(read.whole[one.start :].startswith(one.text) for one in read.items)
