"""Suppression from inside the text, in comments; whatever follows ``--`` is the reason.

``mtcheck: off [ids]`` and ``on [ids]`` enclose a stretch, ``ignore ids`` stands before a paragraph,
``ignore-line [ids]`` in the line that it is about and ``ignore-next-line [ids]`` in the one before.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from mtcheck.core.model import Finding, Span
from mtcheck.document import Document


@dataclass(slots=True)
class Suppression:
    """A stretch of the source text in which some rules, or all, are silent."""

    span: Span
    ids: tuple[str, ...]
    line: int
    used: bool = field(default=False)

    def covers(self, place: Span, rule: str) -> bool:
        """Tell whether a finding at a place is silenced, and remember that it was."""
        hit = self.span.start <= place.start <= self.span.end and (
            not self.ids or any(rule == name or rule.startswith(name + ".") for name in self.ids)
        )
        self.used = self.used or hit
        return hit


def read(document: Document) -> tuple[list[Suppression], list[tuple[int, str]]]:
    """Return the suppressions of a document and its unreadable directives as (line, words)."""
    found: list[Suppression] = []
    broken: list[tuple[int, str]] = []
    opened: dict[tuple[str, ...], tuple[int, int]] = {}
    for offset, words in document.comments:
        line = document.position(offset)[0]
        verb, ids = _parse(words)
        if verb == "off":
            opened.setdefault(ids, (offset, line))
        elif verb == "on":
            found.extend(_closed(opened, ids, offset))
        elif verb == "ignore" and ids:
            found.append(Suppression(_next_block(document, offset), ids, line))
        elif verb in _LINES:
            found.append(Suppression(_line(document.text, offset, _LINES[verb]), ids, line))
        else:
            broken.append((line, words))
    found.extend(_closed(opened, (), len(document.text)))
    return found, broken


def _parse(words: str) -> tuple[str, tuple[str, ...]]:
    body = words.partition("--")[0].replace(",", " ").split()
    return (body[0].lower() if body else "", tuple(sorted(body[1:])))


def _closed(opened: dict[tuple[str, ...], tuple[int, int]], ids: tuple[str, ...], end: int) -> Iterator[Suppression]:
    for key in [key for key in opened if not ids or key == ids]:
        start, line = opened.pop(key)
        yield Suppression(Span(start, max(start, end)), key, line)


_LINES = {"ignore-line": 0, "ignore-next-line": 1}
"""Directive → how many lines further on the line is that it is about."""


def _line(text: str, offset: int, further: int) -> Span:
    """Return a line of the text, as lines end in the file."""
    start = text.rfind("\n", 0, offset) + 1
    for _ in range(further):
        start = text.find("\n", start) + 1 or len(text)
    end = text.find("\n", start)
    return Span(start, len(text) if end < 0 else end)


def _next_block(document: Document, offset: int) -> Span:
    for block in document.blocks:
        place = document.to_text(block.span)
        if place.end > offset:
            return place
    return Span(offset, offset)


def silenced(finding: Finding, place: Span, suppressions: list[Suppression]) -> bool:
    """Tell whether a directive silences a finding; every directive that does counts as used."""
    covering = [suppression for suppression in suppressions if suppression.covers(place, finding.rule)]
    return bool(covering)
