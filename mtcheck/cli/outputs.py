"""Reports to files: ``--output FILE`` by its ending, or ``--output FORMAT:FILE``; written whole or not at all."""

from collections.abc import Iterable
from pathlib import Path

from mtcheck.core.errors import UserError
from mtcheck.core.report import Look, Report
from mtcheck.core.settings import Config
from mtcheck.core.writing import write_atomically
from mtcheck.output.reporters import ENDINGS, REPORTERS, rendered

REVIEW = "docx"
"""The one format that is no text: the Word file that was checked, with changes tracked and reasons as comments."""


class OutputError(UserError):
    """An output that cannot be written, or whose format is not to be known."""


def read_outputs(wanted: Iterable[str]) -> list[tuple[str, Path]]:
    """Return the formats and files of ``--output`` values.

    Raises:
        OutputError: an ending tells no format.
    """
    return [_read(one) for one in wanted]


def _read(value: str) -> tuple[str, Path]:
    name, colon, rest = value.partition(":")
    if colon and name in {REVIEW, *REPORTERS}:
        return name, Path(rest)
    path = Path(value)
    format_ = ENDINGS.get(path.suffix.lower(), REVIEW if path.suffix.lower() == ".docx" else None)
    if format_ is None:
        known = ", ".join(sorted({REVIEW, *REPORTERS}))
        raise OutputError(f"--output {value}: name the format, as in junit:{value} (known: {known})")
    return format_, path


def write_outputs(report: Report, targets: Iterable[tuple[str, Path]], config: Config) -> None:
    """Write each report file.

    Raises:
        OutputError: a file cannot be written.
        ReviewError: a review in Word was asked for, and the report is not about one Word file.
    """
    for format_, path in targets:
        try:
            write_atomically(path, _rendered(format_, report, config))
        except OSError as error:
            raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error


def _rendered(format_: str, report: Report, config: Config) -> bytes:
    if format_ != REVIEW:
        return rendered(format_, report, Look())[0].encode("utf-8", "replace")
    from mtcheck.output.review import review

    return review(report, config)
