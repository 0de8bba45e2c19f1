"""Checks of verb forms that are repaired by another form: perfects with a past date, gerunds, bare infinitives."""

from collections.abc import Callable, Iterator

from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lemmas import inflect, lemma

_PARTICIPLE = (
    r"(?:\p{Ll}{2,}ed|become|begun|born|bought|broken|brought|built|caught|chosen|come|done|drawn|driven|eaten|fallen|fought"
    r"|flown|forgotten|found|given|gone|grown|held|hidden|hit|kept|known|laid|led|left|lost|made|met|paid|put|risen|run|said"
    r"|seen|sent|shown|shot|sold|spent|spoken|struck|sworn|taken|taught|told|thrown|torn|won|withdrawn|written)"
)
_UNITS = r"(?:seconds|minutes|hours|days|nights|weeks|months|years|decades|centuries)"
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_ADVERB = r"(?: (?:also|already|just|now|officially|previously|recently|reportedly|reported|allegedly|\p{Ll}{3,}ly))?"
_PLACE = (
    r"(?: (?:at|by|from|in|into|near|to) (?:the |a |an )?(?!\d|a |an |the |last |past |this )[\p{L}-]+"
    r"(?: \p{Lu}[\p{L}-]+)*+){0,2}?"
)
_OBJECT = r"(?: (?:a|an|her|his|its|the|their) \p{Ll}+(?: \p{Ll}+)?)?"
_PAST_TIME = (
    rf"(?:{_OBJECT} (?:yesterday|last (?:night|week|month|year|{_WEEKDAY}|{_MONTH})"
    rf"|(?:a|an|two|three|four|five|six|seven|eight|nine|ten|several|many|\d+)"
    rf" (?:second|minute|hour|day|week|month|year|{_UNITS}) ago)(?!['’]s)"
    rf"|(?: in (?:{_MONTH} )?(?:1[0-9]|20)\d\d| on {_WEEKDAY}(?!['’]s)))"
    r"(?=[.,;!?)”\"]|$|\n| (?:after|and|as|at|because|but|by|during|for|from|that|to|when|where|while|with)\b)"
)
_PERFECT = STORE.pattern(
    rf"\b(?P<have>has|have)(?P<adverb>{_ADVERB})(?P<been> been)?{_ADVERB} (?P<verb>{_PARTICIPLE})"
    rf"(?={_PLACE}{_PAST_TIME})"
)
_ASKED = STORE.pattern(
    r"(?:\b(?:may|might|must|could|would|should|will|to|can|not|[Ss]ince|if|who)|n['’]t)(?: \p{L}+)? $"
)


def perfect_with_past_time(document: Document) -> Iterator[Hit]:
    """Find a present perfect with a time that is over: has died in 2015."""
    prose = document.prose
    for match in _PERFECT.finditer(prose):
        if _ASKED.search(prose, max(0, match.start() - 24), match.start()):
            continue
        span = Span(match.start(), match.end())
        tail = prose[match.start("verb") : match.end()]
        between = prose[match.end("have") : match.start("verb")]
        if match["been"]:
            was = "was" if match["have"] == "has" else "were"
            fix = f"{was}{between.replace(' been', '', 1)}{tail}"
        else:
            fix = f"{between.lstrip()}{inflect(lemma(tail, 'VBN'), 'VBD')}"
        yield Hit(span, (fix,))


VERB_FORMS: dict[str, Callable[[Document], Iterator[Hit]]] = {
    "perfect-with-past-time": perfect_with_past_time,
}
