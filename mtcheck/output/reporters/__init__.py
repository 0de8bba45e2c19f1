"""The reporters: each renders a finished report as text; one module each, one line in REPORTERS."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from mtcheck.core.faults import described
from mtcheck.core.model import Problem
from mtcheck.core.report import Look, Report, TextReport
from mtcheck.core.visible import named
from mtcheck.output import harmless
from mtcheck.output.harmless import Guard

Render = Callable[[Report, Look], str]


def _lazy(module: str, guard: Guard, function: str = "render") -> Render:
    """Return a renderer whose module is imported when it is first used, and what leaves it is made harmless."""

    def render(report: Report, look: Look) -> str:
        found: Render = getattr(import_module(f"mtcheck.output.reporters.{module}"), function)
        return (harmless.coloured if look.colour and module == "terminal" else guard)(found(_named(report), look))

    return render


def _named(report: Report) -> Report:
    """Return the report with the names of its files as text, whatever bytes they are."""
    problems = (replace(one, file=named(one.file or "") or None, message=named(one.message)) for one in report.problems)
    texts = tuple(replace(one, file=named(one.file)) for one in report.texts)
    forms = {named(file): form for file, form in report.forms.items()}
    return replace(report, texts=texts, problems=tuple(problems), forms=forms)


def rendered(format_: str, report: Report, look: Look) -> tuple[str, Report]:
    """Return the report in a format, and as it was shown: texts that the format fails on are problems in it.

    Raises:
        Exception: the format fails on more than single texts.
    """
    try:
        return REPORTERS[format_](report, look), report
    except Exception:  # noqa: BLE001  (one text's fault is not the others')
        texts: list[TextReport] = []
        problems = list(report.problems)
        for one in report.texts:
            try:
                REPORTERS[format_](replace(report, texts=(one,)), look)
                texts.append(one)
            except Exception as error:  # noqa: BLE001
                problems.append(Problem(f"the {format_} report: {described(error)}", one.file, one.segment, one.line))
        shown = replace(report, texts=tuple(texts), problems=tuple(problems))
        return REPORTERS[format_](shown, look), shown


REPORTERS: dict[str, Render] = {
    "checkstyle": _lazy("xml_data", harmless.xml, "render_checkstyle"),
    "decisions": _lazy("decisions", harmless.json),
    "github": _lazy("annotations", harmless.commands),
    "gitlab": _lazy("gitlab", harmless.json),
    "html": _lazy("html_page", harmless.html),
    "json": _lazy("json_data", harmless.json),
    "jsonl": _lazy("json_data", harmless.json, "render_lines"),
    "junit": _lazy("xml_data", harmless.xml, "render_junit"),
    "markdown": _lazy("markdown", harmless.people),
    "mqm": _lazy("mqm", harmless.people),
    "rdjson": _lazy("rdjson", harmless.json),
    "sarif": _lazy("sarif", harmless.json),
    "text": _lazy("terminal", harmless.people),
}
"""Format name → renderer."""

ENDINGS = {
    ".html": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".md": "markdown",
    ".rdjson": "rdjson",
    ".sarif": "sarif",
    ".tsv": "mqm",
    ".txt": "text",
}
"""Ending of an output file → format name; the XML and GitLab formats have to be named."""
