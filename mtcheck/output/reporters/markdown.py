"""The report as Markdown, for a comment on a pull request: a table a file, the gravest findings first."""

from itertools import groupby

from mtcheck.core.counted import counted
from mtcheck.core.model import Severity
from mtcheck.core.report import Look, Placed, Report

MOST = 200
"""Rows at the most: a comment has a size limit, and nobody reads further."""

_ESCAPED = str.maketrans({char: f"\\{char}" for char in "\\`*_{}[]<>()#+|~!@"} | {"\n": "⏎", "\r": "", "&": "&amp;"})


def render(report: Report, look: Look) -> str:  # noqa: ARG001
    """Return the report."""
    rows = [(text.file, placed) for text in report.texts for placed in text.findings if not placed.baselined]
    left_out = len(rows) - MOST
    if left_out > 0:
        gravest = sorted(rows, key=lambda row: -row[1].finding.severity)[:MOST]
        rows = [row for row in rows if row in gravest]
    parts = [_head(report)]
    for file, group in groupby(rows, key=lambda row: row[0]):
        table = ["| place | severity | text | why | fix |", "|---|---|---|---|---|"]
        table += [_row(placed) for _, placed in group]
        parts.append(f"### {_escape(file)}\n\n" + "\n".join(table))
    if left_out > 0:
        parts.append(f"{left_out} less grave findings are left out here.")
    parts += [
        f"**Not checked:** {_escape(problem.file or '')}: {_escape(problem.message)}" for problem in report.problems
    ]
    parts.append(f"<sub>{_escape(report.signature)}</sub>")
    return "\n\n".join(parts) + "\n"


def _head(report: Report) -> str:
    counts = report.by_severity()
    total = sum(counts.values())
    score = f" Score ({report.score.preset}): {report.score.quality:.1f} of 100." if report.score else ""
    if not total:
        return f"**mtcheck**: no findings in {counted(report.words, 'word')}.{score}"
    each = ", ".join(f"{counts[severity]} {severity.label}" for severity in reversed(Severity) if counts[severity])
    size = f"{counted(report.words, 'word')}, {report.per_thousand():.1f} per 1,000"
    return f"**mtcheck**: {counted(total, 'finding')} ({each}) in {size}.{score}"


def _row(placed: Placed) -> str:
    one = placed.finding
    fix = "(delete)" if one.fixes[:1] == ("",) else _escape(one.fixes[0]) if one.fixes else ""
    cells = [f"{placed.line}:{placed.column}", one.severity.label, _escape(placed.text), _escape(one.message), fix]
    return f"| {' | '.join(cells)} |"


def _escape(text: str) -> str:
    return text.translate(_ESCAPED)
