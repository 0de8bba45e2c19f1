"""The report as a GitLab code quality report."""

from collections import Counter
from pathlib import PurePath
from typing import Any

import msgspec

from mtcheck.core.model import Problem
from mtcheck.core.report import Look, Placed, Report, TextReport

_SEVERITIES = {"neutral": "info", "minor": "minor", "major": "major", "critical": "critical"}


def render(report: Report, look: Look) -> str:  # noqa: ARG001
    """Return a JSON list; what could not be checked is a blocker."""
    seen: Counter[str] = Counter()
    rows = [_row(text, placed, seen) for text in report.texts for placed in text.findings if not placed.baselined]
    rows += map(_problem, report.problems)
    return msgspec.json.format(msgspec.json.encode(rows), indent=2).decode() + "\n"


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "description": f"not checked: {problem.message}",
        "check_name": "mtcheck",
        "fingerprint": f"problem:{problem.file}:{problem.segment}:{problem.message}",
        "severity": "blocker",
        "location": {"path": PurePath(problem.file or ".").as_posix(), "lines": {"begin": problem.line or 1}},
    }


def _row(text: TextReport, placed: Placed, seen: Counter[str]) -> dict[str, Any]:
    path = PurePath(text.file).as_posix()
    name = f"{path}:{text.segment}:{placed.key}"
    seen[name] += 1  # GitLab shows one finding a fingerprint
    return {
        "description": f"“{placed.text}”: {placed.finding.message}",
        "check_name": placed.finding.rule,
        "fingerprint": f"{name}:{seen[name]}",
        "severity": _SEVERITIES[placed.finding.severity.label],
        "location": {"path": path, "lines": {"begin": placed.line}},
    }
