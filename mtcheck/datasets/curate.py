"""Keeps, repairs or drops the rows of a data set, and remembers how far it came, so that a killed run can go on.

Rows go through in batches. After each batch the output, the log of decisions and then the state file are brought to
the disk, in that order; a later run cuts both files to the sizes in the state and goes on with the next row. So no row
is lost or doubled, whenever the run was killed.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Literal

import msgspec

from mtcheck.core.faults import described
from mtcheck.core.fixes import fix
from mtcheck.core.model import Finding, Severity
from mtcheck.core.settings import Config
from mtcheck.core.writing import write_atomically
from mtcheck.datasets.guard import held, refuse_overlap
from mtcheck.datasets.rows import DatasetError, Row, Unreadable, format_of, parts_of, read
from mtcheck.datasets.shape import shape_of
from mtcheck.datasets.writers import writer
from mtcheck.input.reading import Text
from mtcheck.run.checker import TextChecker
from mtcheck.run.processes import processes
from mtcheck.run.workers import Work, spread

BATCH = 500

Verdict = Literal["keep", "repair", "drop", "unreadable", "failed"]
"""What becomes of a row; ``failed`` is one that mtcheck itself could not judge."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do with rows: where the text stands, what drops a row, which fixes repair it."""

    column: str = "target"
    drop_at: Severity = Severity.MAJOR
    repair: Literal["none", "safe", "all"] = "safe"


