"""The rows of a data set in batches: the same ones whatever engine judges them."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from mtcheck.datasets.judge import Numbered
from mtcheck.datasets.rows import read

BATCH = 500
"""Rows that are judged together, written together, and lost together by a kill; a shard of the output holds as many."""


def batches(source: Path, done: int) -> Iterator[list[Numbered]]:
    """Yield the rows after the first ``done``, numbered from 1, in batches.

    Raises:
        DatasetError: as ``rows.read``.
    """
    rows = enumerate(read(source, done), done + 1)
    while batch := list(islice(rows, BATCH)):
        yield batch
