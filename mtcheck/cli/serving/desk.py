"""Checks and corrects what the page sends, one request after the other, and keeps nothing of it."""

from collections.abc import Sequence
from types import TracebackType
from typing import Self

from mtcheck.core.decisions import Decisions
from mtcheck.core.model import Problem
from mtcheck.core.report import Report, TextReport
from mtcheck.core.settings import Config
from mtcheck.input import reading
from mtcheck.input.file_forms import form_of
from mtcheck.input.reading import Text
from mtcheck.run.across import compared
from mtcheck.run.checker import TextChecker
from mtcheck.run.correct import Correction, How
from mtcheck.run.decided import correction


class Desk:
    """One checker for all requests; entered once, so that its engines start once. Not for several threads at once."""

    def __init__(self, config: Config) -> None:
        """Load the rules.

        Raises:
            UserError: the settings cannot be used.
        """
        self.config = config
        self._checker = TextChecker(config)
        self._reasons = {rule.id: rule.card.why for rule in self._checker.rules}

    def __enter__(self) -> Self:
        """Start the passes."""
        self._checker.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop the passes."""
        self._checker.__exit__(kind, error, at)

    def check(self, name: str, raw: bytes, format_: str | None = None) -> Report:
        """Return the report of a file's bytes; ``format_`` is one of INPUT_FORMATS, or None to go by the name."""
        found = self._read(name, raw, format_)
        sources = [one for one in found if isinstance(one, Text)]
        problems = [one for one in found if isinstance(one, Problem)]
        texts: list[TextReport] = []
        for text, troubles in self._checker.check_many(sources):
            texts.append(text)
            problems += troubles
        texts = compared(texts, self._checker.active, self._checker.policy)
        form = form_of(raw, texts, sources, reading.kind_of(name, format_)) if texts else None
        forms = {name: form} if form is not None else {}
        signature = self._checker.signature
        return Report(tuple(texts), tuple(dict.fromkeys(problems)), signature, self._reasons, forms=forms)

    def correct(self, name: str, raw: bytes, decisions: Decisions, format_: str | None = None) -> Correction:
        """Return a file's bytes with the accepted decisions carried out."""
        entries = [one for each in decisions.files.values() for one in each]
        return correction(name, raw, self._read(name, raw, format_), (entries, How(format_), self.config))

    def _read(self, name: str, raw: bytes, format_: str | None) -> Sequence[Text | Problem]:
        return list(reading.decoded(name, raw, reading.kind_of(name, format_), self.config))
