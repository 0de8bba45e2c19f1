"""What has to hold beside before a finding of Harper's is believed, rule by rule."""

from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile

import regex

from mtcheck.core.model import Span
from mtcheck.document import Document
from mtcheck.document.casual import casual
from mtcheck.english.lists import choice
from mtcheck.passes.harper.spelling import Suspect, known, misspelt
from mtcheck.passes.harper.table import table

Guard = Callable[[Document, list[Suspect]], Iterable[Suspect]]

_ORDINARY_WORD = regex.compile(r"\s+\p{L}\p{Ll}|\s+[a-z]\b")
_WEAK_H = regex.compile(r"\s+h(?:abitual|eroic|istor|otel|ypothes|ysteri)")
_SUBJECT = regex.compile(r"(?<!\b(?:and|or|nor)\s)\b(?:he|she)\s+\Z", regex.IGNORECASE)
_SUBJUNCTIVE = regex.compile(
    rf"\b(?:{choice('openers-of-subjunctives')})\w*"
    r"[^.;!?]{0,40}\Z"
)
_ENDS = (".", "!", "?", "…", '."', '!"', '?"', ".”", "!”", "?”")
_LONGEST_INITIAL = 4


def believed(rule: str, document: Document, suspects: list[Suspect]) -> Iterable[Suspect]:
    """Return those findings of a rule that stand up to a second look."""
    open_ones = [one for one in suspects if not any(one.span.overlaps(other) for other in document.protected)]
    guard = _GUARDS.get(rule)
    return guard(document, open_ones) if guard else open_ones


def _article(document: Document, suspects: list[Suspect]) -> Iterator[Suspect]:
    """Leave out letters that are names, initialisms, whose sound is anyone's guess, and an before a weak h.

    Harper takes the A that begins a sentence for a word in capitals.
    """
    for suspect in suspects:
        after = document.prose[suspect.span.end : suspect.span.end + 40]
        lower = suspect.text.islower() or document.starts_sentence(suspect.span.start)
        if lower and _ORDINARY_WORD.match(after) and not (suspect.text.lower() == "an" and _WEAK_H.match(after)):
            yield suspect._replace(fixes=tuple(fix.capitalize() if fix.isupper() else fix for fix in suspect.fixes))


def _capital(document: Document, suspects: list[Suspect]) -> Iterator[Suspect]:
    """Keep paragraphs and sentences that end like sentences.

    A small letter after a stop within a sentence is mostly the fault of the stop, which mtcheck's own rules look at.
    """
    for suspect in () if document.memo(casual) else suspects:
        start, sentence = suspect.span.start, document.sentence_at(suspect.span.start)
        # In other than small letters it is a name such as iRobot.
        if suspect.text.islower() and sentence is not None and sentence.start == start and _finished(document, start):
            yield suspect


def opens_small(document: Document, span: Span) -> bool:
    """Tell whether a stretch has a sentence whose first word this module lets through without its capital."""
    prose = document.prose
    starts = takewhile(span.end.__gt__, (sentence.start for sentence in document.sentences_from(span.start)))
    small = (start for start in starts if prose[start].isalpha() and not prose[start].isupper())
    return any(_finished(document, start) for start in small)


def _finished(document: Document, start: int) -> bool:
    """Tell whether a place is in a paragraph that ends as sentences do, and begins it or follows such an end."""
    block = document.block_at(start)
    if block is None or block.kind != "paragraph" or not block.span.of(document.prose).endswith(_ENDS):
        return False
    before = document.prose[block.span.start : start].rstrip()
    return not before or before.endswith(_ENDS)


def _name(_: Document, suspects: list[Suspect]) -> Iterator[Suspect]:
    """Keep words in small letters that only a capital makes right, so no abbreviation and no particle of a name."""
    for suspect in suspects:
        text = suspect.text
        long = text.islower() and text.isalpha() and len(text) > _LONGEST_INITIAL
        if long and text.capitalize() in suspect.fixes and not known(text):
            yield suspect


def _agreement(document: Document, suspects: list[Suspect]) -> Iterator[Suspect]:
    """Keep verbs that follow he or she; Harper takes any noun after another pronoun for its verb."""
    for suspect in suspects:
        before = document.prose[max(0, suspect.span.start - 60) : suspect.span.start]
        subject = _SUBJECT.search(before) and not _SUBJUNCTIVE.search(before)
        if subject and suspect.text not in table().lists["unchanging"]:
            yield suspect


def _space(document: Document, suspects: list[Suspect]) -> Iterator[Suspect]:
    """Leave out the space before a dash or an ellipsis, which many houses want, and before a figure such as .182."""
    for suspect in suspects:
        after = document.prose[suspect.span.end : suspect.span.end + 2]
        if not after.startswith(("-", "–", "—", "…", "..")) and not after[1:2].isdigit():
            yield suspect


def _repetition(_: Document, suspects: list[Suspect]) -> Iterator[Suspect]:
    """Leave out words doubled for stress, the verbs that may meet themselves, and names such as Zsa Zsa."""
    for suspect in suspects:
        word = suspect.text.split()[-1]
        if word.islower() and (len(word) > 1 or word == "a") and word not in table().lists["doubled-rightly"]:
            yield suspect


_GUARDS: dict[str, Guard] = {
    "AnA": _article,
    "OrthographicConsistency": _name,
    "PronounVerbAgreement": _agreement,
    "RepeatedWords": _repetition,
    "SentenceCapitalization": _capital,
    "Spaces": _space,
    "SpellCheck": misspelt,
}
