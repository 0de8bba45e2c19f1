"""The pass that asks LanguageTool; what it takes to do so is in ``mtcheck.passes.languagetool``."""

from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Self

import msgspec

from mtcheck.core.engines import Settings
from mtcheck.core.model import Finding
from mtcheck.passes import Checked, Explained, Setup, Unfinished
from mtcheck.passes.asking import Refused
from mtcheck.passes.languagetool import findings, mapping
from mtcheck.passes.languagetool.batches import Batch, Prose, batches
from mtcheck.passes.languagetool.session import Session, Unanswered

Found = list[tuple[int, Finding]]
Troubles = list[tuple[int, str]]


class LanguageToolPass:
    """Asks a LanguageTool server; it is found or started when the first text comes, and stopped at the end."""

    name = findings.NAME
    single = True

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

    def rule_ids(self) -> list[str]:
        """Say that all ids of its own are possible: only its server knows its rules."""
        return [f"{self.name}.*"]

    def explain(self, rule: str) -> Explained | None:
        """Say where LanguageTool's own page about a rule is; a category says what it is taken for."""
        name = rule.removeprefix(f"{self.name}.")
        entry = mapping.table().categories.get(name)
        if entry is not None:
            kinds = ", ".join(sorted(set(entry.types.values())))
            return Explained(
                f"LanguageTool's category {name}.", entry.severity, kinds, state="on" if entry.default else "off"
            )
        if name == "*":
            return None
        page = f"https://community.languagetool.org/rule/show/{name}?lang=en"
        return Explained(
            f"A rule of LanguageTool; what it finds is said at {page}",
            "by its category",
            "by its category and issue type",
            state="off" if name in mapping.table().unwanted else "on, if its category is",
        )

    def check(self, document: Prose) -> Iterator[Finding]:
        """Yield the findings of a document.

        Raises:
            Unavailable: LanguageTool cannot be had, or not any more.
            Unfinished: after the findings, when a part of the document could not be checked.
        """
        [(found, troubles)] = self.check_many([document])
        yield from found
        if troubles:
            raise Unfinished("; ".join(troubles))

    def check_many(self, documents: Sequence[Prose]) -> list[Checked]:
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
        return [Checked(sorted(found, key=_place), list(troubles)) for found, troubles in results]

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


def make(setup: Setup) -> LanguageToolPass:
    """Return the pass for a run, with what select and ignore say of LanguageTool's rules."""
    table = setup.config.languagetool
    on, off = setup.choice.within(findings.NAME)
    return LanguageToolPass(msgspec.structs.replace(table, on=[*table.on, *on], off=[*table.off, *off]))


def _all(batch: Batch, trouble: str) -> Troubles:
    return [(number, trouble) for number in batch.documents]


def _place(finding: Finding) -> tuple[object, ...]:
    return finding.span, finding.rule, finding.message
