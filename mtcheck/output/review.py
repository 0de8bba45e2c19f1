"""The report as the Word file that was checked: suggestions as tracked changes, reasons as comments beside them."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from mtcheck.core.errors import UserError
from mtcheck.core.report import Placed, Report, TextReport
from mtcheck.core.settings import Config
from mtcheck.english.seams.protected import STAND_IN
from mtcheck.input.containers import word
from mtcheck.input.containers.unit import CannotKeep
from mtcheck.input.containers.word.differ import in_line
from mtcheck.input.containers.word.mark import Change
from mtcheck.input.containers.word.write import Note, reviewed
from mtcheck.input.reading import STDIN_NAME

_MOST_FIXES = 3


class ReviewError(UserError):
    """A report that no Word file can carry."""


def review(report: Report, config: Config) -> bytes:
    """Return the one Word file of a report with what was found in it.

    Raises:
        ReviewError: the report is not about one Word file, or the file is no longer what was checked.
    """
    files = {text.file for text in report.texts} | {problem.file for problem in report.problems if problem.file}
    if len(files) != 1 or STDIN_NAME in files:
        raise ReviewError("a review in Word goes into the one Word file that is checked; name that file alone")
    (file,) = files
    try:
        raw = Path(file).read_bytes()
    except OSError as error:
        raise ReviewError(f"{file}: cannot be read: {error.strerror or error}") from error
    _refuse_other(file, raw, report, config)
    wanted: dict[str | None, list[Change]] = defaultdict(list)
    notes: list[Note] = []
    fresh = [(text, one) for text in report.texts for one in text.findings if not one.baselined]
    for text, placed in fresh:
        change = _change(text, placed)
        wanted[text.segment] += change
        notes.append(Note(text.segment, placed.finding.span, tuple(_lines(text, placed, report, made=bool(change)))))
    try:
        return reviewed(raw, wanted, notes, config)
    except CannotKeep as error:
        raise ReviewError(f"{file}: {error}") from error


def _refuse_other(file: str, raw: bytes, report: Report, config: Config) -> None:
    """Refuse a file whose texts are not those of the report."""
    now: dict[str | None, str] = {}
    for item in word.read(raw, config):
        if isinstance(item, word.Fault):
            raise ReviewError(f"{file}: no Word file: {item.reason}")
        now[item.segment] = item.target
    if any(now.get(text.segment) != text.text for text in report.texts):
        raise ReviewError(f"{file}: changed since it was checked")


def _change(text: TextReport, placed: Placed) -> list[Change]:
    """Return what a finding's first fix changes; nothing where it reaches over more than text of one paragraph."""
    old = placed.finding.span.of(text.text)
    if not placed.finding.fixes or "\n" in old or STAND_IN in old:
        return []
    return list(in_line(old, placed.finding.fixes[0], placed.finding.span.start))


def _lines(text: TextReport, placed: Placed, report: Report, *, made: bool) -> Iterator[str]:
    """Yield what the comment says: the reason first, the rule last."""
    one = placed.finding
    if text.segment is not None:
        yield f"In {text.segment}: “{placed.text}”"
    yield one.message
    if why := report.reasons.get(one.rule):
        yield why
    others = one.fixes[1 if made else 0 : _MOST_FIXES]
    if others:
        shown = " | ".join(f"“{fix}”" if fix else "(delete)" for fix in others)
        yield f"{'Or' if made else 'Suggested'}: {shown}"
    yield f"{one.severity.label} · {one.rule}"
