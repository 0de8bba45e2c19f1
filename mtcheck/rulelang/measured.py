"""What was measured of each rule: how often it fires on machine translation and on what people wrote."""

from functools import cache

import msgspec

from mtcheck.core.places import builtin_rules

FILE_NAME = "measured.json"
ENOUGH = 20
"""Findings from which on the measured figures count for more than a rule's own estimate."""
_LEAST, _MOST = 0.5, 0.99


class Figures(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How many findings a rule has on either side of the corpora, and on planted defects.

    Of all kinds of planted defects ``kind`` is the one of which the rule mends most, or finds most; it found ``found``
    of these, and ``right`` with a first fix that brings back what was there.
    """

    mt: int
    human: int
    kind: str = ""
    found: int = 0
    right: int = 0


class Measured(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The figures of all rules that fired, with the date, the names of the corpora and their words."""

    date: str
    corpora: list[str]
    words_mt: int
    words_human: int
    rules: dict[str, Figures]
    planted: dict[str, int] = {}
    """How many defects of each kind were planted, one to a sentence."""

    def encoded(self) -> bytes:
        """Return the file's bytes, one rule a line."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1) + b"\n"

    def lift(self, rule: str) -> float | None:
        """Return how much oftener a rule fires on machine translation; half a finding is added to either side."""
        figures = self.rules.get(rule)
        if figures is None:
            return None
        return ((figures.mt + 0.5) / self.words_mt) / ((figures.human + 0.5) / self.words_human)

    def confidence(self, rule: str, estimate: float, *, certain: bool = False) -> float:
        """Return the share of a rule's findings that people's habits do not explain; the estimate if there are few.

        A ``certain`` fault, such as a doubled space, is one whoever makes it: how often people do says nothing of it.
        """
        figures, lift = self.rules.get(rule), self.lift(rule)
        if certain or figures is None or lift is None or figures.mt + figures.human < ENOUGH:
            return estimate
        return round(min(_MOST, max(_LEAST, 1 - 1 / lift)), 2)

    def line(self, rule: str) -> str:
        """Return the figures in a line for people."""
        if not self.corpora:
            return "not yet (benchmarks/cards.py)"
        figures, lift = self.rules.get(rule), self.lift(rule)
        if figures is None or lift is None:
            return f"no finding in {self.words_mt + self.words_human:,} words ({', '.join(self.corpora)}, {self.date})"
        mt, human = 1e5 * figures.mt / self.words_mt, 1e5 * figures.human / self.words_human
        return (
            f"{mt:.1f} in 100,000 words of machine translation, {human:.1f} of people's, lift {lift:.1f}, "
            f"{figures.mt + figures.human} findings ({', '.join(self.corpora)}, {self.date})"
        )

    def planted_line(self, rule: str) -> str:
        """Return for people what the rule finds of the planted defects of its kind; nothing if it finds none."""
        figures = self.rules.get(rule)
        if figures is None or not figures.kind:
            return ""
        return (
            f"finds {figures.found} of {self.planted[figures.kind]} defects planted ({figures.kind}), "
            f"{figures.right} with the right fix"
        )


@cache
def measured() -> Measured:
    """Return what was measured of the rules that come with mtcheck."""
    return msgspec.json.decode((builtin_rules() / FILE_NAME).read_bytes(), type=Measured)
