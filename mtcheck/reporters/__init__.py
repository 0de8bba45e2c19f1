"""The reporters: each renders a finished report as text; one module each, one line in REPORTERS."""

from collections.abc import Callable

from mtcheck.report import Look, Report

Render = Callable[[Report, Look], str]


def _jsonl(report: Report, look: Look) -> str:
    from mtcheck.reporters import json_data

    return json_data.render_lines(report, look)


def _json(report: Report, look: Look) -> str:
    from mtcheck.reporters import json_data

    return json_data.render(report, look)


def _text(report: Report, look: Look) -> str:
    from mtcheck.reporters import terminal

    return terminal.render(report, look)


REPORTERS: dict[str, Render] = {"json": _json, "jsonl": _jsonl, "text": _text}
"""Format name → renderer, loaded when used."""
