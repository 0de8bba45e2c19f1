"""The report as tab-separated MQM annotations, in the ten columns that the Marot viewer reads, spans in ``<v>``."""

import msgspec

from mtcheck.core.report import Look, Placed, Report, TextReport
from mtcheck.core.version import __version__

COLUMNS = ("system", "doc", "docSegId", "globalSegId", "rater", "source", "target", "category", "severity", "metadata")


def render(report: Report, look: Look) -> str:  # noqa: ARG001
    """Return a header and one line a finding; a text without findings has one line that says so."""
    rows: list[tuple[str, ...]] = [COLUMNS]
    for number, text in enumerate(report.texts, 1):
        rows += [_row(text, number, placed) for placed in text.findings] or [_clean_row(text, number)]
    return "".join("\t".join(map(_cell, row)) + "\n" for row in rows)


def _row(text: TextReport, number: int, placed: Placed) -> tuple[str, ...]:
    one = placed.finding
    low, high = _around(text.text, one.span.start, one.span.end)
    marked = f"{text.text[low : one.span.start]}<v>{placed.text}</v>{text.text[one.span.end : high]}"
    note = {"note": one.message, "rule": one.rule, "marked_text": placed.text}
    if one.fixes:
        fixed = text.text[low : one.span.start] + one.fixes[0] + text.text[one.span.end : high]
        note["corrected_translation"] = fixed
    return (*_start(text, number), marked, one.category.title(), one.severity.label.capitalize(), _json(note))


def _clean_row(text: TextReport, number: int) -> tuple[str, ...]:
    return (*_start(text, number), text.text, "no-error", "no-error", "{}")


def _start(text: TextReport, number: int) -> tuple[str, ...]:
    rater = f"mtcheck-{__version__}"
    return ("mt", text.file, text.segment or str(number), str(number), rater, "")


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the line that holds a span: the segment that is shown with it."""
    low = text.rfind("\n", 0, start) + 1
    high = text.find("\n", end)
    return low, len(text) if high < 0 else high


def _json(data: dict[str, str]) -> str:
    return msgspec.json.encode(data).decode()


def _cell(text: str) -> str:
    """Return a cell on one line, with a sign before what a spreadsheet would take for a formula."""
    line = " ".join(text.replace("\t", " ").splitlines())
    return f"'{line}" if line.startswith(_FORMULA) else line


_FORMULA = ("=", "+", "-", "@")
