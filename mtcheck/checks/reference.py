"""Pronouns that do not fit what they stand for: he for a raid, it for a judge, his for a company.

Every check names the noun that the pronoun points to. All are built to stay silent where a person might be meant:
a name that nothing explains counts as a person.
"""

from bisect import bisect_right
from collections.abc import Iterator

import regex

from mtcheck.checks.animacy import PERSONS, THINGS, Mention, Sentence, sentences
from mtcheck.checks.plain_words import beginning
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lists import choice

_PERSONAL = frozenset({"he", "He", "she", "She"})
_ADVERB = rf"(?:(?:{choice('adverbs-before-a-predicate')}|\p{{Ll}}+ly) )"
_PRONOUN = (
    rf"(?<![\p{{L}}\p{{N}}’'-])(?<pronoun>[Hh]e|[Ss]he) {_ADVERB}?"
    rf"(?:(?:has|had|have|will|would|may|might|could) {_ADVERB}?)?{_ADVERB}?"
)
_MADE = (
    rf"{choice('participles-of-things')}|scheduled (?:for|to take)|divided into|located (?:in|on|at|near)"
    r"|founded (?:in|by)|built (?:in|by|between)|constructed (?:in|by)|published (?:in|by|on)|introduced in \d{4}"
)
_ONLY_THINGS = STORE.pattern(
    _PRONOUN + r"(?:takes? (?:place|effect)|(?:took|taken) (?:place|effect)|occur(?:s|red)?|entail(?:s|ed)?|expire[sd]"
    r"|(?:enter|entered|enters|come|comes|came|go|goes|went) into (?:force|effect)|result(?:s|ed)? (?:in|from)"
    r"|consists? (?:of|in)|consisted of|dates? back to|coincides? with|coincided with|stem(?:s|med)? from"
    r"|happened (?:in|at|during|when|yesterday|on \p{Lu}\p{Ll}+day)|amount(?:s|ed) to (?:[$€£]?\d|about|some|more|less)"
    rf"|led to (?:{choice('what-is-led-to')})"
    rf"|(?:is|was|has been|be|been) (?:(?:also|first|originally|partly|largely|jointly) )?(?:{_MADE}))\b"
)
_NUMBER = rf"(?:\d+|{choice('numbers-of-victims')})"
_EVENT_LIKE = STORE.pattern(
    _PRONOUN + r"(?:(?:sen[dt]|sends|gives?|gave|given|convey(?:s|ed)?|deliver(?:s|ed)?)"
    r" (?:(?:an?|the|another|this|that) )?(?:(?:very |also )?\p{Ll}+ ){0,2}(?:message|signal|warning|sign)s?\b"
    r"|marks? the|marked the (?:first|beginning|end|start|\d)|raise[sd]? (?:fears|doubts|tensions|hopes)"
    rf"|(?:triggered|sparked|provoked|unleashed|prompted|caused) (?:an?|{choice('what-events-cause')})\b"
    rf"|killed (?:at least )?{_NUMBER} |left (?:at least )?{_NUMBER} (?:\p{{Ll}}+ )?(?:dead|injured|wounded|homeless)"
    r"|comes? (?:amid|days? after|weeks? after|months? after|a (?:day|week|month|year) after|as)\b"
    r"|came (?:amid|days after|weeks after|a (?:day|week|month) after|as)\b|claimed (?:the lives|\d+ lives)"
    r"|aims to|aimed to|(?:is|was) (?:aimed at|intended to|designed to))"
)
_GENERAL = STORE.pattern(r"(?<![\p{L}\p{N}’'-])(?<pronoun>he|she|He|She) (?=\p{Ll})(?!(?:said|says|added|adds)\b)")
_ACCORDING = STORE.pattern(r"According to (?<pronoun>him|her)(?=,| [\p{Ll}])(?! \p{Ll}+,)")
_CLAUSE = STORE.pattern(rf"[“\"](?i:even (?:if|though)|{choice('openers-of-quoted-clauses')}) ", regex.UNICODE)
_SHIPS = STORE.pattern(rf"(?i)\b(?:{choice('things-called-she')})s?\b")
_HE = STORE.pattern(
    r"(?<![\p{L}\p{N}’'-])(?:he|she|him|his|her|himself|herself|hers)(?![\p{L}\p{N}-])", regex.IGNORECASE
)


