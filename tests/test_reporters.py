"""The formats for machines: each valid by its own standard, and none injectable."""

import json
import os
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from mtcheck.core.model import Finding, Problem, Severity, Span
from mtcheck.core.report import Look, Placed, Report, TextReport
from mtcheck.output.reporters import REPORTERS, annotations, markdown
from mtcheck.output.reporters.mqm import COLUMNS

NASTY = "a | b\n<script>alert(1)</script> %0A::error,: `x` \x1b[31m \x00 é😀 & “q”\tend"


def placed(text, start, end, *fixes, severity=Severity.MAJOR, baselined=False, rule="pack.rule"):
    finding = Finding(Span(start, end), rule, "rules", f"About {text[start:end]}", severity, "fluency/grammar", fixes)
    line = text.count("\n", 0, start) + 1
    return Placed(finding, line, start - text.rfind("\n", 0, start), text[start:end], f"key{start}", baselined)


def report(*findings, text=NASTY, file="dir/a, b:c.txt", segment=None, problems=()):
    return Report(
        (TextReport(file, segment, text, 9, findings),), tuple(problems), "mtcheck|sig", {"pack.rule": "Because."}
    )


FULL = report(
    placed(NASTY, 6, 14, "", "x"),
    placed(NASTY, 0, 1, severity=Severity.MINOR),
    placed(NASTY, 2, 3, severity=Severity.NEUTRAL, baselined=True),
    problems=[Problem("not UTF-8", "b.txt", line=3), Problem("no engine")],
)
EMPTY = report()


def render(name, what):
    return REPORTERS[name](what, Look())


@pytest.fixture(scope="module")
def sarif_schema():
    path = os.environ.get("MTCHECK_SARIF_SCHEMA")
    if not path:
        if os.environ.get("CI"):
            pytest.fail("MTCHECK_SARIF_SCHEMA must name the official schema in CI")
        pytest.skip("MTCHECK_SARIF_SCHEMA names no file: the official schema is fetched by .ci/run")
    return json.loads(Path(path).read_text(encoding="utf-8-sig"))


@pytest.mark.parametrize("what", [FULL, EMPTY, report(placed("abc", 0, 1, "x"), text="abc", segment="s 1")])
def test_sarif_fits_the_official_schema(sarif_schema, what):
    jsonschema.validate(json.loads(render("sarif", what)), sarif_schema)


def test_sarif_places_fixes_and_suppressions():
    (run,) = json.loads(render("sarif", FULL))["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    grave, minor, known = run["results"]
    region = grave["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endLine"], region["endColumn"]) == (2, 1, 2, 9)
    assert [fix["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] for fix in grave["fixes"]] == [
        "",
        "x",
    ]
    assert "fixes" not in minor
    assert known["suppressions"] == [{"kind": "external", "justification": "in the baseline"}]
    assert grave["partialFingerprints"] == {"mtcheck/v1": "key6"}
    assert run["invocations"][0]["executionSuccessful"] is False
    assert grave["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "dir/a%2C%20b%3Ac.txt"


def test_sarif_regions_over_line_ends():
    (run,) = json.loads(render("sarif", report(placed("ab\ncd", 1, 4), text="ab\ncd")))["runs"]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endLine"], region["endColumn"]) == (1, 2, 2, 2)


def test_github_commands_are_escaped_gravest_first_and_capped():
    lines = render("github", FULL).splitlines()
    assert lines[0] == "::error file=b.txt,title=mtcheck::not checked: not UTF-8"
    assert lines[2].startswith("::error file=dir/a%2C b%3Ac.txt,line=2,col=1,endColumn=9,title=pack.rule::")
    assert lines[3].startswith("::warning")
    assert len(lines) == 4
    many = report(*[placed("x " * 80, n, n + 1) for n in range(0, 160, 2)], text="x " * 80)
    lines = render("github", many).splitlines()
    assert len(lines) == annotations.MOST + 1
    assert "30 more findings" in lines[-1]


def test_markdown_escapes_and_caps():
    shown = render("markdown", FULL)
    assert "<script>" not in shown
    assert "\\<script\\>" in shown
    many = report(*[placed("x " * 300, n, n + 1) for n in range(0, 600, 2)], text="x " * 300)
    assert render("markdown", many).count("| major |") == markdown.MOST
    assert "100 less grave findings are left out" in render("markdown", many)


@pytest.mark.parametrize("name", ["junit", "checkstyle"])
def test_xml_is_well_formed_whatever_the_text(name):
    root = ET.fromstring(render(name, FULL))
    assert root.tag == {"junit": "testsuites", "checkstyle": "checkstyle"}[name]


def test_junit_counts():
    suite = ET.fromstring(render("junit", FULL))[0]
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("3", "1", "2")
    clean = ET.fromstring(render("junit", EMPTY))[0]
    assert (clean.get("tests"), clean.get("failures"), len(clean.find("testcase"))) == ("1", "0", 0)


def test_checkstyle_rows():
    errors = list(ET.fromstring(render("checkstyle", FULL)).iter("error"))
    assert [(one.get("line"), one.get("severity")) for one in errors] == [
        ("2", "error"),
        ("1", "warning"),
        ("3", "error"),
        ("1", "error"),
    ]


def test_gitlab_fingerprints_are_unique():
    twice = report(placed("a a", 0, 1), placed("a a", 0, 1), text="a a")
    rows = json.loads(render("gitlab", twice))
    assert len({row["fingerprint"] for row in rows}) == 2
    assert rows[0]["location"] == {"path": "dir/a, b:c.txt", "lines": {"begin": 1}}
    assert rows[0]["severity"] == "major"


def test_mqm_has_ten_columns_and_marked_spans():
    rows = [line.split("\t") for line in render("mqm", FULL).splitlines()]
    assert all(len(row) == len(COLUMNS) for row in rows)
    assert rows[0] == list(COLUMNS)
    assert rows[1][6].startswith("<v><script></v>alert")
    assert (rows[1][7], rows[1][8]) == ("Fluency/Grammar", "Major")
    assert json.loads(rows[1][9])["marked_text"] == "<script>"
    assert render("mqm", EMPTY).splitlines()[1].split("\t")[7] == "no-error"
