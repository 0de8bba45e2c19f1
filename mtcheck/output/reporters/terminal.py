"""The report for a person at a terminal: what was found, the gravest first, each with its reason, place and fix."""

import io
from collections.abc import Callable, Iterator
from itertools import groupby

from rich.console import Console
from rich.text import Text

from mtcheck.core.counted import counted
from mtcheck.core.model import Finding, Problem, Severity
from mtcheck.core.report import Look, Placed, Report, TextReport
from mtcheck.core.visible import visible
from mtcheck.output import statistics
from mtcheck.output.change import change
from mtcheck.output.excerpt import excerpt
from mtcheck.output.reporters.figures_text import against_lines, profile_lines, score_lines, segment_lines
from mtcheck.output.written import written

SEVERITY_STYLES = {
    Severity.CRITICAL: "bold magenta",
    Severity.MAJOR: "red",
    Severity.MINOR: "yellow",
    Severity.NEUTRAL: "cyan",
}
_LEAST_WIDTH = 40
_MOST_FIXES = 3
_INDENT = 4
_QUIET = ("findings", "problems")

Found = tuple[TextReport, Placed]


def render(report: Report, look: Look) -> str:
    """Return the report, or the part of it that is asked for."""
    return _Page(look).drawn(report)


def single(text: TextReport, placed: Placed, look: Look) -> str:
    """Return one finding as the report shows it."""
    page = _Page(look)
    page.finding(text, placed)
    return page.text()


