"""The report as one self-contained page: the text with each finding marked in place, margin notes, decisions, exports.

Nothing in it is fetched, its content security policy allows its own script and style alone, and text from articles,
rules and file names goes in through escaping only.
"""

import base64
import hashlib
from importlib import resources
from pathlib import PurePath
from typing import Any

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined

from mtcheck.core.model import Problem, Severity
from mtcheck.core.report import Look, Placed, Report, TextReport

_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def render(report: Report, look: Look) -> str:  # noqa: ARG001
    """Return the page."""
    style, script = _part("page.css"), _part("page.js")
    texts = _numbered(report)
    counts = report.by_severity()
    environment = Environment(
        loader=PackageLoader("mtcheck.output.reporters", "page"), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("page.html.j2").render(
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        total=sum(counts.values()),
        counts=[(severity.label, counts[severity]) for severity in reversed(Severity)],
        rate=f"{report.per_thousand():.1f}",
        words=f"{report.words:,}",
        problems=[_problem(problem) for problem in report.problems],
        notes=report.notes,
        categories=sorted({placed.finding.category for placed in report.fresh()}),
        rules=sorted({placed.finding.rule for placed in report.fresh()}),
        texts=[_view(text, found, report) for text, found in texts],
        signature=report.signature,
        data=msgspec.json.encode([_data(text, found) for text, found in texts]).decode().translate(_UNSAFE),
    )


def _part(name: str) -> str:
    return resources.files("mtcheck.output.reporters").joinpath("page", name).read_text(encoding="utf-8")


def _hash(body: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()


def _problem(problem: Problem) -> str:
    return f"{problem.where}: {problem.message}" if problem.where else problem.message


Numbered = list[tuple[int, Placed]]


def _numbered(report: Report) -> list[tuple[TextReport, Numbered]]:
    """Return the texts with findings, each finding with a number of its own in the page."""
    texts: list[tuple[TextReport, Numbered]] = []
    number = 0
    for text in report.texts:
        found = []
        for placed in text.findings:
            if not placed.baselined:
                found.append((number, placed))
                number += 1
        if found or text.segment is None:
            texts.append((text, found))
    return texts


def _view(text: TextReport, found: Numbered, report: Report) -> dict[str, Any]:
    title = text.file if text.segment is None else f"{text.file} · {text.segment}"
    rows = []
    start = 0
    for line in text.text.split("\n"):
        end = start + len(line)
        here = [row for row in found if start <= row[1].finding.span.start <= end]
        touching = [row for row in found if row[1].finding.span.start <= end and row[1].finding.span.end >= start]
        rows.append(
            {"pieces": _pieces(text.text, (start, end), touching), "notes": [_note(*row, report) for row in here]}
        )
        start = end + 1
    return {"title": title, "rows": rows}


def _pieces(text: str, line: tuple[int, int], found: Numbered) -> list[dict[str, Any]]:
    at, end = line
    pieces: list[dict[str, Any]] = []
    for number, placed in found:
        span = placed.finding.span
        low, high = max(span.start, at), min(span.end, end)
        if low > at:
            pieces.append({"id": None, "text": text[at:low]})
        first = span.start >= line[0]
        shown = text[low:high].rstrip("\r")
        pieces.append(
            {
                "id": number,
                "text": shown,
                "severity": placed.finding.severity.label,
                "first": first,
                "part": "" if first else f"l{line[0]}",
            }
        )
        at = max(at, high)
    if at < end:
        pieces.append({"id": None, "text": text[at:end].rstrip("\r")})
    return pieces


def _note(number: int, placed: Placed, report: Report) -> dict[str, Any]:
    one = placed.finding
    return {
        "id": number,
        "severity": one.severity.label,
        "category": one.category,
        "rule": one.rule,
        "text": placed.text,
        "message": one.message,
        "why": report.reasons.get(one.rule, ""),
        "line": placed.line,
        "fixes": [fix or "(delete)" for fix in one.fixes],
        "safe": one.safe,
        "confidence": one.confidence,
    }


def _data(text: TextReport, found: Numbered) -> dict[str, Any]:
    """Return what the page's script works with; its offsets are UTF-16 units, as the script counts."""
    rows = []
    for number, placed in found:
        one = placed.finding
        rows.append(
            {
                "id": number,
                "start": _utf16(text.text[: one.span.start]),
                "end": _utf16(text.text[: one.span.end]),
                "fixes": one.fixes,
                "safe": one.safe,
                "rule": one.rule,
                "key": text.key(placed),
                "text": placed.text,
            }
        )
    name = PurePath(text.file).name if text.segment is None else f"{PurePath(text.file).stem}-{text.segment}.txt"
    return {"file": PurePath(text.file).as_posix(), "saveAs": name, "text": text.text, "findings": rows}


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
