"""Checks written in Python, for what no pattern reaches; a rule file names one with ``check:`` and adds its card.

Each module holds the checks of one family in a dict of its own; a check takes a document and yields hits.
"""

from collections.abc import Mapping
from functools import cache
from importlib.metadata import entry_points

from mtcheck.checks.bilingual import BILINGUAL
from mtcheck.checks.brackets import BRACKETS
from mtcheck.checks.capitals import CAPITALS
from mtcheck.checks.characters import CHARACTERS
from mtcheck.checks.check import Check, Find
from mtcheck.checks.collocations import COLLOCATIONS
from mtcheck.checks.consistency import CONSISTENCY
from mtcheck.checks.cut_names import CUT_NAMES
from mtcheck.checks.dashes import DASHES
from mtcheck.checks.dates import DATES
from mtcheck.checks.final_stop import FINAL_STOP
from mtcheck.checks.glue import GLUE
from mtcheck.checks.grammar import GRAMMAR
from mtcheck.checks.honorifics import HONORIFICS
from mtcheck.checks.invented import INVENTED
from mtcheck.checks.markup import MARKUP
from mtcheck.checks.mixed_capitals import MIXED_CAPITALS
from mtcheck.checks.names import NAMES
from mtcheck.checks.numbers import NUMBERS
from mtcheck.checks.prepositions import PREPOSITIONS
from mtcheck.checks.quotes import QUOTES
from mtcheck.checks.reference_persons import REFERENCE
from mtcheck.checks.repetition import REPETITION
from mtcheck.checks.roundtrip import ROUNDTRIP
from mtcheck.checks.seams import SEAMS
from mtcheck.checks.style import STYLE
from mtcheck.checks.truncation import TRUNCATION
from mtcheck.checks.untranslated import UNTRANSLATED
from mtcheck.checks.variants import VARIANTS
from mtcheck.checks.verb_objects import VERB_OBJECTS

_FAMILIES: tuple[Mapping[str, Check], ...] = (
    BILINGUAL,
    BRACKETS,
    FINAL_STOP,
    CHARACTERS,
    COLLOCATIONS,
    DASHES,
    DATES,
    GLUE,
    GRAMMAR,
    HONORIFICS,
    MARKUP,
    NUMBERS,
    PREPOSITIONS,
    QUOTES,
    REFERENCE,
    REPETITION,
    SEAMS,
    STYLE,
    TRUNCATION,
    VERB_OBJECTS,
    NAMES,
    CAPITALS,
    CUT_NAMES,
    MIXED_CAPITALS,
    INVENTED,
    UNTRANSLATED,
    CONSISTENCY,
    VARIANTS,
    ROUNDTRIP,
)

CHECKS: dict[str, Check] = {name: check for family in _FAMILIES for name, check in family.items()}
"""Check name → check. A new one adds one entry to the dict of its family."""

GROUP = "mtcheck.checks"
"""The entry points by which another package adds a check: a name, and the function or, with kinds, the ``Check``."""


@cache
def named(name: str) -> Check:
    """Return a check by its name.

    Raises:
        LookupError: there is none of that name.
    """
    if name in CHECKS:
        return CHECKS[name]
    for one in entry_points(group=GROUP, name=name):
        found: Find | Check = one.load()
        return found if isinstance(found, Check) else Check("", found)
    raise LookupError(
        f"unknown check {name!r} (known: {', '.join(sorted([*CHECKS, *entry_points(group=GROUP).names]))})"
    )
