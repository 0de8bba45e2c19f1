"""Rows dropped for how they read to a language model, and the column that says so; here a model of a few fixed words."""

import json

import pytest
from click.testing import CliRunner

from mtcheck.cli import main
from mtcheck.core.engines import Model
from mtcheck.core.model import Span
from mtcheck.core.report import Heard
from mtcheck.core.settings import Config
from mtcheck.datasets.hearing import refuse_deaf
from mtcheck.datasets.rows import DatasetError
from mtcheck.passes import Unavailable
from mtcheck.passes.model import fluency, store
from mtcheck.passes.model.engine import ModelPass
from mtcheck.passes.model.fluency import Usual

GOOD = "All of them went home early."
ODD = "All of theirs wented homewards."
BROKEN, MENDED = "The talks. with the unions resume.", "The talks with the unions resume."
SHORT = "Home."
READS = {GOOD: 0.61, ODD: 0.04, BROKEN: 0.02, MENDED: 0.8}


@pytest.fixture
def folder(monkeypatch, tmp_path):
    """The folder of an installed model of which only the folder is there."""
    found = store.Installed("mine", tmp_path / "mine", store.Contents(format=1, source="0" * 64, files={}))
    found.folder.mkdir()
    monkeypatch.setattr(store, "find", lambda name=None: found)
    return found


@pytest.fixture
def model(monkeypatch, folder):
    """A model that finds nothing, and hears what READS says."""
    fluency.keep(folder, Usual(version="x", middle=(0.0, 0.0), variance=1.0))
    monkeypatch.setattr(ModelPass, "check", lambda self, document: iter(()))
    monkeypatch.setattr(ModelPass, "review", lambda self, document, findings: list(findings))

    def heard(self, document):
        if document.text in READS:
            yield Heard(Span(0, len(document.text)), 5, READS[document.text])

    monkeypatch.setattr(ModelPass, "heard", heard)


def curate(tmp_path, rows, *words, out="out.jsonl"):
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps({"target": row}) + "\n" for row in rows))
    command = ["curate", "--only", "seams,model", "--grammar", "off", "--without", "language,duplicate,near-duplicate"]
    done = CliRunner().invoke(main, [*command, str(source), "-o", str(tmp_path / out), *words])
    log = tmp_path / f"{out}.decisions.jsonl"
    decisions = list(map(json.loads, log.read_text().splitlines())) if log.exists() else []
    return done, [(one["verdict"], one.get("reason"), one.get("fluency")) for one in decisions]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            ["--min-fluency", "0.05"],
            [("keep", None, 0.61), ("drop", "fluency 0.040", 0.04), ("keep", None, None)],
        ),
        (["--min-fluency", "0.04"], [("keep", None, 0.61), ("keep", None, 0.04), ("keep", None, None)]),
        (
            ["--min-fluency", "0.05", "--without", "fluency"],
            [("keep", None, 0.61), ("keep", None, 0.04), ("keep", None, None)],
        ),
        ([], [("keep", None, 0.61), ("keep", None, 0.04), ("keep", None, None)]),
    ],
)
def test_rows_that_read_strangely_are_dropped(model, tmp_path, words, expected):
    done, found = curate(tmp_path, [GOOD, ODD, SHORT], "--model", *words)
    assert done.exit_code == 0, done.output
    assert found == expected


def test_annotated_rows_have_a_column(model, tmp_path):
    done, _ = curate(tmp_path, [GOOD, ODD, SHORT], "--model", "--min-fluency", "0.05", "--annotate")
    assert done.exit_code == 0, done.output
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [(row["mtcheck_verdict"], row["mtcheck_fluency"]) for row in rows] == [
        ("keep", 0.61),
        ("drop", 0.04),
        ("keep", None),
    ]


def test_without_a_model_there_is_no_column(tmp_path):
    done, _ = curate(tmp_path, [GOOD], "--annotate", out="out.csv")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "out.csv").read_text().splitlines()[0] == "target,mtcheck_verdict,mtcheck_reasons,mtcheck_score"


def test_a_repaired_row_has_the_fluency_of_what_goes_out(model, tmp_path):
    done, found = curate(tmp_path, [BROKEN], "--model", "--min-fluency", "0.5")
    assert done.exit_code == 0, done.output
    assert found == [("repair", None, 0.8)]
    assert json.loads((tmp_path / "out.jsonl").read_text()) == {"target": MENDED}


def test_the_threshold_asks_for_a_model(tmp_path, folder, monkeypatch):
    done, _ = curate(tmp_path, [GOOD], "--min-fluency", "0.1")
    assert (done.exit_code, "say --model too" in done.output) == (2, True)
    with pytest.raises(DatasetError, match="--only leaves out"):
        refuse_deaf(Config(only=["seams"], model=Model(on=True)))
    done, _ = curate(tmp_path, [GOOD], "--min-fluency", "0.1", "--model")
    assert (done.exit_code, "mtcheck model calibrate" in done.output) == (2, True)

    def none(name=None):
        raise Unavailable("no language model is installed: run 'mtcheck model install'")

    monkeypatch.setattr(store, "find", none)
    done, _ = curate(tmp_path, [GOOD], "--min-fluency", "0.1", "--model")
    assert (done.exit_code, "mtcheck model install" in done.output) == (2, True)
