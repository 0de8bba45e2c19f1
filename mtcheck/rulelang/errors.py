"""What is wrong with a rule pack, with file and line."""

from mtcheck.core.errors import UserError


class RuleError(UserError):
    """A rule file that cannot be used.

    ``file`` and ``line`` (from 1) say where; the message says what and how to mend it.
    """

    def __init__(self, message: str, file: str, line: int = 1) -> None:
        """Keep the place beside the message."""
        super().__init__(f"{file}:{line}: {message}")
        self.file = file
        self.line = line
