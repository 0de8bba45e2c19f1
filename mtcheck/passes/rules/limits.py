"""Where a rule applies: what its card says of the text, of the place, and of what may not be near."""

from collections import Counter
from collections.abc import Mapping

from mtcheck.core.model import Span
from mtcheck.document import Document
from mtcheck.document.casual import casual, uncased
from mtcheck.rulelang.patterns import Pattern, matches
from mtcheck.rulelang.rule import Rule
from mtcheck.rulelang.schema import RuleFile

REACH = 200
"""How far from a finding, in code points, an exception may begin or end."""


def applies(rule: Rule, document: Document, span: Span) -> bool:
    """Tell whether a rule speaks of a place: in such a text, block and quotation, and without an exception."""
    card = rule.card
    if not _placed(card, document, span) or not _written(card, document):
        return False
    if not card.protected and any(span.overlaps(stretch) for stretch in document.protected):
        return False
    return not any(_excepted(pattern, document, span) for pattern in rule.unless)


def _written(card: RuleFile, document: Document) -> bool:
    """Tell whether the text is one of those that a rule is for."""
    if card.edited and document.memo(casual):
        return False
    if card.cased and document.memo(uncased):
        return False
    if card.least_sentences and len(document.sentences) < card.least_sentences:
        return False
    return not card.overused or _overused(card.overused, document)


def _overused(words: Mapping[str, int], document: Document) -> bool:
    """Tell whether a text has one of the words so many times in a thousand of its own, or oftener."""
    counted = document.memo(_counted)
    return any(counted[word] * 1000 >= rate * counted.total() for word, rate in words.items())


def _counted(document: Document) -> Counter[str]:
    return Counter(document.prose.lower().split())


def _placed(card: RuleFile, document: Document, span: Span) -> bool:
    """Tell whether a place is one of those that a rule is for."""
    if card.quote is not None and document.quotes.inside(span.start) is not (card.quote == "inside"):
        return False
    if card.place == "sentence-start" and not document.starts_sentence(span.start):
        return False
    if not card.blocks and card.place != "block-end":
        return True
    block = document.block_at(span.start)
    if block is None or (card.blocks and block.kind not in card.blocks):
        return False
    return card.place != "block-end" or not document.prose[span.end : block.span.end].strip()


def _excepted(pattern: Pattern, document: Document, span: Span) -> bool:
    block = document.block_at(span.start)
    low, high = (block.span.start, block.span.end) if block else (0, len(document.prose))
    window = (max(low, span.start - REACH), max(span.end, min(high, span.end + REACH)))
    return any(Span(*match.span()).overlaps(span) for match in matches(pattern, document.prose, *window))
