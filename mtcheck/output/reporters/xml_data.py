"""The report as XML for CI servers: JUnit (a test case a file) and Checkstyle."""

from collections.abc import Iterator
from itertools import groupby
from xml.etree import ElementTree as ET

import regex

from mtcheck.core.counted import counted
from mtcheck.core.model import Severity
from mtcheck.core.report import Look, Placed, Report

_FORBIDDEN = regex.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CHECKSTYLE = {Severity.CRITICAL: "error", Severity.MAJOR: "error", Severity.MINOR: "warning", Severity.NEUTRAL: "info"}


def render_junit(report: Report, look: Look) -> str:  # noqa: ARG001
    """Return a test suite: a file with findings is a failed case, what could not be checked an error."""
    suite = ET.Element("testsuite", name="mtcheck")
    properties = ET.SubElement(suite, "properties")
    ET.SubElement(properties, "property", name="signature", value=_clean(report.signature))
    failures = 0
    for file, found in _by_file(report):
        case = ET.SubElement(suite, "testcase", classname="mtcheck", name=_clean(file))
        if found:
            failures += 1
            failure = ET.SubElement(case, "failure", message=counted(len(found), "finding"), type="fluency")
            failure.text = _clean("\n".join(_line(placed) for placed in found))
    for problem in report.problems:
        case = ET.SubElement(suite, "testcase", classname="mtcheck", name=_clean(problem.file or "mtcheck"))
        ET.SubElement(case, "error", message=_clean(problem.message), type="not checked")
    suite.attrib |= {"tests": str(len(suite) - 1), "failures": str(failures), "errors": str(len(report.problems))}
    suites = ET.Element("testsuites")
    suites.append(suite)
    return _written(suites)


def render_checkstyle(report: Report, look: Look) -> str:  # noqa: ARG001
    """Return a Checkstyle report."""
    root = ET.Element("checkstyle", version="4.3")
    for file, found in _by_file(report):
        element = ET.SubElement(root, "file", name=_clean(file))
        for placed in found:
            ET.SubElement(
                element,
                "error",
                line=str(placed.line),
                column=str(placed.column),
                severity=_CHECKSTYLE[placed.finding.severity],
                message=_clean(f"“{placed.text}”: {placed.finding.message}"),
                source=f"mtcheck.{placed.finding.rule}",
            )
    for problem in report.problems:
        element = ET.SubElement(root, "file", name=_clean(problem.file or "mtcheck"))
        line = str(problem.line or 1)
        ET.SubElement(element, "error", line=line, severity="error", message=_clean(problem.message), source="mtcheck")
    return _written(root)


def _by_file(report: Report) -> Iterator[tuple[str, list[Placed]]]:
    for file, texts in groupby(report.texts, key=lambda text: text.file):
        yield file, [placed for text in texts for placed in text.findings if not placed.baselined]


def _line(placed: Placed) -> str:
    one = placed.finding
    return f"{placed.line}:{placed.column} {one.severity.label} {one.rule} “{placed.text}”: {one.message}"


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def _written(root: ET.Element) -> str:
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
