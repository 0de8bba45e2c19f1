"""The report as Reviewdog Diagnostic Format (rdjson), so that a pull request can take a fix with one click.

Columns count UTF-8 bytes from 1, as that format has it.
"""

from typing import Any

import msgspec

from mtcheck.core.model import Severity, Span
from mtcheck.core.report import Look, Placed, Report, TextReport
from mtcheck.core.version import HOMEPAGE

_SEVERITIES = {
    Severity.CRITICAL: "ERROR",
    Severity.MAJOR: "ERROR",
    Severity.MINOR: "WARNING",
    Severity.NEUTRAL: "INFO",
}


def render(report: Report, look: Look) -> str:  # noqa: ARG001
    """Return one diagnostic for each finding that no baseline knows."""
    found = [_diagnostic(text, placed) for text in report.texts for placed in text.findings if not placed.baselined]
    result = {"source": {"name": "mtcheck", "url": HOMEPAGE}, "diagnostics": found}
    return msgspec.json.format(msgspec.json.encode(result), indent=2).decode() + "\n"


def _diagnostic(text: TextReport, placed: Placed) -> dict[str, Any]:
    one = placed.finding
    whole = text.segment is None
    place = _range(text.text, one.span) if whole else {"start": {"line": placed.line}}
    found: dict[str, Any] = {
        "message": one.message,
        "location": {"path": text.file, "range": place},
        "severity": _SEVERITIES[one.severity],
        "code": {"value": one.rule},
    }
    if whole and one.fixes:  # the columns of a record's target are not those of its line
        found["suggestions"] = [{"range": place, "text": fix} for fix in one.fixes]
    return found


def _range(text: str, span: Span) -> dict[str, Any]:
    return {"start": _position(text, span.start), "end": _position(text, span.end)}


def _position(text: str, at: int) -> dict[str, int]:
    start = text.rfind("\n", 0, at) + 1
    return {"line": text.count("\n", 0, at) + 1, "column": len(text[start:at].encode("utf-8", "replace")) + 1}
