"""Checks texts one by one or many at a time: passes, policy, memory."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Self

import msgspec

from mtcheck.core import settings
from mtcheck.core.choice import Choice
from mtcheck.core.faults import described
from mtcheck.core.limits import within
from mtcheck.core.model import Finding, Problem
from mtcheck.core.overrides import Overrides, begins
from mtcheck.core.prepared import STORE
from mtcheck.core.report import Heard, TextReport
from mtcheck.core.settings import Config
from mtcheck.core.settle import Accepted
from mtcheck.core.telling import Tell, tell_nobody
from mtcheck.document import Document
from mtcheck.document.bilingual import glossary
from mtcheck.english import lists
from mtcheck.input.reading import Text
from mtcheck.passes import (
    PASSES,
    RULES,
    Checked,
    Hears,
    Pass,
    Reports,
    Reviewer,
    Setup,
    Unavailable,
    make,
)
from mtcheck.run.cache import Cache, Known, pieces
from mtcheck.run.documents import document_of
from mtcheck.run.placing import UNUSED, Policy, place
from mtcheck.run.rules import active, load_rules, switched_off
from mtcheck.run.signature import rule_set, signature

Outcome = tuple[TextReport, list[Problem]]


@dataclass(slots=True)
class _Found:
    """What the passes said of a document: findings, what of it they could not check, which of them were absent."""

    findings: list[Finding] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)


class TextChecker:
    """Checks texts; entered once per run, so that an engine starts once."""

    def __init__(self, config: Config, cache_file: Path | None = None, tell: Tell = tell_nobody) -> None:
        """Load the rules, choose the passes, open the cache if a file is named; slow passes tell how far they are.

        Raises:
            RuleError: a rule is broken.
            ConfigError: the settings name something that does not exist.
        """
        self.config = config
        self.rules = load_rules(config)
        self.choice = Choice.of(config)
        self.active = active(self.rules, self.choice, config.engines)
        self._memory = pieces(cache_file) if cache_file else None
        self.passes = self._passes(Setup(config, self.choice, self.active, self._memory, tell))
        hushed = switched_off(self.rules, self.choice, config.engines)
        self._off = make(RULES, Setup(config, self.choice, hushed)) if hushed else None
        engines = [rule for one in self.passes[1:] for rule in one.rule_ids()]
        off = [f"{name}.*" for name in {*PASSES, *config.engines} if name not in {one.name for one in self.passes}]
        settings.check_ids(config, [*(rule.id for rule in self.rules), *engines, *off, UNUSED])
        accepted = sorted({*config.accept, *_entries(config.accept_files)})
        self.policy = Policy(Accepted(accepted), tuple(one.name for one in self.passes), Overrides.of(config))
        self.glossary = glossary.read(config.glossary)
        self._settings = msgspec.structs.replace(config, accept=accepted)
        self._cache = Cache(cache_file, f"{self.signature}|{accepted}") if cache_file else None
        self._stack = ExitStack()

    @property
    def signature(self) -> str:
        """What determines the findings; an engine knows its version once it was asked something."""
        return signature(self._settings, self._rule_set, self.passes)

    @cached_property
    def _rule_set(self) -> str:
        return rule_set(self.config, self.rules)

    def _passes(self, setup: Setup) -> list[Pass]:
        return [make(name, setup) for name in (RULES, *filter(setup.choice.wants, setup.config.engines))]

    def notes(self) -> list[str]:
        """Return what the passes say of the run so far."""
        return [note for one in self.passes if isinstance(one, Reports) for note in one.notes()]

    @property
    def single(self) -> bool:
        """Whether the run must keep to one process, since a pass has threads or a server of its own."""
        return any(one.single for one in self.passes)

    def __enter__(self) -> Self:
        """Open the passes."""
        for one in self.passes:
            self._stack.enter_context(one)
        if self._cache:
            self._stack.callback(self._cache.close)
        if self._memory:
            self._stack.callback(self._memory.close)
        return self

    def __exit__(self, *error: object) -> None:
        """Close the passes, and remember the patterns that were compiled on the way."""
        self._stack.close()
        STORE.save()

    def check(self, text: Text) -> Outcome:
        """Check one text, or tell what is remembered of it."""
        return self.check_many([text])[0]

    def check_many(self, texts: Sequence[Text]) -> list[Outcome]:
        """Check several texts; a pass that asks a server gets them all at once."""
        with _undisturbed():
            outcomes = self._check_many(texts)
            _leave_alone()  # before the collector runs again, which would walk it all once
        return outcomes

    def _check_many(self, texts: Sequence[Text]) -> list[Outcome]:
        keys = [self._key(text) for text in texts]
        known = [self._remembered(key, text) for key, text in zip(keys, texts, strict=True)]
        checked = iter(self._check([text for text, found in zip(texts, known, strict=True) if found is None]))
        outcomes: list[Outcome] = []
        for text, key, found in zip(texts, keys, known, strict=True):
            if found is not None:
                outcomes.append((_report(text, found), []))
                continue
            report, problems = next(checked)
            if self._cache and key and not problems:
                self._cache.put(key, report.words, report.findings, report.heard)
            outcomes.append((report, problems))
        return outcomes

    def remembers(self, text: Text) -> bool:
        """Tell whether the findings of a text are in memory already."""
        return self._remembered(self._key(text), text) is not None

    def _remembered(self, key: bytes | None, text: Text) -> Known | None:
        return self._cache.get(key, text.text) if self._cache and key else None

    def document(self, text: Text) -> Document:
        """Return the document that a text makes under these settings."""
        return document_of(text, self.config, self.glossary)

    def check_document(self, text: Text, document: Document) -> Outcome:
        """Check a document of a text, or a part of it, without looking into the memory."""
        return self._outcome(text, document, self._found([document])[0])

    def _key(self, text: Text) -> bytes | None:
        silent = self.policy.overrides.silent(text.file)
        others = repr((text.source, text.reference, text.source_lang, text.outline, silent))
        return self._cache.key(text.format, text.line, text.text, others) if self._cache else None

    def _check(self, texts: Sequence[Text]) -> list[Outcome]:
        documents = [self._document(one) for one in texts]
        found = iter(self._found([one for one in documents if isinstance(one, Document)]))
        return [
            _unread(text, document) if isinstance(document, str) else self._outcome(text, document, next(found))
            for text, document in zip(texts, documents, strict=True)
        ]

    def _document(self, text: Text) -> Document | str:
        """Return the document of a text, or why it cannot be made one."""
        try:
            with within(self.config.limits, len(text.text), text.format):
                return self.document(text)
        except Exception as error:  # noqa: BLE001  (one text's fault is not the others')
            return f"{text.format}: {described(error)}"

    def _says_unused(self, file: str) -> bool:
        silent = self.policy.overrides.silent(file)
        return self.choice.on(UNUSED) and not any(begins(name, UNUSED) for name in silent)

    def _found(self, documents: Sequence[Document]) -> list[_Found]:
        """Return what the passes find in each document, and what they could not check."""
        found = [_Found() for _ in documents]
        for one in self.passes if documents else ():
            try:
                for mine, (findings, troubles) in zip(found, _each(one, documents), strict=True):
                    mine.findings.extend(findings)
                    mine.troubles.extend(f"{one.name}: {trouble}" for trouble in troubles)
            except Unavailable as error:
                for mine in found:
                    mine.absent.append(f"{one.name}: {error}")
        self._review(documents, found)
        return found

    def _hushed(self, document: Document, findings: Sequence[Finding]) -> list[Finding]:
        """Return what the rules that the user switched off would find, if another pass found anything."""
        if self._off is None or all(one.found_by == RULES for one in findings):
            return []
        return self._off.check_many([document])[0].findings

    def _review(self, documents: Sequence[Document], found: Sequence[_Found]) -> None:
        for one in self.passes:
            if not isinstance(one, Reviewer):
                continue
            for document, mine in zip(documents, found, strict=True):
                if mine.findings and not mine.absent:  # what cannot run is named already
                    _reviewed(one, document, mine)

    def _heard(self, document: Document, found: _Found) -> tuple[Heard, ...]:
        try:
            return tuple(one for each in self.passes if isinstance(each, Hears) for one in each.heard(document))
        except Unavailable as error:
            found.absent.append(str(error))
            return ()

    def _outcome(self, text: Text, document: Document, found: _Found) -> Outcome:
        try:
            with within(self.config.limits, len(text.text), "settling"):
                off = self._hushed(document, found.findings)
                placed, broken = place(document, self.policy.settled(document, found.findings, text.file, off))
                placed = [one for one in placed if one.finding.rule != UNUSED or self._says_unused(text.file)]
        except Exception as error:  # noqa: BLE001  (one text's fault is not the others')
            return _unread(text, f"its findings: {described(error)}")
        heard = self._heard(document, found)
        troubles = [*found.troubles, *(f"directive not understood on line {line}: {what!r}" for line, what in broken)]
        problems = [Problem(trouble, text.file, text.segment, text.line) for trouble in troubles]
        problems += [Problem(trouble) for trouble in found.absent]  # of the run, not of the text
        return _report(text, Known(len(document.prose.split()), tuple(placed), heard)), problems


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep the collector from walking again and again what a group of texts needs until its end."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


_CALLS = count(1)


def _leave_alone() -> None:
    """Take what rules and engines have loaded by now out of the collector's rounds, each of which walks it.

    The later, the less is new: it is done after the first, second, fourth, eighth … group of texts of this process.
    """
    if next(_CALLS).bit_count() == 1:
        gc.freeze()


def _reviewed(one: Reviewer, document: Document, mine: _Found) -> None:
    try:
        mine.findings = one.review(document, mine.findings)
    except Exception as error:  # noqa: BLE001  (what was found stands without it)
        mine.troubles.append(f"its findings could not be reviewed: {described(error)}")


def _each(one: Pass, documents: Sequence[Document]) -> list[Checked]:
    """Return what a pass says of each document; if it fails with all at once, each is tried by itself."""
    try:
        return one.check_many(documents)
    except Unavailable:
        raise
    except Exception as error:  # noqa: BLE001  (one text's fault is not the others')
        if len(documents) == 1:
            return [Checked([], [described(error)])]
        return [each for document in documents for each in _each(one, [document])]


def _unread(text: Text, reason: str) -> Outcome:
    return _report(text, Known(0, ())), [Problem(reason, text.file, text.segment, text.line)]


def _report(text: Text, known: Known) -> TextReport:
    beside = (text.source, text.reference, text.line)
    return TextReport(
        text.file, text.segment, text.text, known.words, known.findings, text.format, *beside, known.heard
    )


def _entries(files: Iterable[str]) -> Iterator[str]:
    for name in files:
        try:
            yield from lists.read_list(Path(name))
        except (OSError, UnicodeDecodeError) as error:
            raise settings.ConfigError(f"{name}: {error}") from error
