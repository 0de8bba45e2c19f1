"""Marks in the XML of a story: tracked deletions and insertions, and the ends of what a comment is about.

Only the runs that a mark touches are written anew, cut where the mark begins and ends; all else stays as it stood.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
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


class _Runs:
    """The runs of a story that hold text, in its order, and what is to be done to each, by its index."""

    def __init__(self, story: Story, date: str) -> None:
        found = [run for paragraph in story.paragraphs for run in paragraph.runs if len(run.span)]
        self.text, self.date = story.text, date
        self.runs = [run for run in found if run.head]
        self.others = [run.span for run in found if not run.head]
        spans = [run.span for run in self.runs]
        self.starts, self.ends = [span.start for span in spans], [span.end for span in spans]
        self.marks: dict[int, list[_Mark]] = defaultdict(list)
        self.gone: dict[int, list[Span]] = defaultdict(list)

    def change(self, change: Change) -> None:
        """Plan a change: what goes, and where the new text comes."""
        span = change.span
        if "\n" in span.of(self.text) or _UNFIT.search(change.text):
            raise CannotKeep(f"a change of {span.of(self.text)!r} does not fit into one paragraph")
        if len(span) and any(span.overlaps(other) for other in self.others):
            raise CannotKeep(_NO_TEXT)
        first = index = max(0, bisect_right(self.starts, span.start) - 1)
        while len(span) and index < len(self.runs) and self.starts[index] < span.end:
            self.gone[index].append(span)
            index += 1
        if change.text:
            at = min(span.end, self.ends[first]) if len(span) and self.runs else span.start
            self.mark(_Mark(at, 1, "new", change.text))

    def remark(self, remark: Remark) -> None:
        """Plan the ends of what a comment is about."""
        order = _OPENING if len(remark.span) else 0
        self.mark(_Mark(remark.span.start, order, "start", str(remark.number)))
        self.mark(_Mark(remark.span.end, 2, "end", str(remark.number)))

    def mark(self, mark: _Mark) -> None:
        """Give a mark to the run before it, or to the one after it if it opens."""
        if not self.runs:
            raise CannotKeep("there is no text to put a mark at")
        last = max(0, bisect_right(self.starts, mark.at) - 1)
        before = max(0, bisect_left(self.starts, mark.at) - 1)
        touching = {index for index in (before, last) if self.starts[index] <= mark.at <= self.ends[index]}
        if not touching and mark.kind == "new":
            raise CannotKeep("an insertion where there is no text")
        wanted = max if mark.order >= _OPENING else min
        self.marks[wanted(touching) if touching else last].append(mark)


def marked(story: Story, changes: Iterable[Change], remarks: Iterable[Remark], date: str) -> str:
    """Return the XML of a story with changes tracked and stretches marked for comments; ``date`` is ISO 8601, in UTC.

    Raises:
        CannotKeep: a change reaches over a paragraph's end or over something that is no text, or does not fit in XML.
    """
    runs = _Runs(story, date)
    for change in changes:
        runs.change(change)
    for remark in remarks:
        runs.remark(remark)
    pieces: dict[Span, str] = {}
    numbers = count(max((int(number) for number in _ID.findall(story.xml)), default=0) + 1)
    touched = sorted(runs.marks.keys() | runs.gone.keys(), key=lambda index: len(runs.runs[index].xml))
    for index in touched:  # a text box comes before the run that holds it, since it is shorter
        run = runs.runs[index]
        pieces[run.xml] = _Writing(story.xml, run, pieces, _Work(date, numbers, runs.gone[index])).written(
            sorted(runs.marks[index], key=lambda one: (one.at, one.order))
        )
    return replaced(story.xml, pieces)


class _Work(NamedTuple):
    """How a run is written: the date of its changes, their numbers, what of the story's text goes."""

    date: str
    numbers: "count[int]"
    gone: list[Span]


class _Writing:
    """The writing of one run anew."""

    def __init__(self, xml: str, run: Run, pieces: dict[Span, str], work: _Work) -> None:
        self.xml, self.run, self.pieces, self.work = xml, run, pieces, work
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
            self.group.append(child.xml.of(self.xml) if child.name == "t" else self._carried(child.xml))

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
        signed = f'{p}id="{next(self.work.numbers)}" {p}author="{AUTHOR}" {p}date="{self.work.date}"'
        return f"<{p}{name} {signed}>{content}</{p}{name}>"


def _cut(child: Child, bounds: set[int]) -> list[tuple[int, int]]:
    """Return the stretches of a child's text between bounds; of one without text an empty one."""
    end = child.start + len(child.text or "")
    edges = [child.start, *sorted(edge for edge in bounds if child.start < edge < end), end]
    return list(pairwise(edges)) if end > child.start else [(child.start, child.start)]