class Decision(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of a row, and why: the rules that were fixed and the rules that are left."""

    row: int
    verdict: Verdict
    fixed: list[str] = []
    left: list[str] = []
    reason: str | None = None
    id: str | None = None


Numbered = tuple[int, Row | Unreadable]
Judged = tuple[Row | None, Decision]


class State(msgspec.Struct, frozen=True):
    """How far a run came: rows done, sizes of its files, what it ran on and with."""

    rows: int
    output: int
    log: int
    input: str
    signature: str
    counts: dict[str, int]


@dataclass(slots=True)
class Outcome:
    """The counts of a run and the problems that stopped a row from being judged."""

    counts: Counter[str] = field(default_factory=Counter)
    rows: int = 0


def state_path(output: Path) -> Path:
    """Return the file that says how far a run came."""
    return output.with_name(output.name + ".state.json")


def log_path(output: Path) -> Path:
    """Return the file of decisions, one JSON object a row."""
    return output.with_name(output.name + ".decisions.jsonl")


def curate(source: Path, output: Path, config: Config, plan: Plan, *, restart: bool = False) -> Iterator[Outcome]:
    """Go through a data set and yield the counts after each batch.

    Raises:
        DatasetError: a file cannot be read or written, or an earlier run on other data or settings is in the way.
    """
    refuse_overlap(source, (output, log_path(output), state_path(output)))
    try:
        with held(output), TextChecker(config) as checker:
            run = _Run(source, output, f"{checker.signature}|{plan}", restart=restart)
            yield from _steps(run, source, checker, plan)
    except OSError as error:
        raise DatasetError(
            f"{output}: cannot be written: {error.strerror or error}; start it again to go on"
        ) from error


def _steps(run: "_Run", source: Path, checker: TextChecker, plan: Plan) -> Iterator[Outcome]:
    rows = enumerate(read(source, run.outcome.rows), run.outcome.rows + 1)
    try:
        for judged in _judged(rows, checker, plan):
            run.record(judged)
            yield run.outcome
    finally:
        run.close()
    run.finish()


class _Run:
    """The files of a run."""

    def __init__(self, source: Path, output: Path, signature: str, *, restart: bool) -> None:
        self.state_file = state_path(output)
        self.name = _fingerprint(source)
        self.signature = signature
        state = None if restart else self._known(output)
        if state is None and not restart:
            _refuse_finished(output)
        shape = shape_of(source, format_of(output))
        self.outcome = Outcome(Counter(state.counts), state.rows) if state else Outcome()
        if state is None:
            self._save(0, 0)  # so that a run killed in its first batch goes on like any other
        self.output = writer(output, state.output if state else 0, shape)
        self.log = writer(log_path(output), state.log if state else 0, shape)

    def _known(self, output: Path) -> State | None:
        try:
            state = msgspec.json.decode(self.state_file.read_bytes(), type=State)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.MsgspecError) as error:
            raise DatasetError(f"{self.state_file}: cannot be read ({error}); --restart begins anew") from error
        if (state.input, state.signature) != (self.name, self.signature):
            raise DatasetError(f"{output}: begun on other data or with other settings; --restart begins anew")
        return state

    def record(self, judged: list[Judged]) -> None:
        decisions = [decision for _, decision in judged]
        self.output.write([row for row, _ in judged if row is not None])
        self.log.write([msgspec.to_builtins(decision) for decision in decisions])
        self.outcome.counts.update(decision.verdict for decision in decisions)
        self.outcome.rows += len(decisions)
        self._save(self.output.flush(), self.log.flush())

    def _save(self, output: int, log: int) -> None:
        counts = dict(self.outcome.counts)
        state = State(self.outcome.rows, output, log, self.name, self.signature, counts)
        write_atomically(self.state_file, msgspec.json.encode(state))

    def close(self) -> None:
        self.output.close()
        self.log.close()

    def finish(self) -> None:
        self.state_file.unlink(missing_ok=True)


def _refuse_finished(output: Path) -> None:
    for path in (output, log_path(output)):
        if path.is_dir() and not any(path.iterdir()):
            continue
        if path.exists():
            raise DatasetError(f"{path} is there already; --restart writes it anew")


def _fingerprint(path: Path) -> str:
    try:
        stats = [part.stat() for part in parts_of(path)]
    except OSError as error:
        raise DatasetError(f"{path}: {error.strerror or error}") from error
    each = [f"{stat.st_size}:{stat.st_mtime_ns}" for stat in stats]
    return f"{path.resolve()}:{':'.join(each)}"


def _judged(rows: Iterator[Numbered], checker: TextChecker, plan: Plan) -> Iterator[list[Judged]]:
    batches = iter(lambda: list(islice(rows, BATCH)), [])
    first = list(islice(batches, 2))
    batches, jobs = chain(first, batches), processes(checker)
    alone = len(first) < 2 and not checker.config.jobs  # a second process would only cost its start
    if jobs == 1 or alone:
        yield from ([_judge(checker, plan, *row) for row in batch] for batch in batches)
    else:
        yield from spread(batches, Work(_start, (checker.config, plan), _work, _lost), jobs)


_worker: tuple[TextChecker, Plan] | None = None


def _start(config: Config, plan: Plan) -> None:
    global _worker  # noqa: PLW0603  (a process pool's initializer has no other place for its state)
    _worker = TextChecker(config).__enter__(), plan


def _work(batch: list[Numbered]) -> list[Judged]:
    if _worker is None:
        raise RuntimeError("worker not started")
    return [_judge(*_worker, *row) for row in batch]


def _lost(row: Numbered) -> Judged:
    return None, Decision(row[0], "failed", reason="the process that judged it died; it was tried twice")


def _judge(checker: TextChecker, plan: Plan, number: int, row: Row | Unreadable) -> Judged:
    try:
        return _judge_row(checker, plan, number, row)
    except Exception as error:  # noqa: BLE001  (one row's fault is not the others')
        return None, Decision(number, "failed", reason=described(error))


def _judge_row(checker: TextChecker, plan: Plan, number: int, row: Row | Unreadable) -> Judged:
    if isinstance(row, Unreadable):
        return None, Decision(number, "unreadable", reason=row.reason)
    text = row.get(plan.column)
    name = None if row.get("id") is None else str(row["id"])
    if not isinstance(text, str):
        return None, Decision(number, "unreadable", reason=f"no text in {plan.column!r}", id=name)
    problems: list[str] = []
    find = _finder(checker, row, problems)
    before = find(text)
    mendable = plan.repair != "none" and any(one.fixes for one in before)
    fixed = fix(text, find, unsafe=plan.repair == "all") if mendable else None
    if problems:
        return None, Decision(number, "failed", reason="; ".join(dict.fromkeys(problems)), id=name)
    left = list(fixed.left) if fixed else before
    rules = [one.rule for one in left]
    mended = sorted((Counter(one.rule for one in before) - Counter(rules)).elements())
    if any(one.severity >= plan.drop_at for one in left):
        return None, Decision(number, "drop", mended, rules, id=name)
    if fixed is None or fixed.text == text:
        return row, Decision(number, "keep", left=rules, id=name)
    return row | {plan.column: fixed.text}, Decision(number, "repair", mended, rules, id=name)


def _finder(checker: TextChecker, row: Row, problems: list[str]) -> Callable[[str], list[Finding]]:
    source = row.get("source") if isinstance(row.get("source"), str) else None

    def find(text: str) -> list[Finding]:
        report, found = checker.check(Text("row", text, "plain", "row", 1, source=source))
        problems.extend(problem.message for problem in found)
        return [placed.finding for placed in report.findings]

    return find
