"""A pass of another package: it marks doubled exclamation marks."""

import re

from mtcheck.core.model import Finding, Severity, Span
from mtcheck.passes import one_by_one


class Shouting:
    name = "shouting"
    version = "shouting 1.0"
    single = False
    check_many = one_by_one

    def __init__(self, choice):
        self.on = choice.on("shouting.marks")

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def rule_ids(self):
        return ["shouting.marks"]

    def check(self, document):
        for match in re.finditer("!!+", document.prose) if self.on else ():
            said = "One mark is enough."
            yield Finding(
                Span(*match.span()), "shouting.marks", self.name, said, Severity.MINOR, "fluency/punctuation", ("!",)
            )


def make(setup):
    return Shouting(setup.choice)
