"""What stops a run before or after the checking itself; the message is for the user, the exit code 2.

UserError
├── ConfigError     settings that cannot be used
├── RuleError       a broken rule pack
├── BaselineError   a baseline file that cannot be used
├── GitError        git that is missing or refuses
├── GlossaryError   a glossary that cannot be used
├── OutputError     a report that cannot be written
└── SegmentError    files that cannot be scored against each other
"""


class UserError(Exception):
    """Something the user can mend; the message says how."""


class TooSlow(Exception):
    """A pattern, or a search, that did not finish in its time."""
