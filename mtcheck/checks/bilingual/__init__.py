"""Checks that compare a text with its source; each yields nothing where there is no source."""

from mtcheck.checks.bilingual.dates import DATES
from mtcheck.checks.bilingual.form import FORM
from mtcheck.checks.bilingual.links import LINKS
from mtcheck.checks.bilingual.names import NAMES
from mtcheck.checks.bilingual.negation import NEGATION
from mtcheck.checks.bilingual.numbers import NUMBERS
from mtcheck.checks.bilingual.placeholders import PLACEHOLDERS
from mtcheck.checks.bilingual.terms import TERMS
from mtcheck.checks.check import Check

BILINGUAL: dict[str, Check] = DATES | FORM | LINKS | NAMES | NEGATION | NUMBERS | PLACEHOLDERS | TERMS
