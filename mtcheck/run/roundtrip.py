"""Reads a round trip: the file of the original and the file that came back."""

from dataclasses import replace

from mtcheck.core.errors import UserError
from mtcheck.core.model import Problem
from mtcheck.core.report import TextReport
from mtcheck.core.settings import Config
from mtcheck.input.formats import FORMATS
from mtcheck.input.reading import STDIN, Text, texts


class NotOneText(UserError):
    """A file that does not hold exactly one text."""


def read_pair(original: str, text: str, config: Config, format_: str | None) -> list[Text | Problem]:
    """Return the text with the prose of the original as its reference, or the problems of either file.

    Raises:
        NotOneText: a file holds several texts, or both are standard input.
    """
    if original == text == STDIN:
        raise NotOneText("only one of the two files can be standard input")
    before, after = (_one(name, config, format_) for name in (original, text))
    if isinstance(before, Problem) or isinstance(after, Problem):
        return [one for one in (before, after) if isinstance(one, Problem)]
    return [replace(after, reference=_prose(before))]


def _one(name: str, config: Config, format_: str | None) -> Text | Problem:
    found = list(texts([name], config, format_))
    whole = len(found) == 1 and (isinstance(found[0], Problem) or found[0].line is None)
    if not whole:
        raise NotOneText(
            f"{name}: holds {len(found)} texts; a round trip compares two whole ones. For records with their originals "
            "as references, run mtcheck check --select roundtrip"
        )
    return found[0]


def _prose(source: Text) -> str:
    """Return the prose of a text, a paragraph a line, whatever its format."""
    layout = FORMATS[source.format](source.text)
    return "\n\n".join(block.span.of(layout.prose) for block in layout.blocks)


def strangers(report: TextReport) -> Problem | None:
    """Return a problem where half of the words or more stand in sentences that the original has nothing like."""
    unlike = [one.finding.span.of(report.text) for one in report.findings if one.finding.rule == _UNLIKE]
    words = sum(len(sentence.split()) for sentence in unlike)
    if words == 0 or 2 * words < report.words:
        return None
    return Problem(f"{words} of {report.words} words have no counterpart; is the first file its original?", report.file)


_UNLIKE = "roundtrip.unlike-sentence"
