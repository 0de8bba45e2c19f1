"""Keeps, repairs or drops the rows of a data set, and remembers how far it came, so that a killed run can go on.

Rows go through in batches. Each is judged by itself, in one of several processes or on Ray; the judged batches come
back in the order of the rows, and here duplicates are told. After each batch the output, the log of decisions and then
the state file are brought to the disk, in that order; a later run cuts both files to the sizes in the state and goes on
with the next row. So no row is lost or doubled, whenever the run was killed, and the engine leaves no trace in the
output.
"""

from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from importlib.metadata import version
from itertools import chain, islice
from pathlib import Path

import msgspec

from mtcheck.core.settings import Config
from mtcheck.core.writing import write_atomically
from mtcheck.datasets.batches import batches
from mtcheck.datasets.duplicates import Kept, sketch
from mtcheck.datasets.guard import held, refuse_overlap
from mtcheck.datasets.judge import judge, work
from mtcheck.datasets.plan import Decision, Judged, Plan, added, written
from mtcheck.datasets.rows import DatasetError, format_of, parts_of, read
from mtcheck.datasets.shape import shape_of
from mtcheck.datasets.writers import writer
from mtcheck.run.checker import TextChecker
from mtcheck.run.processes import processes
from mtcheck.run.workers import spread


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows are judged: here, or on Ray, at an address or one that is started for the run.

    ``shards`` names the format of a folder of shards; None writes what the ending of the output says.
    """

    engine: str = "local"
    ray_address: str | None = None
    shards: str | None = None
    restart: bool = False


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
    """The counts of a run: rows by verdict, dropped rows by reason, and all rows."""

    counts: Counter[str] = field(default_factory=Counter)
    rows: int = 0


def state_path(output: Path) -> Path:
    """Return the file that says how far a run came."""
    return output.with_name(output.name + ".state.json")


def log_path(output: Path) -> Path:
    """Return the file of decisions, one JSON object a row."""
    return output.with_name(output.name + ".decisions.jsonl")


def curate(source: Path, output: Path, config: Config, plan: Plan, place: Place = Place()) -> Iterator[Outcome]:
    """Go through a data set and yield the counts after each batch.

    Raises:
        DatasetError: a file cannot be read or written, an earlier run on other data or settings is in the way, or Ray
            is not there.
    """
    refuse_overlap(source, (output, log_path(output), state_path(output)))
    try:
        with held(output), TextChecker(config) as checker:
            yield from _steps(_Run(source, output, checker, plan, place), source, checker)
    except OSError as error:
        raise DatasetError(
            f"{output}: cannot be written: {error.strerror or error}; start it again to go on"
        ) from error


def _steps(run: "_Run", source: Path, checker: TextChecker) -> Iterator[Outcome]:
    try:
        # closed here and now: left to the garbage collector, a worker that is forked later could shut down our Ray
        with closing(_judged(run, source, checker)) as batch_by_batch:
            for judged in batch_by_batch:
                run.record(judged)
                yield run.outcome
    finally:
        run.close()
    run.finish()


class _Run:
    """The files of a run, and the rows that it kept."""

    def __init__(self, source: Path, output: Path, checker: TextChecker, plan: Plan, place: Place) -> None:
        self.plan, self.place = plan, place
        self.state_file = state_path(output)
        self.name = _fingerprint(source)
        self.signature = f"{checker.signature}|{plan}|{place.shards}|{_versions()}"
        state = None if place.restart else self._known(output)
        if state is None and not place.restart:
            _refuse_finished(output)
        shape = shape_of(source, place.shards or format_of(output))
        self.columns = added(plan, checker.config)
        if self.columns:
            shape = shape.beside(self.columns)
        self.outcome = Outcome(Counter(state.counts), state.rows) if state else Outcome()
        if state is None:
            self._save(0, 0)  # so that a run killed in its first batch goes on like any other
        self.output = writer(output, state.output if state else 0, shape, place.shards)
        self.log = writer(log_path(output), state.log if state else 0, shape)
        self.kept = _kept(plan)
        if state:
            self._recall(output)

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

    def _recall(self, output: Path) -> None:
        """Learn again from the files which rows were kept; what they say is what they were compared by."""
        near = self.plan.drops("near-duplicate")
        if not near and not self.plan.drops("duplicate"):
            return
        decisions = map(_decision, read(log_path(output)))
        out = (one for one in decisions if one.kept or (self.plan.annotate and one.verdict == "drop"))
        for decision, row in zip(out, _written_rows(output), strict=False):
            if decision.kept and isinstance(row, dict):
                self.kept.add(decision.row, sketch(row[self.plan.column], near=near))

    def record(self, judged: list[Judged]) -> None:
        settled = [self._settled(one) for one in judged]
        decisions = [one.decision for one in settled]
        self.output.write(written(settled, self.columns))
        self.log.write([msgspec.to_builtins(decision) for decision in decisions])
        self.outcome.counts.update(decision.verdict for decision in decisions)
        self.outcome.counts.update(reason for decision in decisions for reason in decision.reasons)
        self.outcome.rows += len(decisions)
        self._save(self.output.flush(), self.log.flush())

    def _settled(self, one: Judged) -> Judged:
        """Drop a row that is like one that was kept before."""
        if one.sketch is None:
            return one
        same = self.kept.same(one.sketch)
        if same is not None:
            return one.dropped("duplicate", f"the same text as row {same}")
        near = self.kept.near(one.sketch)
        if near is not None:
            return one.dropped("near-duplicate", f"like row {near[0]}, similarity {near[1]:.2f}")
        self.kept.add(one.decision.row, one.sketch)
        return one

    def _save(self, output: int, log: int) -> None:
        counts = dict(self.outcome.counts)
        state = State(self.outcome.rows, output, log, self.name, self.signature, counts)
        write_atomically(self.state_file, msgspec.json.encode(state))

    def close(self) -> None:
        self.output.close()
        self.log.close()

    def finish(self) -> None:
        self.state_file.unlink(missing_ok=True)


def _kept(plan: Plan) -> Kept:
    near = plan.near_duplicate_at if plan.drops("near-duplicate") else None
    return Kept(near, exact=plan.drops("duplicate"))


def _versions() -> str:
    return " ".join(f"{name} {version(name)}" for name in ("py3langid", "rensa"))


def _decision(row: object) -> Decision:
    return msgspec.convert(row, Decision)


def _written_rows(output: Path) -> Iterator[object]:
    """Yield the rows that were written so far; a folder may have none yet."""
    if output.is_file() or any(output.iterdir()):
        yield from read(output)


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


def _judged(run: _Run, source: Path, checker: TextChecker) -> Generator[list[Judged]]:
    done, plan = run.outcome.rows, run.plan
    jobs = processes(checker)
    if run.place.engine == "ray":
        from mtcheck.datasets.on_ray import Cluster, judged_on_ray

        cluster = Cluster(run.place.ray_address, checker.config.jobs or (1 if checker.single else 0))
        yield from judged_on_ray(source, done, work(checker.config, plan), cluster)
        return
    waiting = batches(source, done)
    first = list(islice(waiting, 2))
    waiting = chain(first, waiting)
    alone = len(first) < 2 and not checker.config.jobs  # a second process would only cost its start
    if jobs == 1 or alone:
        yield from ([judge(checker, plan, row) for row in batch] for batch in waiting)
    else:
        yield from spread(waiting, work(checker.config, plan), jobs)
