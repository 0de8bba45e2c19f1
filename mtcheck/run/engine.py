"""Runs the passes over texts, settles what they find, and gathers the report."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from functools import cached_property
from importlib.metadata import version as distribution_version
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Self

import msgspec

from mtcheck import __version__
from mtcheck.core import settings
from mtcheck.core.model import Finding, Problem, Severity, Span
from mtcheck.core.places import builtin_rules
from mtcheck.core.prepared import STORE
from mtcheck.core.report import Placed, Report, TextReport
from mtcheck.core.settings import Config
from mtcheck.core.settle import Accepted, settle
from mtcheck.document import Beside, Document
from mtcheck.document.bilingual import glossary
from mtcheck.document.directives import read as read_directives
from mtcheck.document.directives import silenced
from mtcheck.document.fingerprint import fingerprint
from mtcheck.english import lists
from mtcheck.input.reading import Text
from mtcheck.passes import Pass, Unavailable, Unfinished
from mtcheck.passes.rules.engine import RulesPass
from mtcheck.rulelang import loader
from mtcheck.rulelang.rule import Rule
from mtcheck.run.across import compared
from mtcheck.run.cache import Cache

Outcome = TextReport | Problem

UNUSED = "mtcheck.unused-directive"


def load_rules(config: Config) -> list[Rule]:
    """Return every rule: those that come with mtcheck and those of the user's folders.

    Raises:
        RuleError: a rule is broken.
        ConfigError: the settings name a rule that does not exist.
    """
    return loader.load([builtin_rules(), *map(Path, config.rules)])


def active(rules: Iterable[Rule], config: Config) -> list[Rule]:
    """Return the rules that the settings leave on."""
    languages = set(config.source_lang)
    return [
        rule
        for rule in rules
        if settings.enabled(rule.id, rule.card.default or bool(languages & set(rule.card.betrays)), config)
    ]


class _Found(NamedTuple):
    """What the passes said of a document: findings, what of it they could not check, which of them were absent."""

    findings: list[Finding]
    troubles: list[str]
    absent: list[str]


def _run_pass(one: Pass, document: Document, found: _Found) -> None:
    try:
        found.findings.extend(one.check(document))
    except Unavailable as error:
        found.absent.append(f"{one.name}: {error}")
    except Unfinished as error:
        found.troubles.append(f"{one.name}: {error}")


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
        self._glossary = glossary.read(config.glossary)
        self._settings = msgspec.structs.replace(config, accept=accepted)
        self._cache = Cache(cache_file, f"{self.signature}|{accepted}") if cache_file else None
        self._stack = ExitStack()

    @property
    def signature(self) -> str:
        """What determines the findings; an engine knows its version once it was asked something."""
        return signature(self._settings, self._rule_set, self.passes)

    @cached_property
    def _rule_set(self) -> str:
        return f"{len(self.rules)}:{_digest_of_rules(self.config, self.rules)[:8]}"

    def _passes(self) -> list[Pass]:
        from mtcheck.passes.harper.engine import HarperPass

        passes: list[Pass] = [RulesPass(active(self.rules, self.config))]
        if self.config.grammar in {"harper", "both"}:
            passes.append(HarperPass(self.config))
        if self.config.grammar in {"languagetool", "both"}:
            from mtcheck.passes.languagetool.engine import LanguageToolPass

            passes.append(LanguageToolPass(settings.for_languagetool(self.config)))
        return passes

    def __enter__(self) -> Self:
        """Open the passes."""
        for one in self.passes:
            self._stack.enter_context(one)
        if self._cache:
            self._stack.callback(self._cache.close)
        return self

    def __exit__(self, *error: object) -> None:
        """Close the passes, and remember the patterns that were compiled on the way."""
        self._stack.close()
        STORE.save()

    def check(self, source: Text) -> tuple[TextReport, list[Problem]]:
        """Check one text, or tell what is remembered of it."""
        return self.check_many([source])[0]

    def check_many(self, sources: Sequence[Text]) -> list[tuple[TextReport, list[Problem]]]:
        """Check several texts; a pass that asks a server gets them all at once."""
        keys = [self._key(source) for source in sources]
        known = [self._cache.get(key) if self._cache and key else None for key in keys]
        fresh = [source for source, found in zip(sources, known, strict=True) if found is None]
        checked = iter(self._check(fresh))
        outcomes: list[tuple[TextReport, list[Problem]]] = []
        for source, key, found in zip(sources, keys, known, strict=True):
            if found is not None:
                outcomes.append((_text_report(source, *found), []))
                continue
            report, problems = next(checked)
            if self._cache and key and not problems:
                self._cache.put(key, report.words, report.findings)
            outcomes.append((report, problems))
        return outcomes

    def _key(self, source: Text) -> bytes | None:
        others = repr((source.source, source.reference, source.source_lang, source.outline))
        return self._cache.key(source.format, source.line, source.text, others) if self._cache else None

    def _check(self, sources: Sequence[Text]) -> list[tuple[TextReport, list[Problem]]]:
        documents = [self._document(one) for one in sources]
        found = self._found(documents)
        return [self._report(*each) for each in zip(sources, documents, found, strict=True)]

    def _document(self, one: Text) -> Document:
        document = Document.read(one)
        if one.source is not None or one.reference is not None or self._glossary is not None:
            source = None if one.source is None else Document.of(one.source, one.format)
            languages = (one.source_lang,) if one.source_lang else tuple(self.config.source_lang)
            document.beside = Beside(source, one.reference, languages, self._glossary)
        return document

    def _found(self, documents: Sequence[Document]) -> list[_Found]:
        """Return what the passes find in each document, and what they could not check."""
        found = [_Found([], [], []) for _ in documents]
        for one in self.passes:
            each = getattr(one, "check_each", None)
            if each is None:
                for document, mine in zip(documents, found, strict=True):
                    _run_pass(one, document, mine)
                continue
            try:
                for mine, (findings, troubles) in zip(found, each(documents), strict=True):
                    mine.findings.extend(findings)
                    mine.troubles.extend(f"{one.name}: {trouble}" for trouble in troubles)
            except Unavailable as error:
                for mine in found:
                    mine.absent.append(f"{one.name}: {error}")
        return found

    def _report(self, source: Text, document: Document, found: _Found) -> tuple[TextReport, list[Problem]]:
        accepted = self._accepted.spans(document.prose)
        findings = settle(found.findings, accepted, [one.name for one in self.passes])
        placed, broken = self._place(document, findings)
        troubles = [*found.troubles, *(f"directive not understood on line {line}: {what!r}" for line, what in broken)]
        problems = [Problem(trouble, source.file, source.segment, source.line) for trouble in troubles]
        problems += [Problem(trouble) for trouble in found.absent]  # of the run, not of the text
        words = len(document.prose.split())
        return _text_report(source, words, tuple(placed)), problems

    def _place(self, document: Document, findings: list[Finding]) -> tuple[list[Placed], list[tuple[int, str]]]:
        suppressions, broken = read_directives(document) if document.comments else ([], [])
        placed = []
        for finding in findings:
            span = document.to_text(finding.span)
            if suppressions and silenced(finding, span, suppressions):
                continue
            whole = document.intact(finding.span)
            moved = replace(finding, span=span, safe=finding.safe and whole, fixes=finding.fixes if whole else ())
            if finding.source_span is not None and document.beside.source is not None:
                moved = replace(moved, source_span=document.beside.source.to_text(finding.source_span))
            line, column = document.position(span.start)
            key = fingerprint(document, finding)
            placed.append(Placed(moved, line, column, span.of(document.text), key))
        placed += [_unused(line, ids) for line, ids in ((s.line, s.ids) for s in suppressions if not s.used)]
        return sorted(placed, key=lambda one: (one.finding.span, one.finding.rule)), broken


def _text_report(source: Text, words: int, placed: tuple[Placed, ...]) -> TextReport:
    beside = (source.source, source.reference, source.line)
    return TextReport(source.file, source.segment, source.text, words, placed, source.format, *beside)


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


_LIBRARIES = ("anyascii", "babel", "lemminflect", "nltk", "pyromark", "regex")
"""What the rules read texts with; another version may see another text."""


def _digest_of_rules(config: Config, rules: Sequence[Rule]) -> str:
    """Return a digest of the rules with their lists and glossaries."""
    digest = hashlib.sha256()
    for rule in rules:
        digest.update(repr((rule.id, rule.card)).encode())
    for folder in (builtin_rules(), *map(Path, config.rules)):
        for path in sorted(folder.glob("lists/*.txt")):
            digest.update(repr((path.name, path.read_bytes())).encode())
    for name in config.glossary:
        digest.update(repr((Path(name).name, Path(name).read_bytes())).encode())
    return digest.hexdigest()


def signature(config: Config, rule_set: str, passes: Sequence[Pass]) -> str:
    """Return what determines the findings: version, rules and their lists, settings, engines and their versions."""
    libraries = [f"{name} {distribution_version(name)}" for name in _LIBRARIES]
    engines = "+".join([*(getattr(one, "version", one.name) for one in passes), *libraries])
    shown = hashlib.sha256(settings.show(settings.neutral(config)).encode()).hexdigest()[:8]
    return f"mtcheck {__version__}|rules {rule_set}|passes {engines}|config {shown}"


def run(found: Iterable[Text | Problem], config: Config, cache_file: Path | None = None) -> Report:
    """Check all texts and return the report; the order is that of the input, whatever the number of processes."""
    texts: list[TextReport] = []
    problems: list[Problem] = []
    with Checker(config, cache_file) as checker:
        jobs = processes(config)
        outcomes = _parallel(found, (config, cache_file), jobs) if jobs > 1 else _serial(found, checker)
        for outcome in outcomes:
            if isinstance(outcome, Problem):
                problems.append(outcome)
            else:
                texts.append(outcome)
        texts = compared(texts, active(checker.rules, config))
        reasons = {rule.id: rule.card.why for rule in checker.rules}
        origins = {rule.id: tuple(rule.card.betrays) for rule in checker.rules if rule.card.betrays}
        mark = checker.signature
    return Report(tuple(texts), tuple(dict.fromkeys(problems)), mark, reasons, origins=origins)


def processes(config: Config) -> int:
    """Return how many processes to use: one where LanguageTool runs, since its server has the threads."""
    return 1 if config.grammar in {"languagetool", "both"} else config.jobs or os.cpu_count() or 1


def _serial(found: Iterable[Text | Problem], checker: Checker) -> Iterator[Outcome]:
    source = iter(found)
    while batch := list(islice(source, _BATCH)):
        checked = iter(checker.check_many([one for one in batch if isinstance(one, Text)]))
        for one in batch:
            if isinstance(one, Problem):
                yield one
            else:
                text, problems = next(checked)
                yield text
                yield from problems


_worker: Checker | None = None
_BATCH = 64


def _start_worker(config: Config, cache_file: Path | None) -> None:
    global _worker  # noqa: PLW0603  (a process pool's initializer has no other place for its state)
    _worker = Checker(config, cache_file).__enter__()


def _work(batch: list[Text | Problem]) -> list[Outcome]:
    if _worker is None:
        raise RuntimeError("worker not started")
    return list(_serial(batch, _worker))


def _parallel(found: Iterable[Text | Problem], start: tuple[Config, Path | None], jobs: int) -> Iterator[Outcome]:
    source = iter(found)
    with ProcessPoolExecutor(jobs, initializer=_start_worker, initargs=start) as pool:
        while batches := [batch for _ in range(jobs * 4) if (batch := list(islice(source, _BATCH)))]:
            for outcomes in pool.map(_work, batches):
                yield from outcomes
