"""Checks written in Python, for what no pattern reaches; a rule file names one with ``check:`` and adds its card.

Each module holds the checks of one family in a dict of its own; a check takes a document and yields hits.
"""

from collections.abc import Callable, Iterable

from mtcheck.document import Document
from mtcheck.model import Hit

Check = Callable[[Document], Iterable[Hit]]

_FAMILIES: tuple[dict[str, Check], ...] = ()

CHECKS: dict[str, Check] = {name: check for family in _FAMILIES for name, check in family.items()}
"""Check name → function. A new check adds one entry to the dict of its family."""