def thing_as_person(document: Document) -> Iterator[Hit]:
    """Find he and she that can only stand for an event, a body or a thing."""
    prose = document.prose
    flagged: set[int] = set()
    for matches, finder in (
        (beginning(document, _ONLY_THINGS, _PERSONAL), _thing_before),
        (beginning(document, _EVENT_LIKE, _PERSONAL), _event_before),
        (beginning(document, _GENERAL, _PERSONAL), _owner_of_clause),
        (_ACCORDING.finditer(prose), _body_before),
    ):
        for match in matches:
            at = match.start("pronoun")
            if at in flagged or (match["pronoun"].lower() == "she" and _SHIPS.search(prose)):
                continue
            antecedent = finder(document, at, flagged)
            if antecedent is not None and not _in_heading(document, antecedent):
                flagged.add(at)
                fix = "It" if match["pronoun"][0].isupper() else "it"
                yield Hit(Span(*match.span("pronoun")), (fix,), {"antecedent": antecedent.span.of(prose)})


def _in_heading(document: Document, mention: Mention) -> bool:
    """Tell whether a headline names it: no pronoun of the text below stands for what is said there."""
    block = document.block_at(mention.span.start)
    return block is not None and block.kind == "heading"


_LONGEST = 3000
"""Code points: what is longer is no sentence, but a list or a table that lost its line breaks."""


def place(document: Document, at: int) -> tuple[list[Sentence], int]:
    """Return the sentences read and the number of the one that holds the offset, or how many there are if none does."""
    read = document.memo(sentences)
    number = bisect_right(read, at, key=lambda sentence: sentence.span.start) - 1
    held = number >= 0 and at < read[number].span.end and len(read[number].span) < _LONGEST
    return read, number if held else len(read)


def _mentions(read: list[Sentence], low: int, number: int, at: int) -> list[Mention]:
    """Return what the sentences from one number to another name before the offset, the nearest last."""
    found = [mention for sentence in read[max(0, low) : number + 1] for mention in sentence.mentions]
    return [mention for mention in found if mention.span.end <= at]


def _thing_before(document: Document, at: int, flagged: set[int]) -> Mention | None:
    """Return the nearest event, body or thing in this sentence or the last, subjects first."""
    del flagged
    read, number = place(document, at)
    if number >= len(read):
        return None
    near = [one for one in _mentions(read, number - 1, number, at) if one.kind in THINGS and not one.plural]
    subjects = [one for one in near if one.subject]
    return (subjects or near)[-1] if near else None


def _body_before(document: Document, at: int, flagged: set[int]) -> Mention | None:
    """Return the body that the sentence before is about, where the text has spoken of no person for a while."""
    del flagged
    owner = _owner(document, at, opens=True)
    return owner if owner is not None and owner.kind == "body" else None


def _event_before(document: Document, at: int, flagged: set[int]) -> Mention | None:
    """Return the event that does what the sentence says, where no person is near who might have done it."""
    read, number = place(document, at)
    if number >= len(read):
        return None
    here = _mentions(read, number, number, at)
    if (event := _opening_event(document, read, number, at)) is not None:
        return event
    near = _mentions(read, number - 1, number, at)
    if any(_may_be_he(document, one) for one in near) or _pronoun_before(document, read, number, at, flagged):
        return None
    far = [one for one in _mentions(read, number - 3, number, at) if one.kind == "event" and not one.plural]
    things = [one for one in here if one.kind in THINGS and one.subject and not one.plural]
    found = things or far
    return found[-1] if found else None


