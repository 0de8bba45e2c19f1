"""The embedded grammar checker: Harper, offline, in-process."""

from collections.abc import Iterator
from types import TracebackType
from typing import Self

from mtcheck.config import Config
from mtcheck.document import Document
from mtcheck.model import Finding


class HarperPass:
    """Placeholder until the adapter lands in the next commit."""

    name = "harper"

    def __init__(self, config: Config) -> None:
        """Keep the settings."""

    def __enter__(self) -> Self:
        """Start nothing yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""

    def check(self, document: Document) -> Iterator[Finding]:
        """Yield nothing yet."""
        yield from ()
