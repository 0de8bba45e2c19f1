"""The report as data: one JSON object, or one object a line; the shape is in ``report.schema.json`` beside this."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import msgspec

from mtcheck.core.model import Problem, Severity
from mtcheck.core.report import Look, Placed, Report, TextReport
from mtcheck.core.results import SegmentScore
from mtcheck.output.reporters.figures_data import figures

SCHEMA = Path(__file__).with_name("report.schema.json")
"""The JSON Schema of the report; ``#/$defs/row`` is that of a line."""


def finding_data(text: TextReport, placed: Placed) -> dict[str, Any]:
    """Return a finding as plain data; ``start`` and ``end`` are code points in the segment's target text.

    ``source_start`` and ``source_end`` are those in its source text, where the finding shows there.
    """
    one = placed.finding
    return {
        "type": "finding",
        "file": text.file,
        "segment": text.segment,
        "rule": one.rule,
        "pass": one.found_by,
        "category": one.category,
        "severity": one.severity.label,
        "confidence": one.confidence,
        "message": one.message,
        "start": one.span.start,
        "end": one.span.end,
        "line": placed.line,
        "column": placed.column,
        "text": placed.text,
        "suggestions": list(one.fixes),
        "safe": one.safe,
        "also": list(one.also),
        "key": placed.key,
        "baselined": placed.baselined,
        "source_start": one.source_span.start if one.source_span else None,
        "source_end": one.source_span.end if one.source_span else None,
    }


def problem_data(problem: Problem) -> dict[str, Any]:
    """Return a problem as plain data."""
    return {
        "type": "problem",
        "file": problem.file,
        "segment": problem.segment,
        "line": problem.line,
        "message": problem.message,
    }


def segment_data(one: SegmentScore) -> dict[str, Any]:
    """Return the score of a segment as plain data; ``start`` and ``end`` are code points, as in a finding."""
    return {"type": "segment", **asdict(one)}


def summary_data(report: Report) -> dict[str, Any]:
    """Return the counts of a report as plain data."""
    counts = report.by_severity()
    return {
        "type": "summary",
        "files": report.files,
        "texts": len(report.texts),
        "words": report.words,
        "findings": {severity.label: counts[severity] for severity in reversed(Severity)},
        "findings_per_1000_words": round(report.per_thousand(), 2),
        "problems": len(report.problems),
        "signature": report.signature,
        **figures(report),
    }


def _findings(report: Report) -> Iterator[dict[str, Any]]:
    for text in report.texts:
        for placed in text.findings:
            yield finding_data(text, placed)


def render_lines(report: Report, look: Look) -> str:  # noqa: ARG001
    """Return one object a line: findings, problems, scores of segments where there are any, then the summary."""
    segments = map(segment_data, report.segments)
    rows = [*_findings(report), *map(problem_data, report.problems), *segments, summary_data(report)]
    return "".join(msgspec.json.encode(row).decode() + "\n" for row in rows)


def render(report: Report, look: Look) -> str:  # noqa: ARG001
    """Return one object with the lists of findings, problems and, where there are any, segments, and the summary."""
    data = {
        "version": 1,
        "findings": list(_findings(report)),
        "problems": [problem_data(problem) for problem in report.problems],
        **({"segments": list(map(segment_data, report.segments))} if report.segments else {}),
        "summary": summary_data(report),
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"
