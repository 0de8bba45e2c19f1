"""Two reports over the same texts, side by side: how much more one has of each severity and category."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mtcheck.core.model import CATEGORIES, Finding, Problem, Severity
from mtcheck.core.report import Report, TextReport
from mtcheck.core.results import Against
from mtcheck.scoring import bootstrap
from mtcheck.scoring.mqm import Preset, weigh
from mtcheck.scoring.units import Unit, cut, troubled

Key = tuple[str, str | None, int]
"""What names a text on both sides: its path inside the folder, its segment, its number among those of one name."""


@dataclass(frozen=True, slots=True)
class Row:
    """Penalty points or findings of one kind per 1,000 words in A and in B; ``p_value`` is None for too few units."""

    name: str
    a: float
    b: float
    p_value: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two systems compared; ``units`` counts the paragraphs or segments that were paired."""

    names: tuple[str, str]
    words: tuple[int, int]
    units: int
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    signature: str
    against: Against | None = None


@dataclass(slots=True)
class _Side:
    name: str
    report: Report
    texts: dict[Key, TextReport] = field(default_factory=dict)


Pair = tuple[tuple[TextReport, list[Unit]], tuple[TextReport, list[Unit]]]


def compare(reports: tuple[Report, Report], names: tuple[str, str], preset: Preset) -> Comparison:
    """Compare two reports made with the same settings from ``names``, two files or two folders.

    Texts are paired by path inside the folder and segment id. The paragraphs of a pair are its units if both sides
    have the same number of them; otherwise the pair is one unit. What only one side has is a problem.
    """
    sides = [_Side(name, report, _by_key(name, report)) for name, report in zip(names, reports, strict=True)]
    problems = [problem for side in sides for problem in side.report.problems]
    problems += [*_missing(sides[0], sides[1]), *_missing(sides[1], sides[0])]
    pairs, notes = _pairs(sides[0], sides[1])
    columns = _columns(pairs)
    rows = [_amounts(pair, columns, preset) for pair in pairs]
    sums = [sum(column) for column in zip(*rows, strict=True)] if rows else [0.0, 0.0] + [0.0] * (2 * len(columns))
    if not rows:
        problems.append(Problem("nothing to compare: no text that both have was judged in full"))
    signature = f"{sides[0].report.signature}|{preset.signature}|paired {bootstrap.SIGNATURE}"
    return Comparison(
        names=names,
        words=(int(sums[0]), int(sums[1])),
        units=len(rows),
        rows=tuple(_rows(columns, sums, bootstrap.p_values(rows))),
        problems=tuple(dict.fromkeys(problems)),
        notes=tuple(notes),
        signature=signature,
    )


def _by_key(name: str, report: Report) -> dict[Key, TextReport]:
    folder = Path(name)
    inside = folder.is_dir()
    texts: dict[Key, TextReport] = {}
    seen: dict[tuple[str, str | None], int] = {}
    for text in report.texts:
        path = Path(text.file).relative_to(folder).as_posix() if inside else ""
        number = seen.get((path, text.segment), 0)
        seen[path, text.segment] = number + 1
        texts[path, text.segment, number] = text
    return texts


def _missing(side: _Side, other: _Side) -> Iterator[Problem]:
    for key, text in side.texts.items():
        if key not in other.texts:
            yield Problem(f"not compared: {other.name} has no such text", text.file, text.segment)


def _pairs(a: _Side, b: _Side) -> tuple[list[Pair], list[str]]:
    """Return the units that correspond, and a note for each pair of texts whose paragraphs do not."""
    partly = {text for side in (a, b) for text in troubled(side.report)[0]}
    pairs: list[Pair] = []
    notes: list[str] = []
    for key, one in a.texts.items():
        other = b.texts.get(key)
        if other is None or {(one.file, one.segment), (other.file, other.segment)} & partly:
            continue
        left, right = cut(one).units, cut(other).units
        if len(left) == len(right):
            pairs += [((one, [u]), (other, [v])) for u, v in zip(left, right, strict=True)]
        else:
            pairs.append(((one, list(left)), (other, list(right))))
            notes.append(f"{one.file} and {other.file} are compared whole: {len(left)} and {len(right)} paragraphs")
    return pairs, notes


def _columns(pairs: Sequence[Pair]) -> list[str]:
    """Return the names of the rows: penalty, all findings, then each severity and category that occurs."""
    found = {
        name
        for pair in pairs
        for _, units in pair
        for unit in units
        for one in unit.findings
        for name in _names(one.finding)
    }
    order = [severity.label for severity in reversed(Severity)] + list(CATEGORIES)
    return ["penalty", "findings", *(name for name in order if name in found)]


def _names(finding: Finding) -> tuple[str, str]:
    return finding.severity.label, finding.category


def _amounts(pair: Pair, columns: Sequence[str], preset: Preset) -> bootstrap.Row:
    words = [float(sum(unit.words for unit in units)) for _, units in pair]
    sides = [_counted(text, units, preset) for text, units in pair]
    return (*words, *(side.get(name, 0.0) for name in columns for side in sides))


def _counted(text: TextReport, units: Sequence[Unit], preset: Preset) -> dict[str, float]:
    counts = {"penalty": 0.0, "findings": 0.0}
    for unit in units:
        for placed in unit.findings:
            counts["penalty"] += weigh(placed, text, unit, preset)
            for name in ("findings", *_names(placed.finding)):
                counts[name] = counts.get(name, 0.0) + 1
    return counts


def _rows(names: Sequence[str], sums: Sequence[float], p_values: Sequence[float | None]) -> Iterator[Row]:
    for index, (name, p_value) in enumerate(zip(names, p_values, strict=False)):
        a, b = sums[2 + 2 * index], sums[3 + 2 * index]
        yield Row(name, bootstrap.per_thousand(a, sums[0]), bootstrap.per_thousand(b, sums[1]), p_value)
