"""Finds what ``tokens`` and ``sequences`` rules describe in the tagged words of a document."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from mtcheck.checks.antecedent import pronoun_for
from mtcheck.core.model import Hit, Span
from mtcheck.document import Document
from mtcheck.document.tagged import TaggedWords, tagged
from mtcheck.rulelang import template
from mtcheck.rulelang.sequence_rule import SequenceRule
from mtcheck.rulelang.template import Word
from mtcheck.rulelang.token_matching import Match, Range
from mtcheck.rulelang.token_outlines import Begins


def sequence_hits(
    document: Document, sequences: Iterable[tuple[SequenceRule, Sequence[tuple[int, Begins]]]]
) -> Iterator[Hit]:
    """Yield the places where one of the patterns given with a sequence matches and its conditions hold, each once.

    A place at which every fix gives what stands there already is right as it is.
    """
    words = document.memo(tagged).words
    seen: set[Span] = set()
    for sequence, patterns in sequences:
        for match, values in sequence.matches(words, patterns, partial(_captured, words, document.prose)):
            low, high = match.marked
            span = words.span(low, high - 1) if low < high else None
            if span is None or span in seen:
                continue
            text = span.of(document.prose)
            slots = {**values, "text": text, "0": text}
            if sequence.needs_pronoun:
                verb = values["verb"]
                slots["pronoun"] = pronoun_for(document, span.start, verb, getattr(verb, "tag", ""))
            fixes = tuple(template.fill(fix, slots, close_up=True) for fix in sequence.fixes)
            if fixes and all(fix == text for fix in fixes):
                continue
            seen.add(span)
            yield Hit(span, fixes, slots)


def _captured(words: TaggedWords, prose: str, match: Match) -> dict[str, str]:
    return {name: _text(words, prose, range_) for name, range_ in match.named.items()}


def _text(words: TaggedWords, prose: str, range_: Range) -> str:
    low, high = range_
    if low == high:
        return ""
    text = words.span(low, high - 1).of(prose)
    return Word(" ".join(text.split()), words.kinds[high - 1][1])
