"""A check of another package: words in capitals."""

import re

from mtcheck.core.model import Hit, Span


def words(document):
    for match in re.finditer(r"\b[A-Z]{5,}\b", document.prose):
        yield Hit(Span(*match.span()), (match.group().lower(),))
