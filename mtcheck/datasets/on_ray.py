"""Judges the batches of a data set with Ray Data: on this machine, or on a cluster.

Ray Data streams: one task on the driver's node reads the batches, ``Judge`` maps them in a pool of actors, and they
come back in their order. Its own readers and writers are not used, for what they cannot promise:

- its CSV and JSON readers refuse a whole file for one bad row, and guess types anew for each block;
- its writers name files at random and cut them by size, so that no two runs write the same bytes, and after a kill
  nobody can tell which rows are on the disk. Its checkpoints (alpha) tell rows by a column of unique ids, which data
  sets rarely have;
- a row that kills its actor is tried again for ever, or its whole block is left out.

So the rows are read by ``batches`` and written by ``curate``, as without Ray, and only their judging is Ray's: what is
written is the same byte for byte, and a run that was begun with one engine can be ended with the other. Since all rows
go through the driver, the nodes of a cluster need neither the input nor the output, only mtcheck. An actor that dies is
started again by Ray, and its batches come again; a row that kills is met one process further down (``Steady``).
"""

import logging
import os
import pickle
import secrets
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from mtcheck.datasets.batches import batches
from mtcheck.datasets.judge import Numbered
from mtcheck.datasets.plan import Judged
from mtcheck.datasets.rows import DatasetError
from mtcheck.run.processes import cores
from mtcheck.run.workers import Steady, Work

_STORE = 256_000_000
"""Bytes of shared memory that a Ray of our own keeps batches in; what is over waits to be read."""
_COLUMN = "batch"


@dataclass(frozen=True, slots=True)
class Cluster:
    """A Ray to work on: its address, or None for one of our own; ``actors`` is how many judge, 0 one for each CPU."""

    address: str | None = None
    actors: int = 0


class Judge:
    """The actor: its process with a checker is started once, and does batch after batch."""

    def __init__(self, work: Work[Numbered, Judged]) -> None:
        """Start the process, so that it is ready when the first batch comes."""
        vars(sys.modules["__main__"]).pop("__file__", None)  # else it would load Ray's own program, and all of Ray
        self._steady = Steady(replace(work, method="spawn"))  # a fork would copy Ray's threads in the middle of things
        self._steady.do([])

    def __call__(self, given: dict[str, Any]) -> dict[str, list[bytes]]:
        """Judge batches, packed as they are handed around."""
        return {_COLUMN: [pickle.dumps(self._steady.do(_unpacked(one))) for one in given[_COLUMN]]}


def judged_on_ray(source: Path, done: int, work: Work[Numbered, Judged], cluster: Cluster) -> Iterator[list[Judged]]:
    """Yield the judged rows after the first ``done``, batch by batch, in their order.

    Raises:
        DatasetError: Ray is not installed, cannot be reached, or gave up; the input cannot be read.
    """
    with _connected(cluster) as ray:
        data = _stream(ray, source, done, work, cluster.actors)
        try:
            for one in data.iter_batches(batch_size=1, batch_format="pyarrow", prefetch_batches=0):
                yield _unpacked(one[_COLUMN][0].as_py())
        except (ray.exceptions.RayError, RuntimeError) as error:
            raise DatasetError(f"Ray: {_cause(error)}") from error


def _unpacked(packed: bytes) -> Any:
    return pickle.loads(packed)  # noqa: S301  (packed by ourselves, on the user's own machines)


def _cause(error: BaseException) -> str:
    """Return in a line what stopped Ray: our own words where they are the cause."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, DatasetError):
            return str(cause).strip().splitlines()[-1].rpartition("DatasetError: ")[2]
        cause = getattr(cause, "cause", None) or cause.__cause__
    return (str(error).strip().splitlines() or [type(error).__name__])[-1]


@contextmanager
def _connected(cluster: Cluster) -> Iterator[Any]:
    """Connect to a Ray, or start one, for as long as it is needed; one that this process has is used as it is."""
    _prepare(own=cluster.address is None)
    try:
        import ray
        import ray.data  # a package that is not in plain Ray
    except ImportError as error:
        raise DatasetError("--engine ray needs the extra: pip install 'mtcheck[ray]'") from error
    if ray.is_initialized():
        yield ray
        return
    with tempfile.TemporaryDirectory(prefix="mtcheck-ray-", ignore_cleanup_errors=True) as folder:
        before = signal.getsignal(signal.SIGTERM)
        try:
            ray.init(**_settings(cluster, folder), log_to_driver=False, logging_level=logging.CRITICAL)
        except (ConnectionError, RuntimeError, ValueError, OSError) as error:
            raise DatasetError(f"Ray: {_cause(error)}") from error
        if before is not None and threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, before)  # Ray's own prints a trace and aborts
        try:
            yield ray
        finally:
            ray.shutdown()


def _prepare(*, own: bool) -> None:
    """Tell Ray, before it is loaded, to report nothing to its makers, and what guards a Ray of our own."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # what stops a run is raised; the rest frightens in vain
    if own:
        os.environ.setdefault("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")  # it listens on the loopback address alone
        if "RAY_AUTH_MODE" not in os.environ:  # and only to us; else Ray would leave a token in the home folder
            os.environ |= {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32)}


def _settings(cluster: Cluster, folder: str) -> dict[str, Any]:
    if cluster.address is not None:
        return {"address": cluster.address}
    return {
        "address": "local",
        "num_cpus": cluster.actors or cores(),
        "include_dashboard": False,
        "object_store_memory": _STORE,
        "_temp_dir": folder,
    }


def _stream(ray: Any, source: Path, done: int, work: Work[Numbered, Judged], actors: int) -> Any:
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.target_max_block_size = 1  # bytes: each batch is a block of its own
    context.enable_progress_bars = False
    here = {"ray.io/node-id": ray.get_runtime_context().get_node_id()}
    rows = ray.data.read_datasource(
        _batches_of(source.absolute(), done), num_cpus=0, override_num_blocks=1, label_selector=here
    )
    size = actors or max(1, int(ray.cluster_resources().get("CPU", 1)))
    pool = ray.data.ActorPoolStrategy(size=size)
    return rows.map_batches(Judge, fn_constructor_args=(work,), batch_size=1, compute=pool, num_cpus=1)


def _batches_of(source: Path, done: int) -> Any:
    """Return the batches as a source of data for Ray, read by a single task, since text files have no index of rows."""
    from ray.data.block import BlockMetadata
    from ray.data.datasource import Datasource, ReadTask

    class Batches(Datasource):
        def estimate_inmemory_data_size(self) -> None:
            return None

        def get_read_tasks(self, parallelism: int, *_: object, **__: object) -> list[Any]:  # noqa: ARG002  (Ray's)
            unknown = BlockMetadata(num_rows=None, size_bytes=None, input_files=None, exec_stats=None)
            return [ReadTask(partial(_blocks, source, done), unknown)]

    made: Any = Batches
    return made()


def _blocks(source: Path, done: int) -> Iterator[Any]:
    import pyarrow

    for batch in batches(source, done):
        yield pyarrow.table({_COLUMN: [pickle.dumps(batch)]})
