"""Runs the examples of rules: what pytest, ``mtcheck selftest`` and authors of outside packs all call."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mtcheck.core.fixes import apply
from mtcheck.core.model import Glossary
from mtcheck.core.settle import settle
from mtcheck.document import Beside, Document
from mtcheck.document.bilingual.glossary import read_tsv
from mtcheck.passes.rules.engine import RulesPass
from mtcheck.rulelang.patterns import is_phrase
from mtcheck.rulelang.rule import Rule
from mtcheck.rulelang.schema import Example


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
        self._usual = [rule for rule in rules if rule.card.default]
        self._all = RulesPass(self._usual)

    def failures(self, rule: Rule) -> Iterator[Failure]:
        """Yield what is wrong with one rule's examples."""
        own = RulesPass([rule])
        every = self._all if rule.card.default else RulesPass([*self._usual, rule])
        for example in rule.card.examples:
            text = example.bad if example.bad is not None else example.good or ""
            reasons = _reasons(rule, own, every, example)
            for reason in reasons:
                yield Failure(rule.id, rule.file, text, reason)
        for key in rule.card.swap or {}:
            if is_phrase(key) and not any(True for _ in own.check(document(key, "plain"))):
                yield Failure(rule.id, rule.file, key, "its swap key is not caught")


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
