"""Marks in the XML of a story: tracked deletions and insertions, and the ends of what a comment is about.

Only the runs that a mark touches are written anew, cut where the mark begins and ends; all else stays as it stood.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from itertools import count, pairwise
from typing import NamedTuple

import regex

from mtcheck.core.model import Span
from mtcheck.input.containers.package import replaced
from mtcheck.input.containers.unit import CannotKeep
from mtcheck.input.containers.word.story import Child, Run, Story
from mtcheck.input.formats.paragraphs import BREAK

AUTHOR = "mtcheck"
_NO_TEXT = "a change reaches over something that is no text"
_UNFIT = regex.compile(r"[\x00-\x08\x0b-\x1f\n\ufffe\uffff\p{Cs}]")
_PREFIX = regex.compile(r"<([\w.-]+:)")
_ID = regex.compile(r"""\s[\w.-]+:id\s*=\s*["'](\d{1,9})["']""")


class Change(NamedTuple):
    """A stretch of a story's text and what is to stand there instead."""

    span: Span
    text: str


class Remark(NamedTuple):
    """A stretch of a story's text that a comment is about, and the comment's number."""

    span: Span
    number: int


@dataclass(frozen=True, slots=True)
class _Mark:
    """Something to put between two characters.

    Of marks at one place the lower ``order`` comes first; those below ``_OPENING`` belong to what stands before them.
    """

    at: int
    order: int
    kind: str
    value: str


_OPENING = 3


@dataclass(slots=True)
class _Work:
    """What is to be done to a story, and with which date the changes are signed."""

    date: str
    gone: list[Span] = field(default_factory=list)
    marks: list[_Mark] = field(default_factory=list)


def marked(story: Story, changes: Iterable[Change], remarks: Iterable[Remark], date: str) -> str:
    """Return the XML of a story with changes tracked and stretches marked for comments; ``date`` is ISO 8601, in UTC.

    Raises:
        CannotKeep: a change reaches over a paragraph's end or over something that is no text, or does not fit in XML.
    """
    all_runs = [run for paragraph in story.paragraphs for run in paragraph.runs if len(run.span)]
    runs = [run for run in all_runs if run.head]
    work = _Work(date)
    for change in changes:
        _plan(story, runs, change, work)
    if any(run.span.overlaps(span) for run in all_runs if not run.head for span in work.gone):
        raise CannotKeep(_NO_TEXT)
    for remark in remarks:
        order = 0 if len(remark.span) == 0 else _OPENING
        work.marks.append(_Mark(remark.span.start, order, "start", str(remark.number)))
        work.marks.append(_Mark(remark.span.end, 2, "end", str(remark.number)))
    by_run: dict[int, list[_Mark]] = defaultdict(list)
    for mark in sorted(work.marks, key=lambda one: (one.at, one.order)):
        by_run[_run_for(runs, mark)].append(mark)
    return _rewritten(story, runs, by_run, work)


def _plan(story: Story, runs: list[Run], change: Change, work: _Work) -> None:
    """Add a change to the work: what goes, and where the new text comes."""
    span = change.span
    if "\n" in span.of(story.text) or _UNFIT.search(change.text):
        raise CannotKeep(f"a change of {span.of(story.text)!r} does not fit into one paragraph")
    if len(span):
        work.gone.append(span)
    if change.text:
        first = next((run for run in runs if run.span.start <= span.start < run.span.end), None)
        at = span.end if first is None else min(span.end, first.span.end)
        work.marks.append(_Mark(at if len(span) else span.start, 1, "new", change.text))


def _run_for(runs: list[Run], mark: _Mark) -> int:
    """Return the index of the run that carries a mark: the one before it, or after it for an opening."""
    if not runs:
        raise CannotKeep("there is no text to put a mark at")
    before = [index for index, run in enumerate(runs) if run.span.start < mark.at <= run.span.end]
    after = [index for index, run in enumerate(runs) if run.span.start <= mark.at < run.span.end]
    found = after or before if mark.order >= _OPENING else before or after
    if found:
        return found[0]
    if mark.kind == "new":
        raise CannotKeep("an insertion where there is no text")
    return min(range(len(runs)), key=lambda index: abs(runs[index].span.start - mark.at))


def _rewritten(story: Story, runs: list[Run], by_run: dict[int, list[_Mark]], work: _Work) -> str:
    pieces: dict[Span, str] = {}
    numbers = count(max((int(number) for number in _ID.findall(story.xml)), default=0) + 1)
    touched = [
        (run, by_run.get(index, []))
        for index, run in enumerate(runs)
        if index in by_run or any(run.span.overlaps(span) for span in work.gone)
    ]
    for run, marks in sorted(touched, key=lambda one: len(one[0].xml)):  # a text box before the run that holds it
        pieces[run.xml] = _Writing(story.xml, run, pieces, (work, numbers)).written(marks)
    return replaced(story.xml, pieces)


class _Writing:
    """The writing of one run anew."""

    def __init__(self, xml: str, run: Run, pieces: dict[Span, str], rest: "tuple[_Work, count[int]]") -> None:
        self.xml, self.run, self.pieces = xml, run, pieces
        self.work, self.numbers = rest
        prefix = _PREFIX.match(run.head)
        if prefix is None:
            raise CannotKeep("its text elements have no prefix")
        self.prefix = prefix[1]
        self.out: list[str] = []
        self.group: list[str] = []
        self.deleting = False

    def written(self, marks: list[_Mark]) -> str:
        """Return the XML that takes the run's place."""
        left = list(marks)
        bounds = {mark.at for mark in marks} | {edge for span in self.work.gone for edge in (span.start, span.end)}
        for child in self.run.children:
            for low, high in _cut(child, bounds):
                left = self._put(left, low, before=True)
                self._add(child, low, high)
                left = self._put(left, high, before=False)
        for mark in left:
            self._mark(mark)
        self._close()
        return "".join(self.out)

    def _put(self, marks: list[_Mark], at: int, *, before: bool) -> list[_Mark]:
        """Write the marks that stand at an offset (after a character: those that belong to it); return the others."""
        due = [mark for mark in marks if mark.at < at or (mark.at == at and (before or mark.order < _OPENING))]
        for mark in due:
            self._mark(mark)
        return marks[len(due) :]

    def _add(self, child: Child, low: int, high: int) -> None:
        """Add a stretch of a child to the group of those that stay or go with it."""
        gone = low < high and any(span.start <= low and high <= span.end for span in self.work.gone)
        if gone and not child.editable:
            raise CannotKeep(_NO_TEXT)
        if low < high and gone != self.deleting:
            self._close()
            self.deleting = gone
        whole = high - low == len(child.text or "")
        if child.name == "t" and (gone or not whole):
            words = (child.text or "")[low - child.start : high - child.start]
            self.group.append(self._words(words, "delText" if gone else "t"))
        else:
            self.group.append(self._carried(child.xml))

    def _carried(self, span: Span) -> str:
        """Return a child as it stands, with what was written anew inside it."""
        inner = {one: text for one, text in self.pieces.items() if span.start <= one.start and one.end <= span.end}
        for one in inner:
            del self.pieces[one]
        moved = {Span(one.start - span.start, one.end - span.start): text for one, text in inner.items()}
        return replaced(span.of(self.xml), moved)

    def _close(self) -> None:
        if self.group:
            run = self._wrapped(self.group)
            self.out.append(self._revision("del", run) if self.deleting else run)
        self.group, self.deleting = [], False

    def _wrapped(self, content: list[str]) -> str:
        return f"{self.run.head}{self.run.look}{''.join(content)}</{self.prefix}r>"

    def _mark(self, mark: _Mark) -> None:
        self._close()
        p = self.prefix
        if mark.kind == "start":
            self.out.append(f'<{p}commentRangeStart {p}id="{mark.value}"/>')
        elif mark.kind == "end":
            self.out.append(f'<{p}commentRangeEnd {p}id="{mark.value}"/>')
            self.out.append(f'<{p}r><{p}commentReference {p}id="{mark.value}"/></{p}r>')
        else:
            new = self._revision("ins", self._wrapped(self._characters(mark.value)))
            holder = self.run.holder
            self.out.append(f"</{p}ins>{new}{holder}" if holder else new)

    def _characters(self, text: str) -> list[str]:
        elements = {"\t": f"<{self.prefix}tab/>", BREAK: f"<{self.prefix}br/>"}
        parts = regex.findall(rf"[\t{BREAK}]|[^\t{BREAK}]+", text)
        return [elements.get(part) or self._words(part, "t") for part in parts]

    def _words(self, text: str, name: str) -> str:
        p = self.prefix
        return f'<{p}{name} xml:space="preserve">{escape(text, quote=False)}</{p}{name}>'

    def _revision(self, name: str, content: str) -> str:
        p = self.prefix
        signed = f'{p}id="{next(self.numbers)}" {p}author="{AUTHOR}" {p}date="{self.work.date}"'
        return f"<{p}{name} {signed}>{content}</{p}{name}>"


def _cut(child: Child, bounds: set[int]) -> list[tuple[int, int]]:
    """Return the stretches of a child's text between bounds; of one without text an empty one."""
    end = child.start + len(child.text or "")
    edges = [child.start, *sorted(edge for edge in bounds if child.start < edge < end), end]
    return list(pairwise(edges)) if end > child.start else [(child.start, child.start)]
