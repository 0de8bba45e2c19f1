"""The reporters: each renders a finished report as text; one module each, one line in REPORTERS."""

from collections.abc import Callable
from importlib import import_module

from mtcheck.core.report import Look, Report

Render = Callable[[Report, Look], str]


def _lazy(module: str, function: str = "render") -> Render:
    """Return a renderer whose module is imported when it is first used."""

    def render(report: Report, look: Look) -> str:
        found: Render = getattr(import_module(f"mtcheck.output.reporters.{module}"), function)
        return found(report, look)

    return render


REPORTERS: dict[str, Render] = {
    "checkstyle": _lazy("xml_data", "render_checkstyle"),
    "decisions": _lazy("decisions"),
    "github": _lazy("annotations"),
    "gitlab": _lazy("gitlab"),
    "html": _lazy("html_page"),
    "json": _lazy("json_data"),
    "jsonl": _lazy("json_data", "render_lines"),
    "junit": _lazy("xml_data", "render_junit"),
    "markdown": _lazy("markdown"),
    "mqm": _lazy("mqm"),
    "rdjson": _lazy("rdjson"),
    "sarif": _lazy("sarif"),
    "text": _lazy("terminal"),
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
