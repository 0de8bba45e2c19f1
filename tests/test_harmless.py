import json
import os
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest
import regex
from click.testing import CliRunner
from hypothesis import given, strategies

from mtcheck.cli.main import main
from mtcheck.core.model import Finding, Problem, Severity, Span
from mtcheck.core.report import Look, Placed, Report, TextReport
from mtcheck.core.visible import HIDDEN, named, visible
from mtcheck.output import harmless
from mtcheck.output.reporters import REPORTERS, rendered

PIECES = [
    "\x1b[2J", "\x1b]0;x\x07", "\x9b31m", "\x00", "\x08", "\x7f", "\x85", "\u2028", "\u202e", "\u200b", "\ufeff", "\u2066",
    "\r", "\n", "\r\n", "\t", "::error::x", "\n::set-env name=A::b", "\n  ::add-mask::x", "##vso[task.setvariable]x",
    "##[error]x", "##teamcity[x]", "=1+1", "@SUM(A1)", "|", "`", "<script>", "]]>", "&", '"', "word ", "é",
]  # fmt: skip
hostile = strategies.lists(strategies.sampled_from(PIECES) | strategies.characters(codec="utf-8"), max_size=8).map(
    "".join
)
RAW = regex.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
ORDERS = regex.compile(r"##\w*\[|(?m:^[ \t]*::)")


@strategies.composite
def reports(draw):
    text = draw(hostile.filter(bool))
    start = draw(strategies.integers(0, len(text) - 1))
    span = Span(start, draw(strategies.integers(start, len(text))))
    finding = Finding(
        span, "pack.rule", "rules", draw(hostile), Severity.MAJOR, "fluency/grammar", (draw(hostile),), safe=True
    )
    placed = Placed(finding, 1, span.start + 1, span.of(text), "key")
    file, segment = draw(hostile) or "a.txt", draw(strategies.none() | hostile)
    problem = Problem(draw(hostile), draw(strategies.none() | hostile), segment, 3)
    return Report((TextReport(file, segment, text, 3, (placed,)),), (problem,), "signature", notes=(draw(hostile),))


@pytest.mark.parametrize("format_", sorted(REPORTERS))
@given(report=reports())
def test_nothing_leaves_that_steers_a_terminal_or_a_host(format_, report):
    out = REPORTERS[format_](report, Look())
    assert not RAW.search(out)
    if format_ != "html":
        assert not (HIDDEN.search(out) and format_ in {"text", "markdown", "github", "mqm", "json", "jsonl", "sarif"})
    orders = ORDERS.findall(out)
    if format_ == "github":
        orders = [line for line in out.splitlines() if not regex.match(r"::(?:error|warning|notice) ", line)]
        assert not regex.search(r"##\w*\[", out)
    assert orders == []
    if format_ in {"json", "sarif", "gitlab"}:
        json.loads(out)
    elif format_ in {"junit", "checkstyle"}:
        ET.fromstring(out)
    elif format_ == "mqm":
        assert all(cell[:1] not in "=+-@" or not cell for line in out.splitlines() for cell in line.split("\t"))


@given(report=reports())
def test_colours_are_the_only_sequences(report):
    assert not HIDDEN.search(regex.sub(r"\x1b\[[\d;]*m", "", REPORTERS["text"](report, Look(80, colour=True))))


@given(text=hostile)
def test_json_says_the_same(text):
    assert json.loads(harmless.json(json.dumps({"text": text}, ensure_ascii=False))) == {"text": text}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[1m", "a<001B>[1m"),
        ("a\r\nb\tc", "a⏎b c"),
        ("\u202eabc", "<202E>abc"),
        ("caf\udce9", "caf<DCE9>"),
        ("Žluťoučký 中 😀", "Žluťoučký 中 😀"),
    ],
)
def test_visible(text, shown):
    assert visible(text) == shown


def test_a_name_that_is_no_text_is_written_out():
    assert named("caf\udce9 \ud800.txt") == "caf\\xe9 \ud800.txt"


@pytest.mark.parametrize("format_", sorted(REPORTERS))
def test_undecodable_file_names_go_through_every_report(tmp_path, format_):
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "wb") as stream:
        stream.write(b"We see  him.\n")
    path = os.fsdecode(name)
    result = CliRunner().invoke(
        main, ["check", path, path + "x", "--format", format_, "--grammar", "off", "--no-cache"]
    )
    assert result.exit_code == 2
    assert "fault of mtcheck" not in result.output
    assert "xe9" in result.output
    result = CliRunner().invoke(main, ["check", path, "-o", f"{format_}:{tmp_path / 'out'}", "--grammar", "off"])
    assert result.exit_code == 1


def test_a_report_that_fails_on_one_text_shows_the_others(monkeypatch):
    real = REPORTERS["json"]

    def render(report, look):
        if any(text.file == "bad" for text in report.texts):
            raise ZeroDivisionError
        return real(report, look)

    monkeypatch.setitem(REPORTERS, "json", render)
    texts = tuple(TextReport(name, None, "x", 1, ()) for name in ("good", "bad"))
    out, shown = rendered("json", Report(texts, (), "s"), Look())
    assert json.loads(out)["summary"]["texts"] == 1
    assert [one.file for one in shown.problems] == ["bad"]
    assert shown.exit_code(Severity.MINOR) == 2


@pytest.mark.processes
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has none")
@pytest.mark.parametrize(("where", "words"), [("> /dev/full", "No space left"), ("| true", "")])
def test_output_that_cannot_be_written_ends_quietly_with_2(tmp_path, where, words):
    path = tmp_path / "a.txt"
    path.write_text("We see  him.\n" * 4_000)
    command = f"set -o pipefail; {sys.executable} -m mtcheck check --grammar off --format jsonl {path} {where}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    assert words in done.stderr


def test_ctrl_c_is_no_finding(monkeypatch, tmp_path):
    from mtcheck.cli import runs

    monkeypatch.setattr(runs, "perform", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    assert CliRunner().invoke(main, ["check", str(tmp_path)]).exit_code == 130


def test_a_fault_of_the_command_is_no_finding(monkeypatch, tmp_path):
    from mtcheck.cli import runs

    monkeypatch.setattr(runs, "perform", lambda *_: (_ for _ in ()).throw(ZeroDivisionError("of ours")))
    result = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "ZeroDivisionError: of ours" in result.stderr
    result = CliRunner(env={"MTCHECK_DEBUG": None}).invoke(main, ["check", str(tmp_path), "--debug"])
    assert "test_harmless.py" in result.stderr
