"""A whole run: all texts, in one process or several, and the report."""

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from mtcheck.core.faults import described
from mtcheck.core.model import Problem
from mtcheck.core.report import Report, TextReport
from mtcheck.core.settings import Config
from mtcheck.input.reading import Text
from mtcheck.run.across import compared
from mtcheck.run.checker import TextChecker
from mtcheck.run.workers import Work, spread

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
        try:
            texts = compared(texts, checker.active, checker.policy)
        except Exception as error:  # noqa: BLE001  (what each text has by itself is still worth reporting)
            problems.append(Problem(f"the comparison of texts with each other {described(error)}"))
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


def _work(batch: list[Text | Problem]) -> list[list[Outcome]]:
    if _worker is None:
        raise RuntimeError("worker not started")
    return [list(_serial(batch, _worker))]


def _lost(one: Text | Problem) -> list[Outcome]:
    """Return what is said of a text that kills the process which checks it."""
    if isinstance(one, Problem):
        return [one]
    return [Problem("the process that checked it died; it was tried twice", one.file, one.segment, one.line)]


def _parallel(found: Iterable[Text | Problem], start: tuple[Config, Path | None], jobs: int) -> Iterator[Outcome]:
    items = iter(found)
    batches = iter(lambda: list(islice(items, _BATCH)), [])
    for results in spread(batches, Work(_start_worker, start, _work, _lost), jobs):
        for outcomes in results:
            yield from outcomes
