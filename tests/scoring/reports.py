"""Reports made by hand."""

from mtcheck.core.model import Finding, Severity, Span
from mtcheck.core.report import Placed, Report, TextReport


def placed(text, start, end, severity=Severity.MINOR, category="fluency/grammar", rule="pack.rule", baselined=False):
    finding = Finding(Span(start, end), rule, "rules", "A message.", severity, category)
    line = text.count("\n", 0, start) + 1
    return Placed(finding, line, start - text.rfind("\n", 0, start), text[start:end], f"{rule}{start}", baselined)


def text_report(text, *findings, file="a.txt", segment=None, kind="plain"):
    return TextReport(file, segment, text, len(text.split()), findings, kind)


def report(*texts, problems=(), origins=None):
    return Report(tuple(texts), tuple(problems), "mtcheck|sig", origins=origins or {})
