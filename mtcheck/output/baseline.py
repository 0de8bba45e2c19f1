"""Baselines: files of findings that are known already, named by content, so that a gate stops only what is new."""

from collections import Counter
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Literal

import msgspec

from mtcheck.core.errors import UserError
from mtcheck.core.report import Placed, Report, TextReport
from mtcheck.core.writing import write_atomically

VERSION: Literal[1] = 1


class BaselineError(UserError):
    """A baseline file that cannot be used; the message says why."""


class Entry(msgspec.Struct, forbid_unknown_fields=True, frozen=True, order=True):
    """A known finding: its key, for a person its rule and text, and how many there are."""

    key: str
    rule: str
    text: str
    count: int = 1


class Baseline(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The known findings of each file; files are named as they were given, with forward slashes."""

    version: Literal[1] = VERSION
    files: dict[str, list[Entry]] = {}


def read(path: Path) -> Baseline:
    """Read a baseline file.

    Raises:
        BaselineError: it is missing or broken.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Baseline)
    except FileNotFoundError as error:
        raise BaselineError(f"{path}: no such baseline; make it with mtcheck baseline update") from error
    except (OSError, msgspec.MsgspecError) as error:
        raise BaselineError(f"{path}: not a baseline: {error}") from error


def make(report: Report) -> Baseline:
    """Return the baseline that knows every finding of a report."""
    files: dict[str, list[Entry]] = {}
    for text in report.texts:
        counts: Counter[tuple[str, str, str]] = Counter(_identity(text, placed) for placed in text.findings)
        entries = [Entry(key, rule, found, count) for (key, rule, found), count in counts.items()]
        if entries:
            files.setdefault(_name(text.file), []).extend(entries)
    return Baseline(files={name: sorted(files[name]) for name in sorted(files)})


def write(path: Path, baseline: Baseline) -> None:
    """Write a baseline file, sorted, so that two of the same findings are the same bytes."""
    write_atomically(path, msgspec.json.format(msgspec.json.encode(baseline), indent=1) + b"\n")


def mark(report: Report, baseline: Baseline) -> Report:
    """Return the report with the known findings marked, and a note for known ones that are gone."""
    left = {name: Counter({entry.key: entry.count for entry in entries}) for name, entries in baseline.files.items()}
    texts = tuple(_marked(text, left.get(_name(text.file), Counter())) for text in report.texts)
    seen = {_name(text.file) for text in report.texts}
    stale = sum(sum(counts.values()) for name, counts in left.items() if name in seen)
    notes = report.notes
    if stale:
        notes = (*notes, f"{stale} baseline entries match nothing any more; run mtcheck baseline update")
    return replace(report, texts=texts, notes=notes)


def _marked(text: TextReport, left: Counter[str]) -> TextReport:
    findings = []
    for placed in text.findings:
        key = _identity(text, placed)[0]
        known = left[key] > 0
        left[key] -= known
        findings.append(replace(placed, baselined=known))
    return replace(text, findings=tuple(findings))


def _identity(text: TextReport, placed: Placed) -> tuple[str, str, str]:
    return text.key(placed), placed.finding.rule, placed.text


def _name(file: str) -> str:
    return PurePath(file).as_posix()
