"""Reports to files: ``--output FILE`` by its ending, or ``--output FORMAT:FILE``; written whole or not at all."""

from collections.abc import Iterable
from pathlib import Path

from mtcheck.core.errors import UserError
from mtcheck.core.report import Look, Report
from mtcheck.core.writing import write_atomically
from mtcheck.output.reporters import ENDINGS, REPORTERS, rendered


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
    if colon and name in REPORTERS:
        return name, Path(rest)
    path = Path(value)
    format_ = ENDINGS.get(path.suffix.lower())
    if format_ is None or format_ not in REPORTERS:
        raise OutputError(
            f"--output {value}: name the format, as in junit:{value} (known: {', '.join(sorted(REPORTERS))})"
        )
    return format_, path


def write_outputs(report: Report, targets: Iterable[tuple[str, Path]]) -> None:
    """Write each report file.

    Raises:
        OutputError: a file cannot be written.
    """
    for format_, path in targets:
        try:
            write_atomically(path, rendered(format_, report, Look())[0].encode("utf-8", "replace"))
        except OSError as error:
            raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error
