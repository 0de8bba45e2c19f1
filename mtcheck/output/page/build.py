"""Builds the page, or the part of it that shows one report."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from mtcheck.core.model import Problem, Severity
from mtcheck.core.report import Placed, Report, TextReport
from mtcheck.core.version import __version__
from mtcheck.output.page import assets
from mtcheck.output.page.data import encode, file_data
from mtcheck.output.page.notes import Note, note
from mtcheck.output.page.rows import Numbered, Row, rows

Group = list[tuple[TextReport, Numbered]]


@dataclass(frozen=True, slots=True)
class Section:
    """A text of a file: its segment, line, source if it has one, its rows, the notes by finding."""

    segment: str | None
    line: int | None
    source: str | None
    rows: list[Row]
    notes: dict[int, Note]


@dataclass(frozen=True, slots=True)
class FileView:
    """A file as the page shows it; ``counts`` are its findings by severity, the gravest first."""

    name: str
    index: int
    words: int
    counts: list[tuple[str, int]]
    sections: list[Section]
    clean_segments: int

    @property
    def total(self) -> int:
        """How many findings it has."""
        return sum(count for _, count in self.counts)


def page(report: Report) -> str:
    """Return the whole page of a report, in one file."""
    data, context = _context(report)
    return _template("page.html.j2").render(
        **context, **_shell(served=False), data=encode(data), origin="'none'", serve=None
    )


def served_page(serve: dict[str, Any]) -> str:
    """Return the page that talks to ``mtcheck serve``, with no report yet; ``serve`` is what its form shows."""
    data, context = _context(Report((), (), f"mtcheck {__version__}"))
    return _template("page.html.j2").render(
        **context, **_shell(served=True), data=encode(data), origin="'self'", serve=serve
    )


def fragment(report: Report) -> dict[str, Any]:
    """Return a report for the served page: its HTML, and what the script needs."""
    data, context = _context(report)
    return {"html": _template("report.html.j2").render(**context), "data": data}


def _shell(*, served: bool) -> dict[str, str]:
    style, script = assets.style(), assets.script(served=served)
    return {
        "style": style,
        "script": script,
        "style_hash": assets.digest(style),
        "script_hash": assets.digest(script),
    }


@cache
def _environment() -> Environment:
    loader = PackageLoader("mtcheck.output.page", "parts")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _template(name: str) -> Template:
    return _environment().get_template(name)


def _context(report: Report) -> tuple[dict[str, Any], dict[str, Any]]:
    groups = _numbered(report)
    views = [_view(index, file, group, report) for index, (file, group) in enumerate(groups.items())]
    counts = report.by_severity()
    fresh = [placed.finding for placed in report.fresh()]
    context = {
        "total": len(fresh),
        "fixable": sum(bool(one.fixes) for one in fresh),
        "safe": sum(one.safe for one in fresh),
        "counts": [(severity.label, counts[severity]) for severity in reversed(Severity)],
        "rate": f"{report.per_thousand():.1f}",
        "words": report.words,
        "baselined": report.baselined(),
        "problems": [_problem(problem) for problem in report.problems],
        "notes": report.notes,
        "files": views,
        "faulty": sorted((view for view in views if view.total), key=_worst),
        "clean": [view for view in views if not view.total],
        "signature": report.signature,
    }
    data = {"files": [file_data(file, group, report) for file, group in groups.items()], "reasons": _reasons(report)}
    return data, context


def _worst(view: FileView) -> tuple[int, ...]:
    return tuple(-count for _, count in view.counts)


def _reasons(report: Report) -> dict[str, str]:
    found = {placed.finding.rule for placed in report.fresh()}
    return {rule: report.reasons[rule] for rule in sorted(found) if report.reasons.get(rule)}


def _problem(problem: Problem) -> str:
    return f"{problem.where}: {problem.message}" if problem.where else problem.message


def _numbered(report: Report) -> dict[str, Group]:
    """Return the texts of each file, each finding that no baseline knows with a number of its own in the page."""
    groups: dict[str, Group] = {}
    number = 0
    for text in report.texts:
        fresh: list[Placed] = [placed for placed in text.findings if not placed.baselined]
        groups.setdefault(text.file, []).append((text, list(enumerate(fresh, number))))
        number += len(fresh)
    return groups


def _view(index: int, file: str, group: Group, report: Report) -> FileView:
    found = [placed.finding.severity for _, numbered in group for _, placed in numbered]
    counts = [(severity.label, found.count(severity)) for severity in reversed(Severity)]
    single = len(group) == 1 and group[0][0].segment is None
    shown = [(text, numbered) for text, numbered in group if numbered or single]
    sections = [_section(text, numbered, report) for text, numbered in shown]
    return FileView(file, index, sum(text.words for text, _ in group), counts, sections, len(group) - len(shown))


def _section(text: TextReport, numbered: Numbered, report: Report) -> Section:
    notes = {number: note(number, placed, text.text, report) for number, placed in numbered}
    return Section(text.segment, text.line, text.source, rows(text, numbered), notes)
