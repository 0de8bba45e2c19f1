"""A whole run: all texts, in one process or several, and the report."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path

from mtcheck.core.model import Problem
from mtcheck.core.report import Report, TextReport
from mtcheck.core.settings import Config
from mtcheck.input.reading import Text
from mtcheck.run.across import compared
from mtcheck.run.checker import TextChecker

Outcome = TextReport | Problem

_BATCH = 64


def run(found: Iterable[Text | Problem], config: Config, cache_file: Path | None = None) -> Report:
    """Check all texts and return the report; the order is that of the input, whatever the number of processes."""
    texts: list[TextReport] = []
    problems: list[Problem] = []
    with TextChecker(config, cache_file) as checker:
        jobs = processes(checker)
        outcomes = _parallel(found, (config, cache_file), jobs) if jobs > 1 else _serial(found, checker)
        for outcome in outcomes:
            if isinstance(outcome, Problem):
                problems.append(outcome)
            else:
                texts.append(outcome)
        texts = compared(texts, checker.active, checker.policy)
        reasons = {rule.id: rule.card.why for rule in checker.rules}
        origins = {rule.id: tuple(rule.card.betrays) for rule in checker.rules if rule.card.betrays}
        mark = checker.signature
    return Report(tuple(texts), tuple(dict.fromkeys(problems)), mark, reasons, origins=origins)


def processes(checker: TextChecker) -> int:
    """Return how many processes to use."""
    return 1 if checker.single else checker.config.jobs or os.cpu_count() or 1


def _serial(found: Iterable[Text | Problem], checker: TextChecker) -> Iterator[Outcome]:
    items = iter(found)
    while batch := list(islice(items, _BATCH)):
        checked = iter(checker.check_many([one for one in batch if isinstance(one, Text)]))
        for one in batch:
            if isinstance(one, Problem):
                yield one
            else:
                text, problems = next(checked)
                yield text
                yield from problems


_worker: TextChecker | None = None


def _start_worker(config: Config, cache_file: Path | None) -> None:
    global _worker  # noqa: PLW0603  (a process pool's initializer has no other place for its state)
    _worker = TextChecker(config, cache_file).__enter__()


def _work(batch: list[Text | Problem]) -> list[Outcome]:
    if _worker is None:
        raise RuntimeError("worker not started")
    return list(_serial(batch, _worker))


def _parallel(found: Iterable[Text | Problem], start: tuple[Config, Path | None], jobs: int) -> Iterator[Outcome]:
    items = iter(found)
    with ProcessPoolExecutor(jobs, initializer=_start_worker, initargs=start) as pool:
        while batches := [batch for _ in range(jobs * 4) if (batch := list(islice(items, _BATCH)))]:
            for outcomes in pool.map(_work, batches):
                yield from outcomes
