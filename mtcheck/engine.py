"""Runs the passes over texts, settles what they find, and gathers the report."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Self

from mtcheck import __version__
from mtcheck import config as settings
from mtcheck.cache import Cache
from mtcheck.config import Config
from mtcheck.directives import read as read_directives
from mtcheck.directives import silenced
from mtcheck.document import Document
from mtcheck.fingerprint import fingerprint
from mtcheck.formats import FORMATS
from mtcheck.model import Finding, Problem, Severity, Span
from mtcheck.passes import Pass, Unavailable, Unfinished
from mtcheck.passes.packs import PacksPass
from mtcheck.reading import Source
from mtcheck.report import Placed, Report, TextReport
from mtcheck.rulelang import lists, loader
from mtcheck.rulelang.rule import Rule
from mtcheck.settle import Accepted, settle

Outcome = TextReport | Problem

UNUSED = "mtcheck.unused-directive"


def load_rules(config: Config) -> list[Rule]:
    """Return every rule: those that come with mtcheck and those of the user's folders.

    Raises:
        RuleError: a rule is broken.
        ConfigError: the settings name a rule that does not exist.
    """
    return loader.load([lists.builtin_rules(), *map(Path, config.rules)])


def active(rules: Iterable[Rule], config: Config) -> list[Rule]:
    """Return the rules that the settings leave on."""
    languages = set(config.source_lang)
    return [
        rule
        for rule in rules
        if settings.enabled(rule.id, rule.card.default or bool(languages & set(rule.card.source)), config)
    ]


class Checker:
    """Checks documents one by one; entered once per run, so that an engine starts once."""

    def __init__(self, config: Config, cache_file: Path | None = None) -> None:
        """Load the rules, choose the passes, open the cache if a file is named.

        Raises:
            RuleError: a rule is broken.
            ConfigError: the settings name something that does not exist.
        """
        self.config = config
        self.rules = load_rules(config)
        self.passes = self._passes()
        known = [rule.id for rule in self.rules]
        for one in self.passes[1:]:
            known += getattr(one, "rule_ids", list)()
        settings.check_ids(config, [*known, "harper", "languagetool", UNUSED])
        accepted = sorted({*config.accept, *_entries(config.accept_files)})
        self._accepted = Accepted(accepted)
        self.signature = signature(config, self.rules, self.passes)
        self._cache = Cache(cache_file, f"{self.signature}|{accepted}") if cache_file else None
        self._stack = ExitStack()

    def _passes(self) -> list[Pass]:
        from mtcheck.passes.harper import HarperPass

        passes: list[Pass] = [PacksPass(active(self.rules, self.config))]
        if self.config.grammar == "harper":
            passes.append(HarperPass(self.config))
        return passes

    def __enter__(self) -> Self:
        """Open the passes."""
        for one in self.passes:
            self._stack.enter_context(one)
        if self._cache:
            self._stack.callback(self._cache.close)
        return self

    def __exit__(self, *error: object) -> None:
        """Close the passes."""
        self._stack.close()

    def findings(self, document: Document) -> tuple[list[Finding], list[str]]:
        """Return the settled findings of a document, placed in its prose, and what could not be checked."""
        found: list[Finding] = []
        problems: list[str] = []
        for one in self.passes:
            try:
                found.extend(one.check(document))
            except (Unavailable, Unfinished) as error:
                problems.append(f"{one.name}: {error}")
        accepted = self._accepted.spans(document.prose)
        return settle(found, accepted, [one.name for one in self.passes]), problems

    def check(self, source: Source) -> tuple[TextReport, list[Problem]]:
        """Check one text, or tell what is remembered of it."""
        if self._cache is None:
            return self._check(source)
        key = self._cache.key(source.format, source.line, source.text)
        known = self._cache.get(key)
        if known is not None:
            return TextReport(source.file, source.segment, source.text, *known), []
        report, problems = self._check(source)
        if not problems:
            self._cache.put(key, report.words, report.findings)
        return report, problems

    def _check(self, source: Source) -> tuple[TextReport, list[Problem]]:
        document = Document(source.text, FORMATS[source.format](source.text), segment=source.segment, line=source.line)
        findings, troubles = self.findings(document)
        placed, broken = self._place(document, findings)
        troubles += [f"directive not understood on line {line}: {words!r}" for line, words in broken]
        problems = [Problem(trouble, source.file, source.segment, source.line) for trouble in troubles]
        words = len(document.prose.split())
        return TextReport(source.file, source.segment, source.text, words, tuple(placed)), problems

    def _place(self, document: Document, findings: list[Finding]) -> tuple[list[Placed], list[tuple[int, str]]]:
        suppressions, broken = read_directives(document) if document.comments else ([], [])
        placed = []
        for finding in findings:
            span = document.to_source(finding.span)
            if suppressions and silenced(finding, span, suppressions):
                continue
            whole = document.intact(finding.span)
            moved = replace(finding, span=span, safe=finding.safe and whole, fixes=finding.fixes if whole else ())
            line, column = document.position(span.start)
            key = fingerprint(document, finding)
            placed.append(Placed(moved, line, column, span.of(document.text), key))
        placed += [_unused(line, ids) for line, ids in ((s.line, s.ids) for s in suppressions if not s.used)]
        return sorted(placed, key=lambda one: (one.finding.span, one.finding.rule)), broken


def _unused(line: int, ids: tuple[str, ...]) -> Placed:
    about = ", ".join(ids) or "all rules"
    message = f"This directive ({about}) silences nothing; remove it."
    finding = Finding(Span(0, 0), UNUSED, "mtcheck", message, Severity.NEUTRAL, "design/markup")
    return Placed(finding, line, 1, "")


def _entries(files: Iterable[str]) -> Iterator[str]:
    for name in files:
        try:
            yield from lists.read_list(Path(name))
        except (OSError, UnicodeDecodeError) as error:
            raise settings.ConfigError(f"{name}: {error}") from error


def signature(config: Config, rules: Sequence[Rule], passes: Sequence[Pass]) -> str:
    """Return what determines the findings: version, rule set, settings, engines."""
    digest = hashlib.sha256()
    for rule in rules:
        digest.update(repr((rule.id, rule.card)).encode())
    engines = "+".join(getattr(one, "version", one.name) for one in passes)
    shown = hashlib.sha256(settings.show(settings.neutral(config)).encode()).hexdigest()[:8]
    return f"mtcheck {__version__}|rules {len(rules)}:{digest.hexdigest()[:8]}|passes {engines}|config {shown}"


def run(found: Iterable[Source | Problem], config: Config, cache_file: Path | None = None) -> Report:
    """Check all texts and return the report; the order is that of the input, whatever the number of processes."""
    texts: list[TextReport] = []
    problems: list[Problem] = []
    with Checker(config, cache_file) as checker:
        jobs = config.jobs or os.cpu_count() or 1
        outcomes = _parallel(found, (config, cache_file), jobs) if jobs > 1 else _serial(found, checker)
        for outcome in outcomes:
            if isinstance(outcome, Problem):
                problems.append(outcome)
            else:
                texts.append(outcome)
        reasons = {rule.id: rule.card.why for rule in checker.rules}
    return Report(tuple(texts), tuple(dict.fromkeys(problems)), checker.signature, reasons)


def _serial(found: Iterable[Source | Problem], checker: Checker) -> Iterator[Outcome]:
    for one in found:
        if isinstance(one, Problem):
            yield one
        else:
            text, problems = checker.check(one)
            yield text
            yield from problems


_worker: Checker | None = None
_BATCH = 64


def _start_worker(config: Config, cache_file: Path | None) -> None:
    global _worker  # noqa: PLW0603  (a process pool's initializer has no other place for its state)
    _worker = Checker(config, cache_file).__enter__()


def _work(batch: list[Source | Problem]) -> list[Outcome]:
    if _worker is None:
        raise RuntimeError("worker not started")
    return list(_serial(batch, _worker))


def _parallel(found: Iterable[Source | Problem], start: tuple[Config, Path | None], jobs: int) -> Iterator[Outcome]:
    source = iter(found)
    with ProcessPoolExecutor(jobs, initializer=_start_worker, initargs=start) as pool:
        while batches := [batch for _ in range(jobs * 4) if (batch := list(islice(source, _BATCH)))]:
            for outcomes in pool.map(_work, batches):
                yield from outcomes
