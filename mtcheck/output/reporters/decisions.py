"""The findings as a file of decisions for ``mtcheck fix --decisions``: safe fixes accepted, all others open."""

from collections import Counter
from pathlib import PurePath

from mtcheck.core.decisions import AROUND, Decision, Decisions, write
from mtcheck.core.report import Look, Placed, Report, TextReport


def render(report: Report, look: Look) -> str:  # noqa: ARG001
    """Return the file; a person or a script goes through it and sets each verdict to accept or reject."""
    files: dict[str, list[Decision]] = {}
    nth: Counter[tuple[str, str]] = Counter()
    for text in report.texts:
        for placed in text.findings:
            if not placed.baselined:
                key = text.key(placed)
                nth[text.file, key] += 1
                entries = files.setdefault(PurePath(text.file).as_posix(), [])
                entries.append(_decision(text, placed, nth[text.file, key]))
    return write(Decisions(files=files))


def _decision(text: TextReport, placed: Placed, nth: int) -> Decision:
    one = placed.finding
    return Decision(
        key=text.key(placed),
        rule=one.rule,
        start=one.span.start,
        end=one.span.end,
        text=placed.text,
        before=text.text[max(0, one.span.start - AROUND) : one.span.start],
        after=text.text[one.span.end : one.span.end + AROUND],
        verdict="accept" if one.safe and one.fixes else "open",
        fix=one.fixes[0] if one.fixes else None,
        segment=text.segment,
        nth=nth,
    )
