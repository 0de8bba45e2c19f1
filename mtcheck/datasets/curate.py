"""Keeps, repairs or drops the rows of a data set, and remembers how far it came, so that a killed run can go on.

Rows go through in batches. After each batch the output, the log of decisions and then the state file are brought to
the disk, in that order; a later run cuts both files to the sizes in the state and goes on with the next row. So no row
is lost or doubled, whenever the run was killed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Literal

import msgspec

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
from mtcheck.run.whole import processes

BATCH = 500
_AHEAD = 4
"""Batches in work per process: enough to keep all busy, few enough to stay small."""

Verdict = Literal["keep", "repair", "drop", "unreadable"]


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
    batches = _batches(read(source, run.outcome.rows), run.outcome.rows)
    try:
        for rows, decisions in _judged(batches, checker, checker.config, plan):
            run.record(rows, decisions)
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

    def record(self, rows: list[Row], decisions: list[Decision]) -> None:
        self.output.write(list(rows))
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


Batch = tuple[int, list[Row | Unreadable]]
Judged = tuple[list[Row], list[Decision]]


def _batches(rows: Iterable[Row | Unreadable], start: int) -> Iterator[Batch]:
    source = iter(rows)
    while batch := list(islice(source, BATCH)):
        yield start, batch
        start += len(batch)


def _judged(batches: Iterator[Batch], checker: TextChecker, config: Config, plan: Plan) -> Iterator[Judged]:
    jobs = processes(checker)
    if jobs == 1:
        yield from map(partial(_judge_batch, checker, plan), batches)
        return
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(config, plan)) as pool:
        waiting = [pool.submit(_work, batch) for batch in islice(batches, jobs * _AHEAD)]
        while waiting:
            yield waiting.pop(0).result()
            waiting += [pool.submit(_work, batch) for batch in islice(batches, 1)]


_judge: Callable[[Batch], Judged] | None = None


def _start(config: Config, plan: Plan) -> None:
    global _judge  # noqa: PLW0603  (a process pool's initializer has no other place for its state)
    _judge = partial(_judge_batch, TextChecker(config).__enter__(), plan)


def _work(batch: Batch) -> Judged:
    if _judge is None:
        raise RuntimeError("worker not started")
    return _judge(batch)


def _judge_batch(checker: TextChecker, plan: Plan, batch: Batch) -> Judged:
    start, rows = batch
    kept: list[Row] = []
    decisions = []
    for number, row in enumerate(rows, start + 1):
        new, decision = _judge_row(checker, plan, number, row)
        decisions.append(decision)
        if new is not None:
            kept.append(new)
    return kept, decisions


def _judge_row(checker: TextChecker, plan: Plan, number: int, row: Row | Unreadable) -> tuple[Row | None, Decision]:
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
        return None, Decision(number, "unreadable", reason="; ".join(problems), id=name)
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
