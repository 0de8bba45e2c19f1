"""Judges one row at a time, apart from all others; what only shows beside other rows comes after."""

from collections import Counter
from math import fsum

from mtcheck.core.faults import described
from mtcheck.core.fixes import fix
from mtcheck.core.model import Finding
from mtcheck.core.settings import Config
from mtcheck.datasets.duplicates import sketch
from mtcheck.datasets.language import foreign
from mtcheck.datasets.length import misfit
from mtcheck.datasets.plan import Decision, Judged, Plan
from mtcheck.datasets.rows import Row, Unreadable
from mtcheck.input.reading import Text
from mtcheck.run.checker import TextChecker
from mtcheck.run.workers import Work
from mtcheck.scoring.mqm import PRESETS, quality

Numbered = tuple[int, Row | Unreadable]

_worker: tuple[TextChecker, Plan] | None = None


def work(config: Config, plan: Plan) -> Work[Numbered, Judged]:
    """Return what a process of its own does."""
    return Work(_start, (config, plan), _work, _lost)


def _start(config: Config, plan: Plan) -> None:
    global _worker  # noqa: PLW0603  (a process pool's initializer has no other place for its state)
    _worker = TextChecker(config).__enter__(), plan


def _work(batch: list[Numbered]) -> list[Judged]:
    if _worker is None:
        raise RuntimeError("worker not started")
    return [judge(*_worker, row) for row in batch]


def _lost(row: Numbered) -> Judged:
    return Judged(None, Decision(row[0], "failed", reason="the process that judged it died; it was tried twice"))


def judge(checker: TextChecker, plan: Plan, numbered: Numbered) -> Judged:
    """Judge a row; whatever goes wrong is its own."""
    number, row = numbered
    if isinstance(row, Unreadable):
        return Judged(None, Decision(number, "unreadable", reason=row.reason))
    try:
        return _judge(checker, plan, number, row)
    except Exception as error:  # noqa: BLE001  (one row's fault is not the others')
        return Judged(None, Decision(number, "failed", reason=described(error)))


def _judge(checker: TextChecker, plan: Plan, number: int, row: Row) -> Judged:
    text = row.get(plan.column)
    name = None if row.get("id") is None else str(row["id"])
    if not isinstance(text, str):
        return Judged(None, Decision(number, "unreadable", reason=f"no text in {plan.column!r}", id=name))
    source = row.get("source") if isinstance(row.get("source"), str) else None
    judged = Judged(row, Decision(number, "keep", id=name))
    if plan.drops("length") and (words := misfit(text, source, plan)):
        return judged.dropped("length", words)
    if plan.drops("language") and (other := foreign(text, plan.language_at)):
        return judged.dropped("language", f"language {other[0]}, probability {other[1]:.2f}")
    return _fluent(checker, plan, judged, text)


def _fluent(checker: TextChecker, plan: Plan, judged: Judged, text: str) -> Judged:
    assert judged.row is not None
    number, name = judged.decision.row, judged.decision.id
    checks = _Checks(checker, judged.row)
    before = checks.find(text)
    mendable = plan.repair != "none" and any(one.fixes for one in before)
    fixed = fix(text, checks.find, unsafe=plan.repair == "all") if mendable else None
    if checks.problems:
        return Judged(None, Decision(number, "failed", reason="; ".join(dict.fromkeys(checks.problems)), id=name))
    left = list(fixed.left) if fixed else before
    rules = [one.rule for one in left]
    mended = sorted((Counter(one.rule for one in before) - Counter(rules)).elements())
    decision = Decision(number, "keep", mended, rules, score=_score(left, checks.words), id=name)
    if plan.drops("fluency") and any(one.severity >= plan.drop_at for one in left):
        grave = dict.fromkeys(one.rule for one in left if one.severity >= plan.drop_at)
        return Judged(judged.row, decision).dropped("fluency", ", ".join(grave))
    return _going_out(plan, judged.row, decision, fixed.text if fixed else text)


def _going_out(plan: Plan, row: Row, decision: Decision, text: str) -> Judged:
    near = plan.drops("near-duplicate")
    made = sketch(text, near=near) if near or plan.drops("duplicate") else None
    if text == row[plan.column]:
        return Judged(row, decision, made)
    decision = Decision(decision.row, "repair", decision.fixed, decision.left, score=decision.score, id=decision.id)
    return Judged(row | {plan.column: text}, decision, made)


def _score(left: list[Finding], words: int) -> float:
    points = fsum(PRESETS["mqm"].weight(one, whole=False) for one in left)
    return round(quality(1000 * points / max(1, words)), 2)


class _Checks:
    """Checks a row's text and what its fixes make of it; knows what could not be checked, and the words last seen."""

    def __init__(self, checker: TextChecker, row: Row) -> None:
        self._checker = checker
        self._source = row.get("source") if isinstance(row.get("source"), str) else None
        self.problems: list[str] = []
        self.words = 0

    def find(self, text: str) -> list[Finding]:
        report, found = self._checker.check(Text("row", text, "plain", "row", 1, source=self._source))
        self.problems.extend(problem.message for problem in found)
        self.words = report.words
        return [placed.finding for placed in report.findings]
