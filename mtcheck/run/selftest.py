"""Runs the examples of rules: what pytest, ``mtcheck selftest`` and authors of outside packs all call."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from mtcheck.core.fixes import apply
from mtcheck.core.model import Finding, Glossary
from mtcheck.core.settle import settle
from mtcheck.document import Beside, Document
from mtcheck.document.bilingual.glossary import read_tsv
from mtcheck.passes import Checked
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


class _Shown:
    """An example and one of its texts, with its document."""

    def __init__(self, example: Example, text: str) -> None:
        """Make the document."""
        self.example, self.text = example, text
        self.document = document(text, example.format, example)


@dataclass(slots=True)
class _Held:
    """A rule with its examples: what is wrong so far, and the texts that must still be found clean."""

    rule: Rule
    rows: list[Example]
    failures: list[Failure] = field(default_factory=list)
    clean: list[_Shown] = field(default_factory=list)


_AT_ONCE = 200
"""Texts that are read together where there are as many: every rule is asked once for all of them."""


class Selftest:
    """Holds the rules; good and fixed sentences must be clean under all that are on by default."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Prepare the passes."""
        self._usual = [rule for rule in rules if rule.card.default and not rule.card.amid_errors]
        self._all = RulesPass(self._usual)

    def failures(self, rules: Iterable[Rule]) -> Iterator[Failure]:
        """Yield what is wrong with the examples of rules, rule by rule; clean texts are read many at once."""
        waiting: list[_Held] = []
        for rule in rules:
            waiting.append(self._held(rule))
            if sum(len(one.clean) for one in waiting) >= _AT_ONCE:
                yield from self._ended(waiting)
                waiting = []
        yield from self._ended(waiting)

    def _held(self, rule: Rule) -> "_Held":
        rows = [*rule.card.examples, *(row for table in rule.card.tables for row in rows_of(rule, table))]
        held = _Held(rule, rows)
        for shown, reasons in self._bad(rule, [_Shown(row, row.bad) for row in rows if row.bad is not None]):
            held.failures += (_failure(rule, shown.example, reason) for reason in reasons)
            if not reasons and shown.example.fix is not None:
                held.clean.append(_Shown(shown.example, shown.example.fix))
        held.clean += [_Shown(row, row.good) for row in rows if row.good is not None]
        return held

    def _ended(self, waiting: list["_Held"]) -> Iterator[Failure]:
        """Yield the failures of rules of which what must be clean is still to be read."""
        usual = _found(self._all, [shown for one in waiting for shown in one.clean])
        for one in waiting:
            yield from one.failures
            # A rule that is off by default is asked by itself: all the others have been.
            own = [] if one.rule in self._usual else list(_found(RulesPass([one.rule]), one.clean))
            for shown, found in [*islice(usual, len(one.clean)), *own]:
                flagged = [f"{each.rule} flags {each.span.of(shown.document.prose)!r}" for each in found.findings]
                for reason in [*flagged, *found.troubles]:
                    yield _failure(one.rule, shown.example, f"should be clean but {reason} in {shown.text!r}")
            yield from (Failure(one.rule.id, one.rule.file, part, "unproven") for part in _unproven(one.rule, one.rows))

    @staticmethod
    def _bad(rule: Rule, rows: list[_Shown]) -> Iterator[tuple[_Shown, list[str]]]:
        """Yield the bad examples, each with what is wrong; of a rule that needs a model nothing is known."""
        if rule.needs_model:
            yield from ((shown, []) for shown in rows)
            return
        for shown, found in _found(RulesPass([rule]), rows):
            yield shown, [*found.troubles, *islice(_faults(shown, found.findings), 1)]


_TOGETHER = 40


def _unproven(rule: Rule, rows: Sequence[Example]) -> Iterator[str]:
    """Yield the parts of a rule that no example exercises; those of tables are read together."""
    written, tables = rows[: len(rule.card.examples)], rows[len(rule.card.examples) :]
    bad = [document(one.bad, one.format, one) for one in written if one.bad is not None]
    good = [document(one.good, one.format, one) for one in written if one.good is not None]
    bad += [document(text, "plain") for text in joined(row.bad for row in tables if row.bad is not None)]
    good += [document(text, "plain") for text in joined(row.good for row in tables if row.good is not None)]
    yield from unproven(rule, bad, good)


def joined(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts of up to 40 paragraphs made of the given sentences."""
    source = iter(texts)
    while some := list(islice(source, _TOGETHER)):
        yield "\n\n".join(some)


def document(text: str, format_: str, example: Example | None = None) -> Document:
    """Return an example's text as a document, with what the example says of its source."""
    made = Document.of(text, format_)
    if example is not None and (example.source_text is not None or example.original is not None or example.glossary):
        source = None if example.source_text is None else document(example.source_text, format_)
        languages = (example.source_lang,) if example.source_lang else ()
        terms = tuple(read_tsv(example.glossary))
        made.beside = Beside(source, example.original, languages, Glossary(terms) if terms else None)
    return made


def _found(rules: RulesPass, rows: list[_Shown]) -> Iterator[tuple[_Shown, Checked]]:
    """Yield each text with what rules find in it; all are read together, which takes a fraction of the time."""
    for shown, checked in zip(rows, rules.check_many([shown.document for shown in rows]), strict=True):
        yield shown, Checked(settle(checked.findings, (), ("rules",)), checked.troubles)


def _faults(shown: _Shown, found: Sequence[Finding]) -> Iterator[str]:
    """Yield what is wrong with what a rule finds in a bad example."""
    example, doc, text = shown.example, shown.document, shown.text
    if len(found) != example.count:
        yield f"expected {example.count} finding(s), got {[one.span.of(doc.prose) for one in found]}"
    placed = [replace(one, span=doc.to_text(one.span)) for one in found]
    if any(one.span.end > len(text) for one in placed):
        yield "a finding ends outside the text"
    fixed = apply(text, placed)
    wanted = text if example.fix is None else example.fix
    if fixed != wanted:
        yield f"fixing gives {fixed!r}, expected {wanted!r}" + ("" if example.fix else " (no fix stated)")


def _failure(rule: Rule, example: Example, reason: str) -> Failure:
    return Failure(rule.id, rule.file, example.bad or example.good or "", reason)


def run(rules: Sequence[Rule], only: Sequence[str] = ()) -> list[Failure]:
    """Return all failures of the rules, or of those whose file lies in one of the given folders."""
    test = Selftest(rules)
    chosen = [rule for rule in rules if not only or any(rule.file.startswith(folder) for folder in only)]
    return list(test.failures(chosen))
