"""A name that has lost the honorific the text gives it elsewhere."""

from collections.abc import Iterator

import regex

from mtcheck.checks.check import Check
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lists import words

_NAMED = STORE.pattern(
    r"(?<![\p{L}\p{N}-])(?<honorific>(?:Mr|Mrs|Ms)\.?)[ \u00a0]"
    r"(?<name>(?:(?:al-|el-|de |da |van |von |bin )*+)\p{Lu}[\p{L}’-]{2,30})(?!['’-]?\p{L}| \p{Lu})"
)
_AROUND = STORE.pattern(r"(?:\p{Lu}[\p{L}.’-]*|-|/|\d)[ \u00a0]?$")


def honorific_missing(document: Document) -> Iterator[Hit]:
    """Find the one place outside quotations where a surname stands without the Mr. or Ms. it has had before."""
    prose = document.prose
    honorifics: dict[str, set[str]] = {}
    first: dict[str, int] = {}
    for match in _NAMED.finditer(prose):
        if not document.quotes.inside(match.start()):
            name = match["name"].rstrip("’-")
            honorifics.setdefault(name, set()).add(match["honorific"])
            first.setdefault(name, match.end())
    for name, seen in list(honorifics.items())[:50]:
        if len(_first_names(document, name)) != 1:
            continue
        bare = [at for at in _bare(document, name) if at > first[name]]
        if len(seen) == 1 and len(bare) == 1:
            yield Hit(Span(bare[0], bare[0] + len(name)), (f"{min(seen)} {name}",), {"name": f"{min(seen)} {name}"})


def _first_names(document: Document, name: str) -> set[str]:
    """Return the words with a capital before a surname, but for those that owe it to the start of a sentence."""
    found = set()
    for match in regex.finditer(rf"\b(?<first>\p{{Lu}}\p{{Ll}}+) {regex.escape(name)}\b", document.prose):
        block = document.block_at(match.start())
        opens = document.starts_sentence(match.start()) and block is not None and match.start() > block.span.start
        if not opens or match["first"] in _listed():
            found.add(match["first"])
    return found - {word.capitalize() for word in words("function-words")}


def _listed() -> frozenset[str]:
    return words("men-names") | words("women-names")


def _bare(document: Document, name: str) -> Iterator[int]:
    prose = document.prose
    after = r"(?![\p{L}\p{N}’'-]| \p{Lu}| (?:family|campaign|administration|government|case|trial|foundation)\b)"
    for match in regex.finditer(rf"(?<![\p{{L}}\p{{N}}’'-]){regex.escape(name)}{after}", prose):
        block = document.block_at(match.start())
        if block is None or block.kind != "paragraph" or document.quotes.inside(match.start()):
            continue
        before = prose[max(block.span.start, match.start() - 40) : match.start()]
        if not before or not (_AROUND.search(before) or before.endswith(("the ", "The ", " a ", "every "))):
            yield match.start()


HONORIFICS = {"honorific-missing": Check("it counts how the text calls each person", honorific_missing)}
