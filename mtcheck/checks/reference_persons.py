"""Pronouns for persons: it said for he said, its career, he for him, he and she for one person."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import regex

from mtcheck.checks.animacy import PERSONS, Mention, Sentence, sentences
from mtcheck.checks.check import Check, of_kinds
from mtcheck.checks.reference import his_for_thing, place, thing_as_person
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lists import choice, words

_SAID = choice("verbs-of-saying-that-persons-do")
_TOLD = STORE.pattern(
    rf"It (?:{_SAID}) (?:to )?(?:(?:the|a|his|her) )?(?<hearer>\p{{Ll}}+)"
    r" that (?=(?:he|she|they|his|her|\p{Lu}\p{Ll}+))"
)
_PERSONAL = STORE.pattern(
    rf"It (?:(?:also|then|later|still|once) )?(?:(?:{_SAID}) (?:that|in an interview|after the|at the|on Twitter)\b"
    r"|(?:told|asked|thanked) (?:him|her|them|me|us|reporters|journalists|the (?:police|court|judge|press|crowd))\b"
    r"|(?:refused|declined) to (?:comment|answer|say)\b|was born (?:in|on|into|to)\b"
    r"|(?:studied|graduated|married|apologi[sz]ed|confessed|wept|smiled|resigned|retired)\b"
    r"|is (?:an expert|married|a (?:graduate|professor|lawyer|native|father|mother|member of the board)))"
)


def it_for_person(document: Document) -> Iterator[Hit]:
    """Find It at the head of a sentence that does what only a person does, after a sentence about a person."""
    prose = document.prose
    read = document.memo(sentences)
    for number in range(1, len(read)):
        start = read[number].span.start
        if not prose.startswith("It ", start):
            continue
        person = _speaker(document, read, number)
        if person is not None:
            fixes = ("She", "He") if person.kind == "woman" else ("He", "She")
            yield Hit(Span(start, start + 2), fixes, {"antecedent": person.span.of(prose)})


def _speaker(document: Document, read: list[Sentence], number: int) -> Mention | None:
    """Return the person that It stands for."""
    prose, start = document.prose, read[number].span.start
    told = _TOLD.match(prose, start)
    if told is not None and _hears(told["hearer"]):
        people = [one for one in read[number - 1].mentions if one.kind in PERSONS and not one.plural]
        return next((one for one in people if one.subject), people[-1] if people else None)
    if _PERSONAL.match(prose, start) is None:
        return None
    before = [one for sentence in read[max(0, number - 3) : number] for one in sentence.mentions]
    if any(_may_speak(one) for one in before):
        return None
    first = next(iter(read[number - 1].mentions), None)
    return first if first is not None and _one_person(first) else None


def _one_person(mention: Mention) -> bool:
    """Tell whether it is a subject and names a single person, and no body or animal that “it” may stand for."""
    single = mention.subject and not mention.plural and mention.kind in PERSONS
    return single and mention.head not in words("it-may-stand-for")


def _hears(word: str) -> bool:
    return word == "police" or word in words("persons") or word.removesuffix("s") in words("persons")


def _may_speak(mention: Mention) -> bool:
    """Tell whether it may say something: a body, a text, a name that nothing explains."""
    return mention.kind in {"body", "name"} or mention.head.lower() in words("texts")


_ITS = STORE.pattern(rf"(?<=\p{{L}} )its (?=(?:(?:{choice('words-after-a-possessive')}) )?(?<had>\p{{Ll}}+))")


def its_for_person(document: Document) -> Iterator[Hit]:
    """Find its before what a person has, where one person is the subject and only its verb comes between."""
    for match in _ITS.finditer(document.prose):
        if match["had"] not in words("what-persons-have"):
            continue
        at = match.start()
        read, number = place(document, at)
        owner = _subject_just_before(read[number], at) if number < len(read) else None
        if owner is not None:
            fixes = ("her", "his") if owner.kind == "woman" else ("his", "her")
            yield Hit(Span(at, at + 3), fixes, {"antecedent": owner.span.of(document.prose)})


def _subject_just_before(sentence: Sentence, at: int) -> Mention | None:
    """Return the person that is the subject, if only its verb stands between it and the offset."""
    after = bisect_right(sentence.mentions, at, key=lambda one: one.span.end)
    owner = sentence.mentions[after - 1] if after else None
    if owner is None or not _one_person(owner):
        return None
    low, high = (bisect_left(sentence.tokens, offset, key=lambda token: token.start) for offset in (owner.span.end, at))
    between = sentence.tags[low:high]
    verbs = [tag for tag in between if tag.startswith("VB")]
    allowed = all(tag.startswith("VB") or tag in {"RB", "IN", "TO", "MD", "RP"} for tag in between)
    return owner if verbs and allowed and len(between) <= 5 else None


_OBJECT = {"he": "him", "she": "her", "they": "them"}


def subject_form_as_object(document: Document) -> Iterator[Hit]:
    """Find he, she and they behind the verb they are the object of: represented he in parliament."""
    for sentence in document.memo(sentences):
        for index in range(1, len(sentence.tokens) - 1):
            word = sentence.tokens[index].text
            if word in _OBJECT and _is_object(sentence, index):
                token = sentence.tokens[index]
                verb = sentence.tokens[index - 1].text
                yield Hit(Span(token.start, token.end), (_OBJECT[word],), {"verb": verb})


def _is_object(sentence: Sentence, index: int) -> bool:
    verb, tag = sentence.tokens[index - 1].text.lower(), sentence.tags[index - 1]
    if not tag.startswith("VB") or verb in words("verbs-before-their-subject") or not verb.isalpha():
        return False
    following = sentence.tags[index + 1]
    if following == ".":
        return index + 2 >= len(sentence.tokens) - 1
    if following not in {"IN", "TO"}:
        return False
    for tag in sentence.tags[index + 1 :]:
        if tag in {".", ":"}:
            return True
        if tag[0] in "VMW":  # a verb, a modal, a word that opens a relative clause or question
            return False
    return True


_REFLEXIVE = STORE.pattern(
    r"(?<![\p{L}\p{N}’'-])(?:(?<he>[Hh]e|Mr\.? \p{Lu}[\p{L}’'-]+)|(?<she>[Ss]he|(?:Mrs|Ms|Miss)\.? \p{Lu}[\p{L}’'-]+))"
    r" (?:(?:has|had|will|would|could|did not|was|is) )?(?:\p{Ll}+ly )?\p{Ll}+ (?:for |to |of |by )?"
    r"(?<self>himself|herself)\b"
)
_TITLE = STORE.pattern(r"(?<![\p{L}-])(?<title>Mr|Ms)(?<dot>\.?) (?<first>\p{Lu}\p{Ll}+) (?=\p{Lu}\p{Ll}+)")
_MALE = frozenset({"he", "him", "his", "himself"})
_GENDERED = STORE.pattern(
    r"(?<![\p{L}\p{N}’'-])(?:she|her|hers|herself|he|him|his|himself)(?![\p{L}\p{N}-])", regex.IGNORECASE
)
_TURNED = {
    "she": "he",
    "hers": "his",
    "herself": "himself",
    "he": "she",
    "him": "her",
    "his": "her",
    "himself": "herself",
}


def gender_switch(document: Document) -> Iterator[Hit]:
    """Find one person who is both he and she: in a clause, by title and first name, or where no one else is named."""
    prose = document.prose
    for match in _REFLEXIVE.finditer(prose) if "himself" in prose or "herself" in prose else ():
        right = "himself" if match["he"] else "herself"
        if match["self"] != right:
            yield Hit(Span(*match.span("self")), (right,), {"antecedent": match["he"] or match["she"]})
    for match in _TITLE.finditer(prose):
        other = words("women-names") if match["title"] == "Mr" else words("men-names")
        if match["first"] in other and match["first"] not in words("names-of-either"):
            fix = ("Ms" if match["title"] == "Mr" else "Mr") + match["dot"]
            span = Span(match.start("title"), match.end("dot"))
            yield Hit(span, (fix,), {"antecedent": match["first"]})
    yield from _other_gender(document)


def _other_gender(document: Document) -> Iterator[Hit]:
    """Find he for the woman and she for the man who is the only one that the text has named so far."""
    prose = document.prose
    read = document.memo(sentences)
    known: dict[str, Mention] = {}
    for number, sentence in enumerate(read):
        people = [one for one in sentence.mentions if one.kind in {"name", *PERSONS} and not one.plural]
        known |= {one.head: one for one in people}
        if len(known) > 1:
            return
        only = next(iter(known.values()), None)
        if only is None or not _sure(prose, only) or only.span.end <= read[max(0, number - 1)].span.start:
            continue
        for match in _GENDERED.finditer(prose, max(sentence.span.start, only.span.end), sentence.span.end):
            speaks = prose[max(0, match.start() - 3) : match.start()].rstrip().endswith(("”", '"', "’"))
            if speaks or _nation(sentence):
                continue
            if (match.group().lower() in _MALE) is (only.kind == "woman"):
                fixes = _turned(prose, match)
                yield Hit(Span(*match.span()), fixes, {"antecedent": only.span.of(prose)})


def _sure(prose: str, person: Mention) -> bool:
    """Tell whether a title or a first name before the surname tells the gender."""
    name = person.span.of(prose)
    parts = regex.findall(r"[\p{L}’'-]+", name)
    if person.kind not in {"man", "woman"} or len(parts) < 2:
        return False
    first = parts[-2]
    named = first in words("men-names") if person.kind == "man" else first in words("women-names")
    return (named and first not in words("names-of-either")) or parts[0] in {"Mr", "Mrs", "Ms", "Miss", "King", "Queen"}


def _nation(sentence: Sentence) -> bool:
    return any(one.kind == "place" and one.subject for one in sentence.mentions)


def _turned(prose: str, match: "regex.Match[str]") -> tuple[str, ...]:
    word = match.group().lower()
    noun_follows = regex.match(r" \p{L}", prose[match.end() : match.end() + 2]) is not None
    other = _TURNED.get(word) or ("his" if noun_follows else "him")
    fixes = (other, "him" if other == "his" else "his") if word == "her" else (other,)
    return tuple(fix.capitalize() if match.group()[0].isupper() else fix for fix in fixes)


REFERENCE = {
    "pronoun-of-thing": of_kinds(
        "it works out what a pronoun stands for", {"he": thing_as_person, "his": his_for_thing}
    ),
    "pronoun-of-person": of_kinds(
        "it works out whom a pronoun stands for", {"it": it_for_person, "its": its_for_person, "gender": gender_switch}
    ),
    "subject-form-as-object": Check("it reads the sentence to its end for a verb", subject_form_as_object),
}
