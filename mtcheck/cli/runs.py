"""One run of the checker as the command line asks for it: what is read, compared, remembered."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

from mtcheck.cli.options import Request
from mtcheck.cli.progress import progress
from mtcheck.core.errors import UserError
from mtcheck.core.model import Problem
from mtcheck.core.report import Report
from mtcheck.input.reading import STDIN_NAME, Text


@dataclass(frozen=True, slots=True)
class How:
    """How to run: compare with a revision, look at staged text, use what is remembered.

    ``outputs`` are the resolved paths of the reports that the run writes: no text, even where a folder holds them.
    """

    diff: str | None = None
    staged: bool = False
    cache: bool = True
    outputs: frozenset[str] = frozenset()


def _renamed(one: Text | Problem, name: str) -> Text | Problem:
    """Return what was read from standard input under the name that it was given."""
    return replace(one, file=name) if one.file == STDIN_NAME != name else one


def perform(request: Request, how: How) -> Report:
    """Check what was asked for and return the report, baseline and comparison applied."""
    from mtcheck.input import reading
    from mtcheck.output import baseline
    from mtcheck.run import changed
    from mtcheck.run.cache import default_path
    from mtcheck.run.whole import run

    if how.staged and request.aligned:
        raise UserError("--staged reads what git holds; it does not go with --source and --reference")
    known = baseline.read(Path(request.config.baseline)) if request.config.baseline else None
    since = changed.Since(changed.resolve(how.diff or "HEAD"), request.input_format) if how.diff or how.staged else None
    if how.staged:
        found = changed.staged_texts(request.paths, request.config, request.input_format)
    else:
        found = reading.texts(request.paths, request.config, request.input_format, request.aligned)
        found = (_renamed(one, request.stdin_name) for one in found)
    if how.outputs:
        found = (one for one in found if one.file is None or os.path.realpath(one.file) not in how.outputs)
    with progress(quiet=request.quiet) as shown:
        report = run(shown.counted(found), request.config, default_path() if how.cache else None, shown.tell)
    if since is not None:
        report = changed.only_changed(report, since)
    return baseline.mark(report, known) if known is not None else report


def written_back(report: Report, request: Request, formats: set[str]) -> Report:
    """Return the report with what its page needs to write files of many texts back, if there is to be a page."""
    if "html" not in formats:
        return report
    from mtcheck.input.file_forms import with_forms

    return with_forms(report, request.config, request.input_format, request.aligned)
