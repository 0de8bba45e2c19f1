"""The report as SARIF 2.1.0 (OASIS standard), for code scanning: columns count Unicode code points."""

from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import msgspec

from mtcheck.core.model import Problem, Severity
from mtcheck.core.report import Look, Placed, Report, TextReport
from mtcheck.core.version import __version__

_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.NEUTRAL: "note",
}


def render(report: Report, look: Look) -> str:  # noqa: ARG001
    """Return a log with one run."""
    rules = sorted({placed.finding.rule for text in report.texts for placed in text.findings})
    index = {rule: number for number, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "mtcheck",
                "version": __version__,
                "semanticVersion": __version__,
                "properties": {"signature": report.signature},
                "rules": [_rule(rule, report) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not report.problems,
                "toolExecutionNotifications": [_notification(problem) for problem in report.problems],
            }
        ],
        "results": [_result(text, placed, index) for text in report.texts for placed in text.findings],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode() + "\n"


def _rule(rule: str, report: Report) -> dict[str, Any]:
    why = report.reasons.get(rule)
    return {"id": rule} | ({"fullDescription": {"text": why}, "help": {"text": why}} if why else {})


def _result(text: TextReport, placed: Placed, index: dict[str, int]) -> dict[str, Any]:
    one = placed.finding
    result: dict[str, Any] = {
        "ruleId": one.rule,
        "ruleIndex": index[one.rule],
        "level": _LEVELS[one.severity],
        "message": {"text": one.message},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": _uri(text.file)}, "region": _region(text, placed)}}
        ],
        "partialFingerprints": {"mtcheck/v1": placed.key},
        "properties": {"category": one.category, "severity": one.severity.label, "confidence": one.confidence},
    }
    if text.segment is not None:
        result["locations"][0]["logicalLocations"] = [{"name": text.segment, "kind": "element"}]
    elif one.fixes:
        result["fixes"] = [_fix(text, placed, fix) for fix in one.fixes]
    if placed.baselined:
        result["suppressions"] = [{"kind": "external", "justification": "in the baseline"}]
    return result


def _region(text: TextReport, placed: Placed) -> dict[str, Any]:
    span = placed.finding.span
    if text.segment is not None:
        return {"startLine": placed.line}  # columns of a record's target are not columns of its line
    covered = text.text[span.start : span.end]
    end_line = placed.line + covered.count("\n")
    tail = len(covered) - covered.rfind("\n") - 1 if "\n" in covered else placed.column - 1 + len(covered)
    return {
        "startLine": placed.line,
        "startColumn": placed.column,
        "endLine": end_line,
        "endColumn": tail + 1,
        "charOffset": span.start,
        "charLength": len(span),
        "snippet": {"text": covered},
    }


def _fix(text: TextReport, placed: Placed, fix: str) -> dict[str, Any]:
    span = placed.finding.span
    region = {"charOffset": span.start, "charLength": len(span)}
    replacement = {"deletedRegion": region, "insertedContent": {"text": fix}}
    return {"artifactChanges": [{"artifactLocation": {"uri": _uri(text.file)}, "replacements": [replacement]}]}


def _notification(problem: Problem) -> dict[str, Any]:
    note: dict[str, Any] = {"level": "error", "message": {"text": problem.message}}
    if problem.file is not None:
        note["locations"] = [{"physicalLocation": {"artifactLocation": {"uri": _uri(problem.file)}}}]
    return note


def _uri(file: str) -> str:
    return quote(PurePath(file).as_posix())
