"""The report for a person at a terminal: each finding with its line, the place marked, the reason and the fix."""

from collections.abc import Iterator
from itertools import groupby

from rich.cells import cell_len

from mtcheck.core.model import Problem, Severity
from mtcheck.core.report import Look, Placed, Report, TextReport
from mtcheck.core.visible import visible
from mtcheck.output.reporters.figures_text import against_lines, profile_lines, score_lines

_COLOURS = {Severity.CRITICAL: "1;35", Severity.MAJOR: "31", Severity.MINOR: "33", Severity.NEUTRAL: "36"}
_LEAST_WIDTH = 40
_MOST_FIXES = 3
_INDENT = "    "


def render(report: Report, look: Look) -> str:
    """Return the whole report."""
    look = Look(max(_LEAST_WIDTH, look.width), look.colour)
    lines: list[str] = []
    for file, texts in groupby((text for text in report.texts if _fresh(text)), key=lambda text: text.file):
        lines.append(_paint(visible(file), "1;4", look))
        for text in texts:
            for placed in _fresh(text):
                lines.extend(_finding(text, placed, look))
        lines.append("")
    lines.extend(_problem(problem, look) for problem in report.problems)
    lines.extend(_summary(report, look))
    lines.extend(visible(line) for line in _figures(report))
    lines.extend(_paint(visible(note), "2", look) for note in report.notes)
    lines.append(_paint(f"signature: {visible(report.signature)}", "2", look))
    return "\n".join(lines) + "\n"


def _fresh(text: TextReport) -> list[Placed]:
    return [placed for placed in text.findings if not placed.baselined]


def _finding(text: TextReport, placed: Placed, look: Look) -> Iterator[str]:
    finding = placed.finding
    where = f"{placed.line}:{placed.column}"
    if text.segment is not None:
        where = f"{visible(text.segment)} ({where})"
    severity = _paint(finding.severity.label, _COLOURS[finding.severity], look)
    also = f" (also {', '.join(finding.also)})" if finding.also else ""
    yield f"  {_paint(where, '1', look)}  {severity}  {visible(finding.rule)}{_paint(visible(also), '2', look)}"
    if text.text:
        yield from _excerpt(text.text, placed, look)
    for line in wrapped(visible(finding.message), look.width - len(_INDENT)):
        yield _INDENT + line
    if finding.fixes:
        shown = " | ".join(_fix(fix) for fix in finding.fixes[:_MOST_FIXES])
        kind = "fix" if finding.safe else "suggest"
        yield f"{_INDENT}{_paint(kind + ':', '32', look)} {shown}"


def _fix(fix: str) -> str:
    return f"“{visible(fix)}”" if fix else "(delete)"


def _excerpt(text: str, placed: Placed, look: Look) -> Iterator[str]:
    """Yield the line around a span and, below it, a row of carets."""
    span = placed.finding.span
    room = look.width - len(_INDENT) - 2
    marked = visible(text[span.start : span.end])[: room // 2]
    side = max(8, (room - cell_len(marked)) // 2)
    left, right = _before(text, span.start, side), _after(text, span.end, side)
    yield _INDENT + left + _paint(marked, "7" if look.colour else "", look) + right
    carets = "^" * max(1, cell_len(marked))
    yield _INDENT + " " * cell_len(left) + _paint(carets, _COLOURS[placed.finding.severity], look)


def _before(text: str, start: int, room: int) -> str:
    low = max(text.rfind("\n", 0, start) + 1, start - room)
    left = visible(text[low:start])
    while cell_len(left) > room - 1:
        left = left[1:]
        low += 1
    return "…" + left if low > 0 and text[low - 1] != "\n" else left


def _after(text: str, end: int, room: int) -> str:
    line_end = text.find("\n", end)
    high = min(len(text) if line_end < 0 else line_end, end + room)
    right = visible(text[end:high])
    cut = high < (len(text) if line_end < 0 else line_end)
    while cell_len(right) > room - 1:
        right, cut = right[:-1], True
    return right + "…" if cut else right


def wrapped(text: str, width: int) -> list[str]:
    """Break a message at spaces into lines of at most so many columns."""
    lines, line = [], ""
    for word in text.split(" "):
        if line and cell_len(line) + 1 + cell_len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def _problem(problem: Problem, look: Look) -> str:
    where = problem.where
    if problem.segment is not None:
        where += f" ({problem.segment})"
    place = f" {visible(where)}" if where else ""
    return f"{_paint('not checked', '1;31', look)}{place}: {visible(problem.message)}"


def _summary(report: Report, look: Look) -> Iterator[str]:
    counts = report.by_severity()
    total = sum(counts.values())
    size = f"{report.words:,} words in {report.files} file{'s' * (report.files != 1)}"
    if total:
        parts = [f"{counts[severity]} {severity.label}" for severity in reversed(Severity) if counts[severity]]
        found = (
            f"{total} finding{'s' * (total != 1)} ({', '.join(parts)}), {report.per_thousand():.1f} per 1,000 words; "
        )
    else:
        found = "No findings; " if not report.problems else "No findings in what could be checked; "
    if known := report.baselined():
        size += f"; {known} known in the baseline"
    yield _paint(f"{found}{size}", "1", look)
    if report.problems:
        yield _paint(
            f"{len(report.problems)} problem{'s' * (len(report.problems) != 1)}: not all was checked", "1;31", look
        )


def _figures(report: Report) -> Iterator[str]:
    if report.score is not None:
        yield from score_lines(report.score)
    if report.against is not None:
        yield from against_lines(report.against)
    if report.profile is not None:
        yield from profile_lines(report.profile)


def _paint(text: str, code: str, look: Look) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if look.colour and code and text else text