class _Page:
    """Draws a report with rich, so wide; words of ours go through ``own``, those of texts through ``visible``."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.width = max(_LEAST_WIDTH, look.width)
        self.console = Console(
            file=io.StringIO(),
            width=self.width,
            force_terminal=look.colour,
            color_system="standard" if look.colour else None,
            no_color=False,
            legacy_windows=False,
        )
        self.more = self.own("…")

    def own(self, words: str) -> str:
        """Return words of ours as the terminal can write them."""
        return written(words, self.look.encoding)

    def drawn(self, report: Report) -> str:
        """Return the parts in order: the counts, the findings, what was not checked, what to do."""
        shown = self.look.part
        if shown not in _QUIET:
            self.say(Text(_counts(report), "bold"))
        if shown == "statistics":
            for line in statistics.lines(report):
                self.say(Text(line))
        elif shown in {"all", "findings"}:
            self._findings(report)
        for problem in report.problems:
            self._problem(problem)
        if shown not in _QUIET:
            self._end(report)
        return self.text()

    def text(self) -> str:
        """Return what was printed."""
        out = self.console.file
        return out.getvalue() if isinstance(out, io.StringIO) else ""

    def say(self, line: Text) -> None:
        """Print a line that the terminal may break as it likes, so that it can be searched for whole."""
        self.console.print(line, soft_wrap=True, highlight=False)

    def put(self, line: Text, indent: int, further: int) -> None:
        """Print words, broken where the page ends; the first line is indented so far, the others ``further``."""
        for number, part in enumerate(line.wrap(self.console, self.width - max(indent, further), overflow="fold")):
            part.rstrip()
            space = " " * (further if number else indent)
            self.say(Text(space) + part)

    def _findings(self, report: Report) -> None:
        found = [(text, placed) for text in report.texts for placed in text.findings if not placed.baselined]
        if self.look.order == "worst":
            found.sort(key=lambda one: -one[1].finding.severity)
        for file, group in groupby(found, key=lambda one: one[0].file):
            if self.look.part != "findings":
                self.say(Text())
            self.say(Text(visible(file), "bold underline"))
            for one in group:
                self.finding(*one)
        if found and self.look.part != "findings":
            self.say(Text())

    def finding(self, text: TextReport, placed: Placed) -> None:
        """Print a finding: place, severity, reason, rule, the words it is about, what to do."""
        finding = placed.finding
        where = f"{placed.line}:{placed.column}"
        if text.segment is not None:
            where = f"{visible(text.segment)} ({where})"
        rules = ", ".join(map(visible, (finding.rule, *finding.also)))
        style = SEVERITY_STYLES[finding.severity]
        line = Text.assemble(
            (where, "bold"), " ", (finding.severity.label, style), ": ", self.own(visible(finding.message)), " "
        )
        self.put(line.append(f"[{rules}]", "dim"), 2, _INDENT)
        if text.text:
            self._excerpt(text.text, finding, style)
        if finding.fixes:
            self._fixes(text.text, finding)

    def _excerpt(self, text: str, finding: Finding, style: str) -> None:
        room = self.width - _INDENT
        space = " " * _INDENT
        for line, carets in excerpt(text, finding.span, room, self.more).rows(self.console, room):
            self.say(Text(space) + line)
            if carets and not (self.look.colour and finding.span.of(text).strip()):  # colour marks what is not empty
                self.say(Text.assemble(space, (carets, style)))

    def _fixes(self, text: str, finding: Finding) -> None:
        before, afters = change(text, finding.span, finding.fixes[:_MOST_FIXES])
        line = Text.assemble(("fix" if finding.safe else "suggest", "green"), ": ")
        self.put(line + changed(before, afters, self.own), _INDENT, _INDENT + 2)

    def _problem(self, problem: Problem) -> None:
        where = problem.where
        if problem.segment is not None:
            where += f" ({problem.segment})"
        line = Text.assemble(("not checked", "bold red"), f" {visible(where)}" if where else "", ": ")
        self.say(line.append(self.own(visible(problem.message))))

    def _end(self, report: Report) -> None:
        if report.problems:
            self.say(Text(f"{counted(len(report.problems), 'problem')}: not all was checked", "bold red"))
        figures = list(_figures(report))
        for line in figures:
            self.say(Text(self.own(visible(line))))
        for note in report.notes:
            self.say(Text(self.own(f"note: {visible(note)}"), "dim"))
        if figures or self.look.part == "statistics":
            self.say(Text(f"signature: {visible(report.signature)}", "dim"))
        if closing := _closing([placed.finding for placed in report.fresh()]):
            self.say(Text(closing, "bold"))


def changed(before: str, afters: list[str], say: Callable[[str], str] = str) -> Text:
    """Return what is changed and what becomes of it; a deletion says so. ``say`` writes our own marks."""
    if afters == [""]:
        return Text.assemble(f"delete {say('“')}", (visible(before), "red"), say("”"))
    line = Text.assemble((visible(before), "red"), f" {say('→')} ") if before else Text()
    shown = [Text(visible(after), "green") if after else Text("(delete)", "green") for after in afters]
    return line + Text(" | ").join(shown)


def _counts(report: Report) -> str:
    counts = report.by_severity()
    size = f"{counted(report.words, 'word')} in {counted(report.files, 'file')}"
    if known := report.baselined():
        size += f"; {known} known in the baseline"
    if not counts:
        found = "No findings in what could be checked" if report.problems else "No findings"
        return f"{found}; {size}"
    parts = ", ".join(f"{counts[one]} {one.label}" for one in reversed(Severity) if counts[one])
    total = counted(sum(counts.values()), "finding")
    return f"{total} ({parts}), {report.per_thousand():.1f} per 1,000 words; {size}"


def _closing(findings: list[Finding]) -> str:
    """Return how many findings can be fixed unasked, and how many a person has to look at."""
    fixable = sum(one.safe and bool(one.fixes) for one in findings)
    rest = len(findings) - fixable
    parts = []
    if fixable:
        parts.append(f"{fixable:,} can be fixed with `mtcheck fix`")
    if rest:
        parts.append(f"{rest:,} {'wants' if rest == 1 else 'want'} a look")
    return ", ".join(parts)


def _figures(report: Report) -> Iterator[str]:
    if report.score is not None:
        yield from score_lines(report.score)
        if report.segments:
            yield from segment_lines(report.segments)
    if report.against is not None:
        yield from against_lines(report.against)
    if report.profile is not None:
        yield from profile_lines(report.profile)
