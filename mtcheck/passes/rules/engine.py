"""The first pass: the rules of all loaded packs."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from types import TracebackType
from typing import Self

import ahocorasick_rs

from mtcheck.checks import named
from mtcheck.core.errors import TooSlow
from mtcheck.core.faults import described
from mtcheck.core.limits import OverLimit
from mtcheck.core.model import Finding, Hit, Span
from mtcheck.document import Document
from mtcheck.passes import RULES, Setup, Unfinished, one_by_one
from mtcheck.passes.rules.sequences import sequence_hits
from mtcheck.rulelang import template
from mtcheck.rulelang.measured import measured
from mtcheck.rulelang.patterns import Match, Pattern, matches
from mtcheck.rulelang.rule import Rule

REACH = 200
"""How far from a finding, in code points, an exception may begin or end."""

_FOLD = str.maketrans({"’": "'", "\u00a0": " ", "\n": " ", "\t": " "})


class RulesPass:
    """Runs rules over documents.

    All plain phrases of all rules are found in one scan, and so are the literals that patterns need: a pattern is
    tried only on a text that holds one of its own.
    """

    name = version = RULES
    single = False
    check_many = one_by_one

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Make ready the given rules."""
        self.rules = rules
        self._phrases = [
            (fold(phrase), phrase, fixes, rule) for rule in rules for phrase, fixes in rule.phrases.items()
        ]
        self._scan = _scanner([entry[0] for entry in self._phrases])
        self._literals = sorted({literal for rule in rules for need in rule.needs for literal in need or ()})
        self._literal_scan = _scanner(self._literals)

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
        slow: list[str] = []
        broken: list[str] = []
        folded = fold(document.prose)
        phrases = self._phrase_hits(document, folded)
        present = self._present(folded)
        for rule in self.rules:
            try:
                for hit in chain(phrases.get(rule.id, ()), _hits(rule, document, present)):
                    if _applies(rule, document, hit.span):
                        yield finding(rule, document, hit)
            except TooSlow:
                slow.append(rule.id)
            except OverLimit as error:
                raise Unfinished(f"{error} (while at {rule.id}; the rules after it did not run)") from error
            except Exception as error:  # noqa: BLE001  (one rule's fault is not the others')
                broken.append(f"{rule.id}: {described(error)}")
        if slow:
            broken.append(f"stopped for taking too long: {', '.join(slow)}")
        if broken:
            raise Unfinished("; ".join(broken))

    def rule_ids(self) -> list[str]:
        """Return the ids of the rules that run."""
        return [rule.id for rule in self.rules]

    def _present(self, folded: str) -> frozenset[str]:
        if self._literal_scan is None:
            return frozenset()
        found = self._literal_scan.find_matches_as_indexes(folded, overlapping=True)
        return frozenset(self._literals[index] for index in {one[0] for one in found})

    def _phrase_hits(self, document: Document, folded: str) -> dict[str, list[Hit]]:
        hits: dict[str, list[Hit]] = {}
        if self._scan is None:
            return hits
        prose = document.prose
        for index, start, end in self._scan.find_matches_as_indexes(folded, overlapping=True):
            _, phrase, fixes, rule = self._phrases[index]
            text = prose[start:end]
            if _inside_word(prose, start) or _inside_word(prose, end):
                continue
            if phrase != phrase.lower() and text.translate(_FOLD) != phrase.translate(_FOLD):
                continue
            filled = tuple(template.fill(fix, {"text": text, "0": text}) for fix in fixes)
            hits.setdefault(rule.id, []).append(Hit(Span(start, end), filled))
        return hits


def make(setup: Setup) -> RulesPass:
    """Return the pass for a run."""
    return RulesPass(setup.rules)


def _scanner(words: list[str]) -> ahocorasick_rs.AhoCorasick | None:
    return ahocorasick_rs.AhoCorasick(words) if words else None


def fold(text: str) -> str:
    """Return the text in lower case with plain apostrophes and spaces, every code point in its place."""
    folded = text.translate(_FOLD)
    lower = folded.lower()
    if len(lower) == len(folded):
        return lower
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in folded)


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and _wordy(text[at - 1]) and _wordy(text[at])


def _wordy(char: str) -> bool:
    return char.isalnum() or char == "_"


def _hits(rule: Rule, document: Document, present: frozenset[str]) -> Iterable[Hit]:
    if rule.card.check is not None:
        return named(rule.card.check)(document)
    if rule.sequences:
        return sequence_hits(rule, document)
    return _pattern_hits(rule, document, present)


def _pattern_hits(rule: Rule, document: Document, present: frozenset[str]) -> Iterator[Hit]:
    for (pattern, fixes), need in zip(rule.patterns, rule.needs, strict=True):
        if need is not None and need.isdisjoint(present):
            continue
        for match in matches(pattern, document.prose):
            values = _values(match)
            if not all(one.holds(values) for one in rule.where):
                continue
            low, high = match.span("span") if "span" in pattern.groupindex else match.span()
            if low < 0:  # the group is in another alternative of the pattern
                low, high = match.span()
            yield Hit(Span(low, high), tuple(template.fill(fix, values) for fix in fixes), values)


def _values(match: Match) -> dict[str, str]:
    values = {str(number): match.group(number) or "" for number in range(match.re.groups + 1)}
    return values | {name: text or "" for name, text in match.groupdict().items()}


def _applies(rule: Rule, document: Document, span: Span) -> bool:
    card = rule.card
    if card.quote is not None and document.quotes.inside(span.start) is not (card.quote == "inside"):
        return False
    if card.blocks:
        block = document.block_at(span.start)
        if block is None or block.kind not in card.blocks:
            return False
    if not card.protected and any(span.overlaps(stretch) for stretch in document.protected):
        return False
    return not any(_excepted(pattern, document, span) for pattern in rule.unless)


def _excepted(pattern: Pattern, document: Document, span: Span) -> bool:
    block = document.block_at(span.start)
    low, high = (block.span.start, block.span.end) if block else (0, len(document.prose))
    window = (max(low, span.start - REACH), max(span.end, min(high, span.end + REACH)))
    return any(Span(*match.span()).overlaps(span) for match in matches(pattern, document.prose, *window))


def finding(rule: Rule, document: Document, hit: Hit) -> Finding:
    """Return what a rule's card makes of a hit."""
    text = hit.span.of(document.prose)
    fixes = tuple(dict.fromkeys(_cased(fix, text, document, hit.span) for fix in hit.fixes))
    fixes = tuple(fix for fix in fixes if fix != text)
    values = {"source": _in_source(document, hit)} | hit.slots | {"text": text, "fix": fixes[0] if fixes else ""}
    return Finding(
        span=hit.span,
        rule=rule.id,
        found_by=RulesPass.name,
        message=template.fill(rule.card.message, values),
        severity=rule.severity,
        category=rule.card.category,
        fixes=fixes,
        safe=rule.card.safe and hit.safe and bool(fixes),
        confidence=measured().confidence(rule.id, rule.card.confidence),
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
