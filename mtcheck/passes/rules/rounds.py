"""Two rounds of rules: the second only where the first found so much that a machine must have written the text.

What one engine does wrong everywhere, people write now and then for reasons of their own (*at the country club*, *the
love of one woman*). Amid other errors of translation such a place is an error far oftener than not; in a sound text
it is not. So the rules that say ``amid_errors`` wait for the verdict of the others.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from mtcheck.core.model import Finding
from mtcheck.document import Document
from mtcheck.passes import RULES, Checked, Pass, Unfinished

CATEGORIES = frozenset({"fluency/grammar", "accuracy/mistranslation"})
"""The findings that count: faults of grammar and of meaning.

Marks, spaces and spelling people get wrong as well, and words of other languages they quote.
"""

FINDINGS, RULES_APART, WORDS_EACH = 3, 3, 120
"""So many findings there must be, of so many rules, and one in so many words.

Of 1,711 texts of 80 words and more that people wrote, 880,000 words of news, reviews, letters, talk and documentation,
three are so (letters and questions written in a hurry), and three in four of the round trips of news through
rule-based engines. With two rules instead of three, four in five would be, and as many round trips through neural
engines, which do one thing wrong over and over and the small words right.
"""


def amid_errors(document: Document, findings: Sequence[Finding]) -> bool:
    """Tell whether so many faults of language were found in a text that a machine translated it."""
    faults = [one for one in findings if one.category in CATEGORIES and not one.placeless]
    if len(faults) < FINDINGS or len({one.rule for one in faults}) < RULES_APART:
        return False
    return len(faults) * WORDS_EACH >= len(document.prose.split())


class RulesInRounds:
    """Rules that always run, then those that run amid errors; a pass."""

    name = version = RULES
    single = False

    def __init__(self, first: Pass, second: Pass) -> None:
        """Take the rules of both rounds."""
        self._first, self._second = first, second
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Open both."""
        self._stack.enter_context(self._first)
        self._stack.enter_context(self._second)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close both."""
        self._stack.close()

    def check(self, document: Document) -> Iterator[Finding]:
        """Yield the findings of the first round, and of the second where it is worth it.

        Raises:
            Unfinished: after all findings, when a rule ran out of time or met a fault; it names the rule.
        """
        checked = self.check_many([document])[0]
        yield from checked.findings
        if checked.troubles:
            raise Unfinished("; ".join(checked.troubles))

    def check_many(self, documents: Sequence[Document]) -> list[Checked]:
        """Return what the rules find in each document."""
        done = self._first.check_many(documents)
        again = [
            (document, mine)
            for document, mine in zip(documents, done, strict=True)
            if amid_errors(document, mine.findings)
        ]
        more = self._second.check_many([document for document, _ in again])
        for (_, mine), found in zip(again, more, strict=True):
            mine.findings.extend(found.findings)
            mine.troubles.extend(found.troubles)
        return done

    def rule_ids(self) -> list[str]:
        """Return the ids of the rules of both rounds."""
        return [*self._first.rule_ids(), *self._second.rule_ids()]
