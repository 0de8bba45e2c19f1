"""The first pass: the rules of all loaded packs."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from itertools import chain
from types import TracebackType
from typing import Self

from mtcheck.core.errors import TooSlow
from mtcheck.core.faults import described
from mtcheck.core.limits import OverLimit, within
from mtcheck.core.literals import fold, plain
from mtcheck.core.model import Finding, Hit, Span
from mtcheck.document import Document
from mtcheck.passes import RULES, Checked, Setup, Unfinished, one_by_one
from mtcheck.passes.rules.limits import applies
from mtcheck.passes.rules.rounds import RulesInRounds
from mtcheck.passes.rules.scanning import Scanner
from mtcheck.passes.rules.trials import Trials
from mtcheck.rulelang import finding as findings
from mtcheck.rulelang import template
from mtcheck.rulelang.rule import Rule

TOGETHER = 200_000
"""So many characters of short texts are looked at together."""


class RulesPass:
    """Runs rules over documents.

    All plain phrases of all rules are found in one scan, and so are the strings that patterns need: a pattern is
    tried only on a text that holds its own, a sequence only on one with its words.
    """

    name = version = RULES
    single = False

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Make ready the given rules."""
        self.rules = rules
        folded = [(phrase, rule, number) for rule in rules for number, phrase in enumerate(rule.folded)]
        self._phrases = [(rule, number) for _, rule, number in folded]
        self._scan = Scanner([phrase for phrase, _, _ in folded])

    def __enter__(self) -> Self:
        """Nothing to start."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to stop."""

    def check(self, document: Document) -> Iterator[Finding]:
        """Yield the findings of every rule.

        Raises:
            Unfinished: after all other findings, when a rule ran out of time or met a fault; it names the rule.
        """
        faults = _Faults()
        folded = fold(document.prose)
        phrases = self._phrase_hits(document, folded)
        tried = self._trials.of([document])
        for rule in self.rules:
            try:
                for hit in chain(phrases.get(rule.id, ()), tried.hits(rule.id, 0)):
                    if applies(rule, document, hit.span):
                        yield finding(rule, document, hit)
            except OverLimit as error:
                raise Unfinished(f"{error} (while at {rule.id}; the rules after it did not run)") from error
            except Exception as error:  # noqa: BLE001  (one rule's fault is not the others')
                faults.note(rule, error)
        if faults:
            raise Unfinished(str(faults))

    def check_many(self, documents: Sequence[Document]) -> list[Checked]:
        """Return what the rules find in each document; short ones are laid together, which costs far less."""
        return [checked for some in _groups(documents) for checked in self._group(some)]

    def _group(self, documents: Sequence[Document]) -> list[Checked]:
        if len(documents) > 1:
            size = sum(len(document.prose) for document in documents)
            # Whose fault it is, if there is one, shows when each is looked at by itself.
            with suppress(Exception), within(documents[0].limits, size, self.name):
                return self._together(documents)
        return one_by_one(self, documents)

    def _together(self, documents: Sequence[Document]) -> list[Checked]:
        """Try one rule after the other, each on all documents: what a rule needs is at hand for all of them."""
        folded = [fold(document.prose) for document in documents]
        self._scan.expect(sum(map(len, folded)))
        phrases: dict[str, dict[int, list[Hit]]] = {}
        for number, (document, text) in enumerate(zip(documents, folded, strict=True)):
            for rule_id, hits in self._phrase_hits(document, text).items():
                phrases.setdefault(rule_id, {})[number] = hits
        tried = self._trials.of(documents)
        found = [(Checked([], []), _Faults()) for _ in documents]
        for rule in self.rules:
            phrased, where = phrases.get(rule.id, {}), tried.where(rule.id)
            for number in sorted({*where, *phrased}) if phrased else where:
                document, (checked, faults) = documents[number], found[number]
                try:
                    for hit in chain(phrased.get(number, ()), tried.hits(rule.id, number)):
                        if applies(rule, document, hit.span):
                            checked.findings.append(finding(rule, document, hit))
                except OverLimit:
                    raise
                except Exception as error:  # noqa: BLE001  (one rule's fault is not the others')
                    faults.note(rule, error)
        for checked, faults in found:
            checked.troubles.extend([str(faults)] if faults else [])
        return [checked for checked, _ in found]

    def rule_ids(self) -> list[str]:
        """Return the ids of the rules that run."""
        return [rule.id for rule in self.rules]

    @cached_property
    def _trials(self) -> Trials:
        return Trials(self.rules)

    def _phrase_hits(self, document: Document, folded: str) -> dict[str, list[Hit]]:
        hits: dict[str, list[Hit]] = {}
        prose = document.prose
        for index, start, end in self._scan.matches(folded):
            if _inside_word(prose, start) or _inside_word(prose, end):
                continue
            rule, number = self._phrases[index]
            phrase, fixes = rule.phrase(number)
            text = prose[start:end]
            if phrase != phrase.lower() and plain(text) != plain(phrase):
                continue
            filled = tuple(template.fill(fix, {"text": text, "0": text}) for fix in fixes)
            hits.setdefault(rule.id, []).append(Hit(Span(start, end), filled))
        return hits


