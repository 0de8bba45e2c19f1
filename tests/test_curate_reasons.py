"""What drops a row beside its fluency: rows → exact verdicts, reasons and words."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given

from mtcheck.cli import main
from mtcheck.datasets.duplicates import Kept, bands, sketch
from mtcheck.datasets.language import foreign
from mtcheck.datasets.plan import REASONS
from tests.conftest import awkward_texts

LONG = "The talks with the unions of the port resume on Tuesday after a week without any result at all."
NEAR = LONG.replace("at all", "so far")  # 14 of 18 shingles: 0.70
NEARER = LONG.replace(" at all", "")  # 14 of 16: 0.88
CAT = "The cat of the mayor sleeps on the roof of the town hall every day but Sunday."


@pytest.fixture
def curated(tmp_path):
    """Curate rows; return for each its verdict, reasons and words, and the rows that were written."""

    def run(rows, *words):
        source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
        source.write_text("".join(json.dumps(row) + "\n" for row in rows))
        command = ["curate", "--only", "seams", "--grammar", "off", "--restart", str(source), "-o", str(output), *words]
        done = CliRunner().invoke(main, command, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        decisions = map(json.loads, (tmp_path / "out.jsonl.decisions.jsonl").read_text().splitlines())
        found = [(one["verdict"], *one.get("reasons", []), one.get("reason")) for one in decisions]
        return found, [json.loads(line) for line in output.read_text().splitlines()]

    return run


KEEP = ("keep", None)

CASES = {
    "duplicates": (
        [LONG, CAT, LONG, f" {LONG.upper()}\n", LONG.replace("Tuesday", "Ｔuesday"), CAT],
        [],
        [
            KEEP,
            KEEP,
            ("drop", "duplicate", "the same text as row 1"),
            ("drop", "duplicate", "the same text as row 1"),
            ("drop", "duplicate", "the same text as row 1"),
            ("drop", "duplicate", "the same text as row 2"),
        ],
    ),
    "near-duplicates": (
        [LONG, NEAR, NEARER, LONG.replace(".", "!"), CAT],
        [],
        [
            KEEP,
            KEEP,
            ("drop", "near-duplicate", "like row 1, similarity 0.86"),
            ("drop", "near-duplicate", "like row 1, similarity 1.00"),
            KEEP,
        ],
    ),
    "another threshold": (
        [LONG, NEAR, NEARER],
        ["--near-duplicate-at", "0.7"],
        [
            KEEP,
            ("drop", "near-duplicate", "like row 1, similarity 0.75"),
            ("drop", "near-duplicate", "like row 1, similarity 0.86"),
        ],
    ),
    "duplicates and near-duplicates switched off": (
        [LONG, LONG, NEARER],
        ["--without", "duplicate,near-duplicate"],
        [KEEP, KEEP, KEEP],
    ),
    "duplicates alone switched off": (
        [LONG, LONG],
        ["--without", "duplicate"],
        [KEEP, ("drop", "near-duplicate", "like row 1, similarity 1.00")],
    ),
    "a dropped row has no duplicates; a repaired one has": (
        ["The talks. with the unions, resume. on Tuesday", "The talks with the unions, resume on Tuesday"],
        ["--repair", "safe"],
        [("repair", None), ("drop", "duplicate", "the same text as row 1")],
    ),
    "language": (
        [
            "Die Gespräche mit den Gewerkschaften werden am Dienstag fortgesetzt.",
            "Les négociations avec les syndicats reprendront mardi prochain.",
            "Las conversaciones con los sindicatos se reanudarán el martes.",
            "Переговоры с профсоюзами возобновятся во вторник.",
            "与工会的谈判将于周二恢复，双方都希望在本月底之前达成协议。",
            "Guten Morgen!",
            "Mr Jiménez of Ávila met Mr Gutiérrez of Málaga.",
            LONG,
        ],
        [],
        [("drop", "language", code) for code in ("de", "fr", "es", "ru", "zh")] + [KEEP] * 3,
    ),
    "language switched off": (
        ["Les négociations avec les syndicats reprendront mardi prochain."],
        ["--without", "language"],
        [KEEP],
    ),
    "length": (
        ["", " \n", "Yes.", "One two three.", "One two three four."],
        ["--min-words", "1", "--max-words", "3"],
        [
            ("drop", "length", "0 words, fewer than 1"),
            ("drop", "length", "0 words, fewer than 1"),
            KEEP,
            KEEP,
            ("drop", "length", "4 words, more than 3"),
        ],
    ),
    "length switched off": (["", "One two."], ["--without", "length", "--max-words", "1"], [KEEP, KEEP]),
}


@pytest.mark.parametrize("case", CASES)
def test_reasons(curated, case):
    texts, words, wanted = CASES[case]
    found, rows = curated([{"target": text} for text in texts], *words)
    if case == "language":
        found = [(*one[:2], one[2].split()[1].rstrip(",")) if len(one) == 3 else one for one in found]
    assert found == wanted
    assert len(rows) == sum(one[0] != "drop" for one in wanted)


@pytest.mark.parametrize(
    ("source", "text", "kept"),
    [
        ("Да.", "Yes, that is so.", True),
        ("谈判将于周二恢复。", "The talks resume on Tuesday.", True),
        ("การเจรจากับสหภาพแรงงานจะดำเนินต่อไปในวันอังคาร", "The talks with the unions resume on Tuesday.", True),
        ("Die Gespräche mit den Gewerkschaften werden am Dienstag fortgesetzt, sagte der Sprecher.", "Yes.", True),
        (LONG * 2, "Yes.", False),
        ("Ja.", LONG * 2, False),
        (None, LONG, True),
        ("", LONG, True),
    ],
)
def test_length_beside_the_source(curated, source, text, kept):
    row = {"target": text, "source": source}
    found, _ = curated([row])
    assert (found[0][0] == "keep") is kept
    assert kept or found[0][1:] == ("length", found[0][2])
    assert curated([row], "--without", "length")[0] == [KEEP]
    assert curated([row], "--max-length-ratio", "100")[0] == [KEEP]


def test_fluency_switched_off_still_repairs(curated):
    rows = [{"target": "The talks. with the unions resume."}, {"target": "It . . . is"}]
    found, out = curated(rows, "--without", "fluency", "--drop-at", "neutral")
    assert [one[0] for one in found] == ["repair", found[1][0]]
    assert out[0]["target"] == "The talks with the unions resume."


def test_annotated_rows_say_what_became_of_them(curated):
    rows = [{"target": CAT, "n": 1}, {"target": "", "n": 2}, {"target": "The talks. with the unions resume.", "n": 3}]
    _, out = curated([*rows, rows[0]], "--annotate")
    wanted = [("keep", [], 100.0), ("drop", ["length"], None), ("repair", [], 100.0), ("drop", ["duplicate"], 100.0)]
    assert [(one["mtcheck_verdict"], one["mtcheck_reasons"], one["mtcheck_score"]) for one in out] == wanted
    assert [one["n"] for one in out] == [1, 2, 3, 1]


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet"])
@pytest.mark.parametrize("words", [[], ["--annotate"]])
def test_duplicates_are_known_again_after_a_kill(tmp_path, monkeypatch, ending, words):
    from mtcheck.datasets import batches, curate

    monkeypatch.setattr(batches, "BATCH", 2)
    source = tmp_path / "in.jsonl"
    texts = [LONG + "\r", CAT, "", NEARER, LONG, CAT + " It purrs.", LONG, CAT]
    source.write_text("".join(json.dumps({"n": n, "target": text}) + "\n" for n, text in enumerate(texts)))
    record, left = curate._Run.record, []

    def killed(self, judged):
        if not left:
            raise KeyboardInterrupt
        left.pop()
        record(self, judged)

    logs = []
    for name, kills in (("whole", 0), ("killed", 3)):
        output = tmp_path / f"{name}.{ending}"
        command = [
            "curate",
            "--only",
            "seams",
            "--grammar",
            "off",
            "--jobs",
            "1",
            str(source),
            "-o",
            str(output),
            *words,
        ]
        for _ in range(kills):
            left[:] = [1]
            with monkeypatch.context() as patch:
                patch.setattr(curate._Run, "record", killed)
                assert CliRunner().invoke(main, command).exit_code == 130
        assert CliRunner().invoke(main, command, catch_exceptions=False).exit_code == 0
        parts = sorted(output.iterdir()) if output.is_dir() else [output]
        logs.append(([part.read_bytes() for part in parts], curate.log_path(output).read_bytes()))
    assert logs[0] == logs[1]
    assert logs[0][1].count(b"duplicate") == 5


def test_other_reasons_are_other_settings(tmp_path):
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"target": CAT}) + "\n")
    output.with_name("out.jsonl.state.json").write_text(
        '{"rows":0,"output":0,"log":0,"input":"","signature":"","counts":{}}'
    )
    done = CliRunner().invoke(main, ["curate", "--grammar", "off", str(source), "-o", str(output)])
    assert "with other settings" in done.stderr


@pytest.mark.parametrize("words", [["--without", "beauty"], ["--near-duplicate-at", "0"], ["--language-at", "1.1"]])
def test_what_makes_no_sense_is_refused(tmp_path, words):
    source = tmp_path / "in.jsonl"
    source.write_text("{}\n")
    assert CliRunner().invoke(main, ["curate", str(source), "-o", str(tmp_path / "o.jsonl"), *words]).exit_code == 2


def test_a_folder_of_several_formats_is_refused(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.jsonl", "b.csv"):
        (folder / name).write_text("{}\n")
    done = CliRunner().invoke(main, ["curate", str(folder), "-o", str(tmp_path / "o.jsonl")])
    assert (done.exit_code, "several formats (csv, jsonl)" in done.stderr) == (2, True)


def test_bands_find_nine_of_ten_pairs_at_the_threshold():
    for threshold in (0.5, 0.7, 0.8, 0.9, 1.0):
        count = bands(threshold)
        assert 128 % count == 0
        assert 1 - (1 - threshold ** (128 // count)) ** count >= 0.9
    assert bands(0.8) == 16


@given(awkward_texts, awkward_texts)
def test_a_text_is_near_itself_whatever_it_holds(one, other):
    kept = Kept(0.8, exact=True)
    kept.add(1, sketch(one, near=True))
    kept.add(2, sketch(other, near=True))
    assert kept.same(sketch(one, near=True)) == 1
    assert kept.near(sketch(one, near=True)) == (1, 1.0)
    assert foreign(one, 1.0) is None or foreign(one, 1.0)[1] == 1.0


def test_the_reasons_are_named_in_the_help():
    shown = CliRunner().invoke(main, ["curate", "--help"]).stdout
    assert "What is dropped:" in shown
    assert all(reason in " ".join(shown.split()) for reason in REASONS)
    assert "Other:" not in shown
