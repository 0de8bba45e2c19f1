"""Runs the examples of rules: what pytest, ``mtcheck selftest`` and authors of outside packs all call."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from mtcheck.core.fixes import apply
from mtcheck.core.model import Glossary
from mtcheck.core.settle import settle
from mtcheck.document import Beside, Document
from mtcheck.document.bilingual.glossary import read_tsv
from mtcheck.passes.rules.engine import RulesPass
from mtcheck.rulelang.examples import rows_of
from mtcheck.rulelang.rule import Rule
from mtcheck.rulelang.schema import Example
from mtcheck.run.proof import unproven


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold."""

    rule: str
    file: str
    example: str
    reason: str

    def __str__(self) -> str:
        """Return one line for a person."""
        return f"{self.file}: {self.rule}: {self.reason}: {self.example!r}"


class Selftest:
    """Holds the rules; good and fixed sentences must be clean under all that are on by default."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Prepare the passes."""
        self._usual = [rule for rule in rules if rule.card.default and not rule.card.amid_errors]
        self._all = RulesPass(self._usual)

    def failures(self, rule: Rule) -> Iterator[Failure]:
        """Yield what is wrong with one rule's examples."""
        own = RulesPass([rule])
        every = self._all if rule in self._usual else RulesPass([*self._usual, rule])
        for example in rule.card.examples:
            text = example.bad if example.bad is not None else example.good or ""
            reasons = _reasons(rule, own, every, example)
            for reason in reasons:
                yield Failure(rule.id, rule.file, text, reason)
        for table in rule.card.tables:
            yield from self._table_failures(rule, own, every, list(rows_of(rule, table)))
        yield from (Failure(rule.id, rule.file, part, "unproven") for part in self._unproven(rule))

    def _table_failures(self, rule: Rule, own: RulesPass, every: RulesPass, rows: list[Example]) -> Iterator[Failure]:
        """Yield the rows that do not hold; fixed sentences are read together, which takes a fraction of the time."""
        clean = [row.fix or row.good or "" for row in rows]
        together = [any(True for _ in every.check(document(text, "plain"))) for text in joined(clean)]
        for index, row in enumerate(rows):
            if row.bad is not None:
                reasons = _bad(own, every if together[index // _TOGETHER] else _NOTHING, row)
            else:
                reasons = _clean(every if together[index // _TOGETHER] else own, row.good or "", row)
            for reason in reasons:
                yield Failure(rule.id, rule.file, row.bad or row.good or "", reason)

    def _unproven(self, rule: Rule) -> Iterator[str]:
        if not {rule.id, rule.id.partition(".")[0]}.isdisjoint(NOT_YET_PROVEN):
            return
        rows = [row for table in rule.card.tables for row in rows_of(rule, table)]
        written = rule.card.examples
        bad = [document(one.bad, one.format, one) for one in written if one.bad is not None]
        good = [document(one.good, one.format, one) for one in written if one.good is not None]
        bad += [document(text, "plain") for text in joined(row.bad for row in rows if row.bad is not None)]
        good += [document(text, "plain") for text in joined(row.good for row in rows if row.good is not None)]
        yield from unproven(rule, bad, good)


NOT_YET_PROVEN = frozenset(
    {
        "subjects",
        "syntax",
        "articles.number-clash",
        "linking.any-for-no",
        "verbs.gerund",
        "verbs.modal-finite",
        "verbs.participle-form",
        "verbs.perfect-past-time",
        "verbs.until-will",
    }
)
"""Packs and rules of which not all parts are proven, since they are being rewritten; the set only ever shrinks."""

_TOGETHER = 40
_NOTHING = RulesPass([])


def joined(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts of up to 40 paragraphs made of the given sentences."""
    source = iter(texts)
    while some := list(islice(source, _TOGETHER)):
        yield "\n\n".join(some)


def _reasons(rule: Rule, own: RulesPass, every: RulesPass, example: Example) -> Iterator[str]:
    """Yield what is wrong with an example; of a rule that needs a model only that other rules let its texts be."""
    if rule.needs_model:
        text = example.good if example.bad is None else example.fix
        return _clean(every, text, example) if text is not None else iter(())
    return _bad(own, every, example) if example.bad is not None else _clean(every, example.good or "", example)


def document(text: str, format_: str, example: Example | None = None) -> Document:
    """Return an example's text as a document, with what the example says of its source."""
    made = Document.of(text, format_)
    if example is not None and (example.source_text is not None or example.original is not None or example.glossary):
        source = None if example.source_text is None else document(example.source_text, format_)
        languages = (example.source_lang,) if example.source_lang else ()
        terms = tuple(read_tsv(example.glossary))
        made.beside = Beside(source, example.original, languages, Glossary(terms) if terms else None)
    return made


def _bad(own: RulesPass, every: RulesPass, example: Example) -> Iterator[str]:
    text = example.bad or ""
    doc = document(text, example.format, example)
    found = settle(own.check(doc), (), ("rules",))
    if len(found) != example.count:
        yield f"expected {example.count} finding(s), got {[one.span.of(doc.prose) for one in found]}"
        return
    placed = [replace(one, span=doc.to_text(one.span)) for one in found]
    if any(one.span.end > len(text) for one in placed):
        yield "a finding ends outside the text"
    fixed = apply(text, placed)
    wanted = text if example.fix is None else example.fix
    if fixed != wanted:
        yield f"fixing gives {fixed!r}, expected {wanted!r}" + ("" if example.fix else " (no fix stated)")
    elif example.fix is not None:
        yield from _clean(every, fixed, example)


def _clean(every: RulesPass, text: str, example: Example) -> Iterator[str]:
    doc = document(text, example.format, example)
    for one in settle(every.check(doc), (), ("rules",)):
        yield f"should be clean but {one.rule} flags {one.span.of(doc.prose)!r} in {text!r}"


def run(rules: Sequence[Rule], only: Sequence[str] = ()) -> list[Failure]:
    """Return all failures of the rules, or of those whose file lies in one of the given folders."""
    test = Selftest(rules)
    chosen = [rule for rule in rules if not only or any(rule.file.startswith(folder) for folder in only)]
    return [failure for rule in chosen for failure in test.failures(rule)]
