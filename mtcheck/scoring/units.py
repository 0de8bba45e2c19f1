"""Cuts the texts of a report into the units that are scored and resampled: segments, or the paragraphs of a file."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from mtcheck.core.model import Span
from mtcheck.core.report import Placed, Report, TextReport
from mtcheck.document import Document, directives

_WORD = regex.compile(r"[^\s\x1c-\x1f]++")
"""What ``str.split`` calls a word."""
_TAG = regex.compile(r"<[^<>]*+>")
_LETTER = regex.compile(r"[\p{L}\p{N}]")


@dataclass(slots=True)
class Unit:
    """A segment or paragraph: its place in the text, its words that were judged, its findings."""

    span: Span
    words: int
    findings: list[Placed] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cut:
    """A text in units, with the number of its words that no pass looked at."""

    units: tuple[Unit, ...]
    unjudged: int


def cut(text: TextReport) -> Cut:
    """Return the units of a text; a segment is one unit, as is a file without prose.

    Words count as in the report (runs between white space of the prose). Those inside addresses and the like or
    where a directive switches everything off were not judged, nor were those of the file's text that are no prose,
    such as code; of these only what holds a letter or digit counts, and tags do not.
    """
    document = Document.of(text.text, text.format)
    masked = _masked(document)
    units, unjudged = [], _hidden_words(document)
    for block in document.blocks:
        words = [match.span() for match in _WORD.finditer(document.prose, block.span.start, block.span.end)]
        judged = sum(not _touched(word, masked) for word in words) if masked else len(words)
        units.append(Unit(document.to_text(block.span), judged))
        unjudged += len(words) - judged
    if not units or text.segment is not None:
        units = [Unit(Span(0, len(text.text)), sum(unit.words for unit in units))]
    starts = [unit.span.start for unit in units]
    for placed in text.findings:
        if not placed.baselined:
            units[max(0, bisect_right(starts, placed.finding.span.start) - 1)].findings.append(placed)
    return Cut(tuple(units), unjudged)


def _masked(document: Document) -> list[Span]:
    """Return the spans of the prose in which nothing is flagged: protected, or switched off by a directive."""
    spans = list(document.protected)
    if document.comments:
        silent = [one.span for one in directives.read(document)[0] if not one.ids]
        for block in document.blocks:
            place = document.to_text(block.span)
            spans += [block.span for one in silent if one.start <= place.start and place.end <= one.end]
    return _merged(spans)


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _touched(word: tuple[int, int], spans: list[Span]) -> bool:
    """Tell whether a word shares a code point with one of the spans, which are sorted and apart."""
    index = bisect_left(spans, word[1], key=lambda span: span.start) - 1
    return index >= 0 and word[0] < spans[index].end


def _hidden_words(document: Document) -> int:
    """Count the words of the text that are not in the prose."""
    gaps = (_TAG.sub(" ", gap) for gap in _without_directives(document))
    return sum(_LETTER.search(word) is not None for gap in gaps for word in gap.split())


def _without_directives(document: Document) -> Iterator[str]:
    """Yield what lies between the pieces of prose, a line with a directive left out."""
    for gap in _gaps(document):
        if "mtcheck:" in gap:
            yield "\n".join(line for line in gap.splitlines() if "mtcheck:" not in line)
        else:
            yield gap


def _gaps(document: Document) -> Iterator[str]:
    end = 0
    for piece in document.pieces:
        if piece.text > end:
            yield document.text[end : piece.text]
        end = max(end, piece.text + piece.text_size)
    yield document.text[end:]


def troubled(report: Report) -> tuple[frozenset[tuple[str, str | None]], int]:
    """Return the texts (file, segment) that could not be checked in full, and how many could not be read at all."""
    known = {(text.file, text.segment) for text in report.texts}
    named = {(problem.file, problem.segment, problem.line) for problem in report.problems if problem.file is not None}
    everywhere = any(problem.file is None for problem in report.problems)
    partly = known if everywhere else {(file, segment) for file, segment, _ in named} & known
    return frozenset(partly), sum((file, segment) not in known for file, segment, _ in named)
