"""What the tests of this folder share: the bilingual rules alone, run over a pair."""

from mtcheck.core.places import builtin_rules
from mtcheck.core.settle import settle
from mtcheck.document import Beside, Document
from mtcheck.passes.rules.engine import RulesPass
from mtcheck.rulelang import loader

FOLDER = builtin_rules()
RULES = [loader.load_rule(path) for path in sorted((FOLDER / "bilingual").glob("*.yaml"))]
PASS = RulesPass([rule for rule in RULES if rule.card.default])


def pair(source, target, *languages, format_="plain", glossary=None):
    document = Document.of(target, format_)
    document.beside = Beside(Document.of(source, format_), None, languages, glossary)
    return document


def found(document):
    """Return (rule, text in the target, text in the source) of each finding."""
    source = document.beside.source
    return [
        (
            one.rule.removeprefix("bilingual."),
            document.to_text(one.span).of(document.text),
            None if one.source_span is None else source.to_text(one.source_span).of(source.text),
        )
        for one in settle(PASS.check(document), (), ("rules",))
    ]


__all__ = ["RULES", "found", "pair"]
