"""``mtcheck fix --interactive``: shows each finding and asks what shall become of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import click

from mtcheck.cli.say import draw, say
from mtcheck.core.model import Finding, Span
from mtcheck.core.report import Look, Placed, TextReport
from mtcheck.core.visible import visible
from mtcheck.output import harmless
from mtcheck.output.change import words_at
from mtcheck.output.reporters.terminal import single

Pick = tuple[Span, str]

_HELP = """y  apply the first proposal (or 1, 2, 3 for another)
n  leave it as it is
e  write other words
a  apply this and all that follow
q  ask no more; what was accepted is applied
"""


@dataclass(slots=True)
class Asker:
    """Asks about the findings of one text after the other; remembers *all* and *quit*."""

    look: Look
    all: bool = False
    over: bool = False
    _taken: list[Span] = field(default_factory=list)

    def choose(self, report: TextReport) -> list[Pick]:
        """Return what a person wants to have replaced, and by what; no two overlap."""
        self._taken = []
        picks = []
        fixable = [placed for placed in report.findings if placed.finding.fixes]
        for number, placed in enumerate(fixable, 1):
            if self.over:
                break
            pick = self._pick(report, placed, f"{number}/{len(fixable)}")
            if pick is not None:
                self._taken.append(pick[0])
                picks.append(pick)
        return picks

    def _pick(self, report: TextReport, placed: Placed, count: str) -> Pick | None:
        finding = placed.finding
        first = (finding.span, finding.fixes[0])
        if self._is_taken(finding.span):
            say(f"{placed.line}:{placed.column}: these words were changed just now; run mtcheck fix again")
            return None
        if self.all:
            return first
        draw(single(report, placed, self.look))
        answer = self._answer(finding.fixes, f"{report.file} {count}: apply?")
        if answer == "e":
            return self._edited(report.text, finding)
        if answer in {"a", "q"}:
            self.all, self.over = answer == "a", answer == "q"
        if answer.isdigit():
            return finding.span, finding.fixes[int(answer) - 1]
        return first if answer in {"a", "y"} else None

    def _answer(self, fixes: Sequence[str], question: str) -> str:
        others = [str(number) for number in range(1, min(len(fixes), 9) + 1)] if len(fixes) > 1 else []
        known = ["y", *others, "n", "e", "a", "q"]
        while True:
            given = (
                str(click.prompt(f"{harmless.people(visible(question))} [{','.join(known)},?]", prompt_suffix=" "))
                .strip()
                .lower()
            )
            for one in known:
                if given == one or (given and one.isalpha() and _WORDS[one] == given):
                    return one
            say(_HELP, end="")

    def _edited(self, text: str, finding: Finding) -> Pick | None:
        low, high = words_at(text, finding.span)
        span = Span(low, high)
        if self._is_taken(span):
            span = finding.span
        proposed = text[span.start : finding.span.start] + finding.fixes[0] + text[finding.span.end : span.end]
        old = visible(span.of(text))
        words = str(click.prompt(f"new words for “{old}” (- to delete them)", default=proposed))
        return span, "" if words == "-" else words

    def _is_taken(self, span: Span) -> bool:
        return any(span.overlaps(other) for other in self._taken)


_WORDS = {"y": "yes", "n": "no", "e": "edit", "a": "all", "q": "quit"}
