"""Reports for the tests of the page: one with everything awkward in it, others made by real checks."""

from mtcheck.core.model import Finding, Severity, Span
from mtcheck.core.report import Placed, Report, TextReport
from mtcheck.core.settings import Config
from mtcheck.input import reading
from mtcheck.input.file_forms import with_forms
from mtcheck.run.whole import run

TEXT = "A 😀 first <script>alert(1)</script> line. of text\r\nsecond line to to end\n& “quoted ”"


def placed(
    text, start, end, *options, rule="seams.x", severity=Severity.MAJOR, category="fluency/punctuation", safe=False
):
    message = f"<img src=x onerror=alert(2)> {rule}"
    finding = Finding(Span(start, end), rule, "rules", message, severity, category, options, safe)
    return Placed(finding, text.count("\n", 0, start) + 1, 1, text[start:end], f"key{start}")


def at(part):
    return TEXT.index(part)


FOUND = (
    placed(TEXT, at(" of") - 1, at(" of"), "", safe=True),
    placed(
        TEXT,
        at("to to"),
        at("to to") + 5,
        "to",
        "</script>too",
        rule="repetition.y",
        severity=Severity.MINOR,
        category="fluency/duplication",
    ),
    placed(TEXT, at("& "), at("& "), "And ", rule="seams.z"),
    placed(TEXT, at(" ”"), at(" ”") + 2, rule="quotes.q", severity=Severity.CRITICAL),
)
NAME = "a<b>&'\".txt"
REPORT = Report((TextReport(NAME, None, TEXT, 12, FOUND),), (), "mtcheck|<b>", {"seams.x": "<b>why</b>"})


def checked(paths, **settings):
    """Return the report of files, with their forms, as ``mtcheck check --format html`` makes it."""
    config = Config(grammar="off", **settings)
    return with_forms(run(reading.texts(map(str, paths), config), config), config)