class _Faults:
    """The rules that did not get through a document, and why."""

    def __init__(self) -> None:
        self._slow: list[str] = []
        self._broken: list[str] = []

    def note(self, rule: Rule, error: Exception) -> None:
        """Note what went wrong with one rule."""
        if isinstance(error, TooSlow):
            self._slow.append(rule.id)
        else:
            self._broken.append(f"{rule.id}: {described(error)}")

    def __bool__(self) -> bool:
        return bool(self._slow or self._broken)

    def __str__(self) -> str:
        slow = [f"stopped for taking too long: {', '.join(self._slow)}"] if self._slow else []
        return "; ".join([*self._broken, *slow])


def _groups(documents: Sequence[Document]) -> Iterator[list[Document]]:
    """Yield the documents in groups of so many characters at the most, larger ones by themselves."""
    group: list[Document] = []
    size = 0
    for document in documents:
        size += len(document.prose)
        if group and size > TOGETHER:
            yield group
            group, size = [], len(document.prose)
        group.append(document)
    if group:
        yield group


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and _wordy(text[at - 1]) and _wordy(text[at])


def _wordy(char: str) -> bool:
    return char.isalnum() or char == "_"


def finding(rule: Rule, document: Document, hit: Hit) -> Finding:
    """Return what a rule's card makes of a hit."""
    text = hit.span.of(document.prose)
    fixes = tuple(dict.fromkeys(_cased(fix, text, document, hit.span) for fix in hit.fixes))
    fixes = tuple(fix for fix in fixes if fix != text)
    values = {"source": _in_source(document, hit)} | hit.slots | {"text": text, "fix": fixes[0] if fixes else ""}
    return replace(
        findings.found(rule, RulesPass.name, hit.span, values, fixes),
        safe=rule.card.safe and hit.safe and bool(fixes),
        confidence=rule.confidence,
        source_span=hit.source_span,
    )


def _in_source(document: Document, hit: Hit) -> str:
    source = document.beside.source
    return hit.source_span.of(source.prose) if source is not None and hit.source_span is not None else ""


def _cased(fix: str, text: str, document: Document, span: Span) -> str:
    """Keep the capital of a sentence's first word."""
    if text[:1].isupper() and fix[:1].islower() and document.starts_sentence(span.start):
        return fix[:1].upper() + fix[1:]
    return fix


def make(setup: Setup) -> RulesInRounds | RulesPass:
    """Return the pass for a run; what the user selected, or asked for by language, waits for nothing."""
    second = [rule for rule in setup.rules if rule.card.amid_errors and not _asked(setup, rule.id, rule.card.betrays)]
    if not second:
        return RulesPass(setup.rules)
    waiting = {rule.id for rule in second}
    return RulesInRounds(RulesPass([rule for rule in setup.rules if rule.id not in waiting]), RulesPass(second))


def _asked(setup: Setup, rule: str, betrays: Sequence[str]) -> bool:
    return setup.choice.on(rule, default=False, betrays=betrays)