def _opening_event(document: Document, read: list[Sentence], number: int, at: int) -> Mention | None:
    """Return the event in the clause that opens a quotation which goes on with the pronoun: “Even if …,” … “he …”."""
    prose = document.prose
    if prose[max(0, at - 1) : at] not in {"“", '"'} or number >= len(read):
        return None
    sentence = read[number]
    opener = _CLAUSE.match(prose, sentence.span.start)
    if opener is None:
        return None
    close = min((mark for mark in (prose.find(c, opener.end(), at) for c in '”"') if mark > 0), default=at)
    inside = [one for one in sentence.mentions if one.span.end <= close]
    first = inside[0] if inside else None
    if first is None or first.kind != "event" or first.plural or any(_may_be_he(document, one) for one in inside):
        return None
    return first if first.span.start - opener.end() < 3 else None


def _may_be_he(document: Document, mention: Mention) -> bool:
    """Tell whether a later he or she might stand for this: a name that nothing explains, or one person.

    A person who only qualifies another noun (the powers of the president) does not count.
    """
    if mention.kind == "name":
        return True
    if mention.kind not in PERSONS or mention.plural:
        return False
    return mention.head[0].isupper() or not document.prose[
        max(0, mention.span.start - 4) : mention.span.start
    ].endswith(" of ")


def _pronoun_before(document: Document, read: list[Sentence], number: int, at: int, flagged: set[int]) -> bool:
    """Tell whether the sentence or the one before it speaks of someone by a pronoun that stands."""
    start = read[max(0, number - 1)].span.start if number < len(read) else at
    return any(match.start() not in flagged for match in _HE.finditer(document.prose, start, at))


_REACH = 3
"""How many sentences back a person silences his for a thing."""
_HIS = STORE.pattern(rf"(?<=[\p{{L}},] )(?:his|her)(?= (?:(?:{choice('adjectives-after-a-possessive')}) )?\p{{Ll}})")


def his_for_thing(document: Document) -> Iterator[Hit]:
    """Find his and her in a sentence about a body or a thing, in a text that has spoken of no person for a while."""
    prose = document.prose
    if len(document.sentences) < 2:
        return  # of whom a sentence out of a text speaks, nobody can tell
    for match in beginning(document, _HIS, frozenset({"his", "her"})):
        owner = _owner(document, match.start())
        if owner is not None and not (match.group() == "her" and _SHIPS.search(prose)):
            yield Hit(Span(*match.span()), ("its",), {"antecedent": owner.span.of(prose)})


def _owner_of_clause(document: Document, at: int, flagged: set[int]) -> Mention | None:
    """Return the body or thing that the clause is about, where the text has spoken of no person for a while."""
    del flagged
    if document.quotes.inside(at) or len(document.sentences) < 2:
        return None  # of whom a sentence out of a text speaks, nobody can tell
    return _owner(document, at, opens=document.prose[at].isupper())


def _owner(document: Document, at: int, *, opens: bool = False) -> Mention | None:
    """Return the body or thing that the sentence is about, if no person can own what follows."""
    read, number = place(document, at)
    if number >= len(read):
        return None
    sentence = read[number]
    near = [one for before in read[max(0, number - _REACH) : number + 1] for one in before.mentions]
    if any(_may_be_he(document, one) for one in near if one.span.end <= at or one.span.start < sentence.span.end):
        return None
    start = read[max(0, number - _REACH)].span.start
    if any(match.start() != at for match in _HE.finditer(document.prose, start, sentence.span.end)):
        return None
    here = read[number - 1].mentions if opens and number else sentence.mentions
    if not opens and _new_subject(document.prose, sentence):
        return None
    first = next((one for one in here if one.span.end <= at and one.kind != "place"), None)
    if first is None or not first.subject or first.plural or first.kind not in THINGS:
        return None
    between = document.prose[first.span.end : at]
    return None if regex.search('[“”"]|\\b(?:who|whose|him|each|every)\\b', between) else first


def _new_subject(prose: str, sentence: Sentence) -> bool:
    """Tell whether the thing has a pronoun of its own, so that the other one brings in somebody else."""
    return (
        regex.search(r"\b(?:it|its|itself|they|them|their)\b", prose[sentence.span.start : sentence.span.end])
        is not None
    )
