"""Files of many texts as they stand, read again for a report that can write them back."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from mtcheck.core.model import Span
from mtcheck.core.report import Form, Report, TextReport
from mtcheck.core.settings import Config
from mtcheck.input import containers, reading
from mtcheck.input.containers import json_lines
from mtcheck.input.reading import APART, Aligned, Text


def with_forms(report: Report, config: Config, format_: str | None = None, aligned: Aligned = APART) -> Report:
    """Return the report with the form of each of its files of many texts that still stands as it was checked."""
    forms = {}
    for file, texts in groupby(report.texts, key=lambda text: text.file):
        mine = list(texts)
        form = None if mine[0].segment is None else _form(file, mine, config, (format_, aligned))
        if form is not None:
            forms[file] = form
    return replace(report, forms=forms)


def _form(file: str, texts: Sequence[TextReport], config: Config, how: tuple[str | None, Aligned]) -> Form | None:
    path = reading.STDIN if file == "<stdin>" else file
    for _, raw, found, _ in reading.texts_of([path], config, *how):
        return form_of(raw, texts, [one for one in found if isinstance(one, Text)], _kind(file, *how))
    return None


def _kind(file: str, format_: str | None, aligned: Aligned) -> str:
    return containers.ALIGNED if aligned else reading.kind_of(file, format_)


def form_of(raw: bytes, texts: Sequence[TextReport], found: Sequence[Text], kind: str) -> Form | None:
    """Return the form of a file from its bytes and what is read in them, if these are the texts of the report."""
    if kind not in containers.KINDS or [one.text for one in found] != [one.text for one in texts]:
        return None
    whole = reading.decode(raw)
    if not isinstance(whole, str):
        return None
    if kind == "jsonl":
        return Form(kind, whole, _json_places(whole, found))
    return Form(kind, whole, tuple(one.place for one in found))


def _json_places(whole: str, found: Sequence[Text]) -> tuple[Span | None, ...]:
    lines = whole.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    places: list[Span | None] = []
    for one in found:
        index = (one.line or 1) - 1
        line = lines[index] if index < len(lines) else ""
        skip = 1 if line.startswith("\ufeff") else 0
        try:
            place = json_lines.target_place(line[skip:])
        except ValueError:
            places.append(None)
            continue
        places.append(Span(starts[index] + skip + place.start, starts[index] + skip + place.end))
    return tuple(places)
