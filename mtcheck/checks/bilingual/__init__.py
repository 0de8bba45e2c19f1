"""Checks that compare a text with its source; each yields nothing where there is no source."""

from mtcheck.checks.bilingual.dates import DATES
from mtcheck.checks.bilingual.form import FORM, FORM_OF_DOCUMENTS
from mtcheck.checks.bilingual.links import LINKS
from mtcheck.checks.bilingual.names import NAMES
from mtcheck.checks.bilingual.negation import NEGATION
from mtcheck.checks.bilingual.numbers import NUMBERS
from mtcheck.checks.bilingual.pair import Check, paired
from mtcheck.checks.bilingual.placeholders import PLACEHOLDERS
from mtcheck.checks.bilingual.terms import TERMS, TERMS_OF_DOCUMENTS

_COMPARED = DATES | FORM | LINKS | NAMES | NEGATION | PLACEHOLDERS | TERMS

BILINGUAL: dict[str, Check] = {
    **{name: paired(check) for name, check in _COMPARED.items()},
    **NUMBERS,
    **FORM_OF_DOCUMENTS,
    **TERMS_OF_DOCUMENTS,
}
