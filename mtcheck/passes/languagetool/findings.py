"""Matches become findings: placed, classed, and dropped where they are about names."""

from collections.abc import Iterator, Sequence

import regex

from mtcheck.core.model import Finding, Span
from mtcheck.passes.asking import Refused
from mtcheck.passes.languagetool import mapping
from mtcheck.passes.languagetool.batches import Batch, Place, Prose
from mtcheck.passes.languagetool.client import Answer, Match
from mtcheck.passes.languagetool.offsets import Units

NAME = "languagetool"
CONFIDENCE = 0.7
"""Below that of our own rules, which win where both find the same defect."""
FIXES = 5

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’.&-][\p{L}\p{M}\p{N}]+)*")
_BEFORE_SENTENCE = regex.compile(r"(?:^|[.!?…][\"'”’)\]]*\s)[\s\"'“‘«(\[—–-]*$")
_FIRST_PERSON = regex.compile(r"I(?:['’]\p{Ll}+)?")


class Unknown(Exception):
    """A match of a kind that the table does not know."""


def read(batch: Batch, answer: Answer, documents: Sequence[Prose]) -> Iterator[tuple[int, Finding | Unknown]]:
    """Yield the findings of an answer with the number of their document, and what the table does not know.

    Raises:
        Refused: a place in the answer lies outside the text.
    """
    text = batch.text
    units = Units(text)
    for match in answer.matches:
        if match.offset + match.length > units.size:
            raise Refused(f"answered with a place outside the text ({match.rule.id})")
        place = batch.place(units.start(match.offset), units.end(match.offset + match.length))
        if place is not None and not _unwanted(match, place, documents[place.document].prose):
            yield place.document, _finding(match, place, documents[place.document].prose)


def _unwanted(match: Match, place: Place, prose: str) -> bool:
    if match.rule.id in mapping.table().inside and place.span.start == place.block.start:
        return True
    return is_name(prose, place.span, place.block)


def is_name(prose: str, span: Span, block: Span) -> bool:
    """Tell whether a range holds nothing but capitalised words, one that begins a sentence not counted."""
    words = list(_WORD.finditer(prose, span.start, span.end))
    if words and _BEFORE_SENTENCE.search(prose[block.start : words[0].start()]):
        del words[0]
    return bool(words) and all(_capitalised(word.group()) for word in words)


def _capitalised(word: str) -> bool:
    return word[0].isupper() and not _FIRST_PERSON.fullmatch(word)


def _finding(match: Match, place: Place, prose: str) -> Finding | Unknown:
    table = mapping.table()
    kind = table.kind(match.rule.category.id, match.rule.issue_type)
    if kind is None:
        return Unknown(f"{match.rule.category.id} ({match.rule.issue_type}), rule {match.rule.id}")
    category, severity = kind
    text = place.span.of(prose)
    fixes = [one.value for one in match.replacements if one.value != text]
    return Finding(
        span=place.span,
        rule=f"{NAME}.{match.rule.id}",
        found_by=NAME,
        message=match.message,
        severity=severity,
        category=category,
        fixes=tuple(dict.fromkeys(fixes))[:FIXES],
        safe=match.rule.id in table.safe and len(fixes) == 1,
        confidence=CONFIDENCE,
    )
