"""Checks of dashes and hyphens that depend on the rest of the text."""

from collections import Counter
from collections.abc import Iterator

import regex

from mtcheck.checks.check import Check
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lists import choice, words

_DASH = STORE.pattern(r"(?<=[\p{L}\p{N}”\"’).,])(?: [—–] |—)(?=[\p{L}\p{N}“\"‘(])")
_HYPHEN = STORE.pattern(
    r"(?<=(?<left>[\p{L}\p{N}]{0,24})[\p{L}\p{N}”\"’).,])(?<span> --? )(?=(?<right>[\p{L}\p{N}]{1,24})|[“\"‘(])"
)
_DATELINE = 60
_ENOUGH = 2

_TITLE = (
    r"(?:(?:Prime|Deputy|Vice|Foreign|Finance|Defen[cs]e|Interior|Justice|Attorney|Secretary|Police|Chief"
    rf"|First) ?){{0,2}}"
    rf"(?:{choice('offices-before-a-name', capital=True)}|Gov\.|Sen\.)"
)
_PARTICLE = r"(?:al|el|de|van|von|bin)[ -]\p{Lu}\p{L}+"
_NAME = rf"(?:\p{{Lu}}[\p{{L}}’'-]*\.?|{_PARTICLE})(?: (?:\p{{Lu}}[\p{{L}}’'-]+|{_PARTICLE})){{0,3}}"
_THEN = STORE.pattern(rf"\b(?<then>[Tt]hen)(?<gap> )(?<title>{_TITLE}) (?<name>{_NAME})")
_HOLDER = STORE.pattern(rf"(?<![Tt]hen[ -]|[Ff]ormer |[Ee]x-)\b(?<title>{_TITLE}) (?<name>{_NAME})")
_GOVERNED = STORE.pattern(rf"\b(?:{choice('words-that-govern-a-name')})\s$")


def hyphen_as_dash(document: Document) -> Iterator[Hit]:
    """Find spaced hyphens in a text that mostly has dashes."""
    prose = document.prose
    dashes = [match for match in _DASH.finditer(prose) if not _is_dateline(document, match.start())]
    hyphens = [match for match in _HYPHEN.finditer(prose) if _is_for_dash(document, match)]
    if len(dashes) < _ENOUGH or len(dashes) <= len(hyphens) / 2:
        return
    form = Counter(match.group() for match in dashes).most_common(1)[0][0]
    for match in hyphens:
        yield Hit(Span(*match.span("span")), (form,))


def _is_for_dash(document: Document, match: "regex.Match[str]") -> bool:
    before = document.prose[match.start() - 1]
    right = match["right"] or ""
    if before.isdigit() and (not right or right[0].isdigit()):
        return False
    if (match["left"] + before).lower() in words("compound-first") or right in words("compound-second"):
        return False
    return not _is_dateline(document, match.start())


def _is_dateline(document: Document, offset: int) -> bool:
    """Tell whether a dash stands after the place at the head of a report."""
    block = document.block_at(offset)
    if block is None or offset - block.span.start > _DATELINE:
        return False
    place = regex.sub(r"\([^)]*\)", "", document.prose[block.span.start : offset])
    first = regex.match(r"\p{L}+", place)
    return first is not None and first.group().isupper() and len(first.group()) > 1


def then_title(document: Document) -> Iterator[Hit]:
    """Find "then" without a hyphen before the title of a former holder of an office."""
    for match in _THEN.finditer(document.prose):
        is_governed = _GOVERNED.search(document.prose, max(0, match.start() - 12), match.start()) is not None
        if (is_governed and match["then"] == "then") or (
            match["then"] == "Then" and document.starts_sentence(match.start()) and _has_other(document, match)
        ):
            fix = f"{match['then']}-{match['title']}"
            yield Hit(Span(match.start(), match.end("title")), (fix,))


def _has_other(document: Document, match: "regex.Match[str]") -> bool:
    """Tell whether the text gives the title to another person, who holds the office now."""
    own = set(match["name"].split())
    for other in document.memo(_holders):
        if other["title"] == match["title"] and not own & set(regex.sub(r"[’']s$", "", other["name"]).split()):
            return True
    return False


def _holders(document: Document) -> list["regex.Match[str]"]:
    return list(_HOLDER.finditer(document.prose))


DASHES = {
    "hyphen-as-dash": Check("it goes by the dashes that the text has elsewhere", hyphen_as_dash),
    "then-title": Check("it asks who else holds the title in the text", then_title),
}
