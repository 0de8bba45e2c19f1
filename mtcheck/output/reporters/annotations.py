"""The report as GitHub workflow commands: the gravest findings first, capped, since the site shows no more."""

from mtcheck.core.model import Severity
from mtcheck.core.report import Look, Placed, Report, TextReport

MOST = 50
"""Annotations at the most; GitHub keeps ten of each level a step and fifty a run."""

_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.NEUTRAL: "notice",
}


def render(report: Report, look: Look) -> str:  # noqa: ARG001
    """Return one command a line, and a last line that says how many were left out."""
    rows = [(text, placed) for text in report.texts for placed in text.findings if not placed.baselined]
    rows.sort(key=lambda row: -row[1].finding.severity)
    lines = [
        f"::error file={_value(p.file or '')},title=mtcheck::{_data('not checked: ' + p.message)}"
        for p in report.problems
    ]
    lines += [_command(text, placed) for text, placed in rows[:MOST]]
    if len(rows) > MOST:
        lines.append(
            f"::notice title=mtcheck::{len(rows) - MOST} more findings are not shown here; see the full report."
        )
    return "".join(line + "\n" for line in lines)


def _command(text: TextReport, placed: Placed) -> str:
    one = placed.finding
    where = f"file={_value(text.file)},line={placed.line}"
    if text.segment is None:
        where += f",col={placed.column},endColumn={placed.column + max(1, len(placed.text))}"
    fix = f" Fix: “{one.fixes[0]}”" if one.fixes and one.fixes[0] else " Fix: delete it." if one.fixes else ""
    message = f"“{placed.text}”: {one.message}{fix}"
    return f"::{_LEVELS[one.severity]} {where},title={_value(one.rule)}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
