"""A whole run: all texts, in one process or several, and the report."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from mtcheck.core.faults import described
from mtcheck.core.model import Problem
from mtcheck.core.report import Report, TextReport
from mtcheck.core.settings import Config
from mtcheck.core.telling import Tell, tell_nobody
from mtcheck.input.reading import Text
from mtcheck.run.across import compared
from mtcheck.run.checker import TextChecker
from mtcheck.run.notes import unpaired, without_effect
from mtcheck.run.processes import batches, shared
from mtcheck.run.rules import waiting

Outcome = TextReport | Problem

_BATCH = 64


def run(
    found: Iterable[Text | Problem], config: Config, cache_file: Path | None = None, tell: Tell = tell_nobody
) -> Report:
    """Check all texts and return the report; the order is that of the input, whatever the number of processes."""
    texts: list[TextReport] = []
    problems: list[Problem] = []
    with TextChecker(config, cache_file, tell) as checker:
        items, jobs = shared(found, checker)
        outcomes = _parallel(items, (config, cache_file), jobs) if jobs > 1 else _serial(items, checker)
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
        note = waiting(checker.rules, config)
        notes = [*without_effect(config, checker.rules, checker.glossary), *unpaired(texts, checker.glossary)]
        notes += checker.notes()
    failures, left_out = _apart(problems)
    return Report(
        tuple(texts), failures, mark, reasons, (*notes, *([note] if note else []), *left_out), origins=origins
    )


def _apart(problems: Iterable[Problem]) -> tuple[tuple[Problem, ...], list[str]]:
    """Return the problems, each once, and in words those that are about files that were only met with."""
    once = dict.fromkeys(problems)
    said = [f"{one.where}: {one.message}" for one in once if one.passed_over]
    return tuple(one for one in once if not one.passed_over), said


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


def _parallel(items: Iterator[Text | Problem], start: tuple[Config, Path | None], jobs: int) -> Iterator[Outcome]:
    from mtcheck.run.workers import Work, spread

    for results in spread(batches(items), Work(_start_worker, start, _work, _lost), jobs):
        for outcomes in results:
            yield from outcomes
