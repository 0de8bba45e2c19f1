"""The pass that asks LanguageTool; what it takes to do so is in ``mtcheck.passes.languagetool``."""

from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Self

from mtcheck.core.engines import Settings
from mtcheck.core.model import Finding
from mtcheck.passes import Unfinished
from mtcheck.passes.languagetool import findings, mapping
from mtcheck.passes.languagetool.batches import Batch, Prose, batches
from mtcheck.passes.languagetool.client import Refused
from mtcheck.passes.languagetool.session import Session, Unanswered

Found = list[tuple[int, Finding]]
Troubles = list[tuple[int, str]]


class LanguageToolPass:
    """Asks a LanguageTool server; it is found or started when the first text comes, and stopped at the end."""

    name = findings.NAME

    def __init__(self, settings: Settings | None = None) -> None:
        """Keep the settings."""
        self.settings = settings or Settings()
        self._session = Session(self.settings)
        self._fields = mapping.request_fields(self.settings)

    @property
    def version(self) -> str:
        """The engine and, once it has been asked anything, its version."""
        return f"{self.name} {self._session.version}".rstrip()

    def __enter__(self) -> Self:
        """Start nothing yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop what was started."""
        self._session.close()

    def check(self, document: Prose) -> Iterator[Finding]:
        """Yield the findings of a document.

        Raises:
            Unavailable: LanguageTool cannot be had, or not any more.
            Unfinished: after the findings, when a part of the document could not be checked.
        """
        [(found, troubles)] = self.check_each([document])
        yield from found
        if troubles:
            raise Unfinished("; ".join(troubles))

    def check_many(self, documents: Sequence[Prose]) -> list[list[Finding]]:
        """Return the findings of each document.

        Raises:
            Unavailable: LanguageTool cannot be had, or not any more.
            Unfinished: a part of a document could not be checked.
        """
        each = self.check_each(documents)
        troubles = dict.fromkeys(trouble for _, all_of_one in each for trouble in all_of_one)
        if troubles:
            raise Unfinished("; ".join(troubles))
        return [found for found, _ in each]

    def check_each(self, documents: Sequence[Prose]) -> list[tuple[list[Finding], list[str]]]:
        """Return for each document its findings and what of it could not be checked.

        Paragraphs of all documents share requests and several requests are under way at a time, so this is the
        way to check many. Neither changes what is found.

        Raises:
            Unavailable: LanguageTool cannot be had, or not any more.
        """
        results: list[tuple[list[Finding], dict[str, None]]] = [([], {}) for _ in documents]
        requests = list(batches(documents, self.settings.batch_chars))
        if requests:
            self._session.connect()  # in this thread, so that Ctrl-C ends the start too
        for found, troubles in self._session.map(lambda batch: self._ask(batch, documents), requests):
            for number, finding in found:
                results[number][0].append(finding)
            for number, trouble in troubles:
                results[number][1][trouble] = None
        return [(sorted(found, key=_place), list(troubles)) for found, troubles in results]

    def _ask(self, batch: Batch, documents: Sequence[Prose]) -> tuple[Found, Troubles]:
        try:
            answer = self._session.ask({"text": batch.text} | self._fields)
            read = list(findings.read(batch, answer, documents))
        except (Unanswered, Refused) as error:
            return [], _all(batch, str(error))
        strange = [(number, one) for number, one in read if isinstance(one, findings.Unknown)]
        troubles = [(number, f"LanguageTool found what mtcheck has no category for: {one}") for number, one in strange]
        if answer.warnings.incomplete_results:
            troubles += _all(batch, "LanguageTool did not finish a text in time; raise request-seconds in the settings")
        return [(number, one) for number, one in read if isinstance(one, Finding)], troubles


def _all(batch: Batch, trouble: str) -> Troubles:
    return [(number, trouble) for number in batch.documents]


def _place(finding: Finding) -> tuple[object, ...]:
    return finding.span, finding.rule, finding.message
