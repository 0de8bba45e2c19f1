"""The report as one self-contained page: the texts with each finding marked in place, notes beside them, decisions.

Nothing in it is fetched, its content security policy allows its own script and style alone, and text from articles,
rules and file names goes in through escaping only.
"""

from mtcheck.core.report import Look, Report
from mtcheck.output.page import build


def render(report: Report, look: Look) -> str:  # noqa: ARG001  (a page is as wide as its window)
    """Return the page."""
    return build.page(report)
