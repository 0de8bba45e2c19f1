"""Machine output beside what a person wrote: an edit that brings a sentence nearer to that is right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Self

from mtcheck.core.model import Span

_TOGETHER = 4
"""Sentences that make a paragraph."""


@dataclass(frozen=True)
class Pair:
    """A sentence of machine output at a place of a text, and what a person wrote."""

    place: Span
    machine: str
    person: str

    @cached_property
    def distance(self) -> int:
        """How many words must be put in, left out or exchanged."""
        return distance(self.machine.split(), self._wanted)

    @cached_property
    def _wanted(self) -> list[str]:
        return self.person.split()

    @cached_property
    def _shared(self) -> frozenset[int]:
        """The numbers of the words that stand in the person's sentence, too."""
        found = SequenceMatcher(None, self.machine.split(), self._wanted, autojunk=False)
        return frozenset(at + step for at, _, size in found.get_matching_blocks() for step in range(size))

    def agrees(self, span: Span, text: str) -> bool | None:
        """Tell whether an edit is right; None where the sentences differ anyway, so that nobody can tell."""
        start, end = span.start - self.place.start, span.end - self.place.start
        edited = self.machine[:start] + text + self.machine[end:]
        if distance(edited.split(), self._wanted) < self.distance:
            return True
        before = self.machine[:start]
        first, last = len(before.split()), len(self.machine[:end].split())
        whole = start < end and not self.machine[start].isspace()
        touched = range(first if whole else max(0, first - 1), max(first + 1, last))
        return False if all(word in self._shared for word in touched) else None


@dataclass(frozen=True)
class Paired:
    """A text of machine output, with its sentences."""

    text: str
    pairs: Sequence[Pair]

    @classmethod
    def of(cls, sentences: Iterable[tuple[str, str]]) -> Self:
        """Put sentences, each with what a person wrote, together to a text of short paragraphs."""
        text, pairs = "", []
        for number, (written, person) in enumerate(sentences):
            machine = written.strip()
            if number:
                text += " " if number % _TOGETHER else "\n\n"
            pairs.append(Pair(Span(len(text), len(text) + len(machine)), machine, person))
            text += machine
        return cls(text, pairs)

    def agrees(self, span: Span, text: str) -> bool | None:
        """Tell whether an edit is right; None where nobody can tell, as in one of two sentences."""
        pair = next((one for one in self.pairs if one.place.start <= span.start and span.end <= one.place.end), None)
        return pair.agrees(span, text) if pair else None


def distance(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words must be put in, left out or exchanged to make the one the other."""
    row = list(range(len(other) + 1))
    for at, first in enumerate(one, 1):
        new = [at]
        for index, second in enumerate(other, 1):
            new.append(min(row[index] + 1, new[-1] + 1, row[index - 1] + (first != second)))
        row = new
    return row[-1]
