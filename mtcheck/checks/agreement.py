"""Subjects and verbs that do not agree, and pronouns in a form that their place forbids."""

from collections.abc import Callable, Iterator

from mtcheck.checks.tagged_words import EDGE, TaggedWords, tagged_words
from mtcheck.core.model import Hit
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lemmas import inflect, lemma
from mtcheck.english.lists import words as listed


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PLURAL_OPENERS = _set(
    "the these those both all two three four five six seven eight nine ten twelve several many some most his her"
    " its their our my"
)
_SINGULAR_OPENERS = _set("this each every another a an")
_TO_PLURAL = {"was": "were", "is": "are", "has": "have"}
_TO_SINGULAR = {"were": "was", "are": "is", "have": "has"}
_PLURAL = STORE.pattern(r"\p{Ll}+s|people|children|men|women|police")
_MANY_IN_ONE = _set(
    "number few dozen lot couple majority minority handful bit variety range series total host group pair team"
    " quarter third half percent crowd bunch mix set plethora myriad percentage proportion trio duo family crew"
    " staff hundred thousand million score one kind sort type string generation"
)
_FEW = _set("few dozen great good large small tiny further certain growing vast whole record")


def plural_with_singular_verb(document: Document) -> Iterator[Hit]:
    """Yield a plural subject that opens a sentence, with was, is or has right behind it."""
    words = document.memo(tagged_words)
    for at in words.openings():
        if words.words[at] not in _PLURAL_OPENERS:
            continue
        noun = _noun(words, at + 1, {"JJ", "NN", "NNP", "VBN", "HYPH", "CD"})
        fix = _TO_PLURAL.get(words.words[noun + 1])
        if fix is None or words.tags[noun] != "NNS" or not _PLURAL.fullmatch(words.shown[noun]):
            continue
        if words.words[noun] not in listed("singular-in-s") and _predicate(words, noun + 2):
            yield Hit(words.span(noun + 1, noun + 1), (fix,), {"subject": words.shown[noun]})


def singular_with_plural_verb(document: Document) -> Iterator[Hit]:
    """Yield a singular subject that opens a sentence, with were, are or have right behind it."""
    words = document.memo(tagged_words)
    for at in words.openings():
        if words.words[at] not in _SINGULAR_OPENERS or words.words[at + 1] in _FEW:
            continue
        noun = _noun(words, at + 1, {"JJ"})
        fix = _TO_SINGULAR.get(words.words[noun + 1])
        if (
            fix is None
            or words.tags[noun] != "NN"
            or words.words[noun] in _MANY_IN_ONE
            or not words.shown[noun].islower()
        ):
            continue
        if _predicate(words, noun + 2):
            yield Hit(words.span(noun + 1, noun + 1), (fix,), {"subject": words.shown[noun]})


def _noun(words: TaggedWords, at: int, before: set[str]) -> int:
    """Return the number of the word that ends a run of modifiers: the noun, if there is one."""
    for number in range(at, at + 4):
        if words.tags[number] not in before or words.tags[number + 1].startswith(("VB", "MD")):
            return number
    return at + 3


def _predicate(words: TaggedWords, at: int) -> bool:
    return words.tags[at] in {"VBN", "VBG", "JJ", "RB", "IN", "TO"} and words.words[at] not in {"not", "n't", "that"}


_SAME_IN_PAST = _set(
    "cost cut hit let put quit set shut spread bet burst hurt read shed split beat bid broadcast cast forecast"
    " fit rid wed wet come become run be do have ai am are were wo ca thrust upset offset reset input output"
    " sublet knit sweat need dare"
)
_OBJECT_TAGS = {"DT", "PRP$", "PRP", "TO", "IN", "RB", "CD"}


def pronoun_with_base(document: Document) -> Iterator[Hit]:
    """Yield he, she or it at the head of a sentence with a verb that lacks its ending: he live."""
    words = document.memo(tagged_words)
    for at in words.openings():
        if words.words[at] not in {"he", "she", "it"} or words.tags[at + 1] not in {"VB", "VBP"}:
            continue
        verb = words.shown[at + 1]
        if verb in _SAME_IN_PAST or not verb.islower() or not verb.isalpha() or words.words[at + 2] == "n't":
            continue
        if words.tags[at + 2] in _OBJECT_TAGS:
            yield Hit(words.span(at + 1, at + 1), (inflect(verb, "VBZ"),), {"pron": words.shown[at]})


_CLAUSE_OPENERS = _set('who what how where than as and that because if when but , ; so which “ " while')
_NO_VERBS = _set("is has does was as its this thus always perhaps sometimes besides 's")


def plural_pronoun_with_s(document: Document) -> Iterator[Hit]:
    """Yield they or we with a verb in -s: they needs."""
    words = document.memo(tagged_words)
    for at in words.places(("they", "we")):
        verb = words.shown[at + 1]
        if words.tags[at + 1] != "VBZ" or verb in _NO_VERBS or not verb.endswith("s") or not verb.islower():
            continue
        if (words.words[at - 1] in _CLAUSE_OPENERS or words.tags[at - 1] == EDGE) and words.tags[
            at + 2
        ] in _OBJECT_TAGS:
            yield Hit(words.span(at + 1, at + 1), (lemma(verb, "VBZ"),), {"pron": words.shown[at]})


_FINITE = _set(
    "is was are were has had have will would can could should must may might does did said says became began went"
    " came knew took gave got made thought wanted believed needed started worked lived cannot"
)
_LINKS = _set('and but so because if although though while when whether since unless until where that , ; “ "')
_RELATIVES = _set(
    "what which who whom all everything reason idea people place day time way let between for to of with like"
    " than by from"
)
_OBJECT_PRONOUNS = _set("him them me us")
_REFLEXIVES = _set("himself itself themselves herself ourselves ourself myself")


def object_pronoun_as_subject(document: Document) -> Iterator[Hit]:
    """Yield him, them, me, us as the subject of a clause: so them took the train."""
    words = document.memo(tagged_words)
    for at in words.places(_OBJECT_PRONOUNS):
        if words.words[at + 1] not in _FINITE or words.words[at - 1] not in _LINKS or words.tags[at - 1] == "DT":
            continue
        if not words.shown[at].islower() or words.words[at + 2] in {".", ",", ";", "?", "!", EDGE}:
            continue
        if not _RELATIVES & set(words.before(at - 1, 10)):
            yield Hit(words.span(at, at + 1), (), {"pron": words.shown[at]})


def reflexive_as_subject(document: Document) -> Iterator[Hit]:
    """Yield himself and the like as the whole subject of a clause: that itself would close."""
    words = document.memo(tagged_words)
    for at in words.places(_REFLEXIVES):
        link = words.words[at - 1]
        if words.words[at + 1] not in _FINITE or link not in _LINKS | {"as", "which"} or not words.shown[at].islower():
            continue
        if link in {"and", ","} and (words.words[at] == "myself" or words.tags[at - 2].startswith(("NNP", "PRP"))):
            continue
        if link != "which" or words.tags[at - 2] == "IN":
            yield Hit(words.span(at, at), (), {"pron": words.shown[at]})


def object_pronoun_first(document: Document) -> Iterator[Hit]:
    """Yield sentences that open with an object form and a verb: them give."""
    words = document.memo(tagged_words)
    for at in words.openings():
        if words.words[at] not in (_OBJECT_PRONOUNS | _REFLEXIVES) - {"me", "us"}:
            continue
        tag, word = words.tags[at + 1], words.words[at + 1]
        if tag in {"VB", "VBD", "VBP", "VBZ", "MD", "RB"} and word not in _set(
            "too not neither either again and or included"
        ):
            yield Hit(words.span(at, at), (), {"pron": words.shown[at]})


def possessive_as_subject(document: Document) -> Iterator[Hit]:
    """Yield my, our, their, its as a subject: our had a new tent."""
    words = document.memo(tagged_words)
    for at in words.places(("my", "our", "their", "its")):
        verb = words.shown[at + 1]
        if (
            verb not in _FINITE - _set("will may might can must made worked lived needed")
            or words.words[at + 2] in _GLUE
        ):
            continue
        if words.tags[at + 1].startswith(("VB", "MD")):
            yield Hit(words.span(at, at + 1), (), {"pron": words.shown[at]})


_GLUE = _set("- – ' ’ \" ” . , being be")
_PLACES = _set("in on from by during under at into after before within behind near across against throughout")
_NOT_OWNED = _set(
    "today yesterday tomorrow tonight time times day days night week year years month months people morning"
    " afternoon evening home way half lot bit alike thing things hours minutes cash money news water weekends last"
    " next first most all both early late every enough alone"
)


def object_pronoun_as_possessive(document: Document) -> Iterator[Hit]:
    """Yield a personal pronoun where its noun asks for the possessive: in them shoulders."""
    words = document.memo(tagged_words)
    for at in words.places(_OBJECT_PRONOUNS | _REFLEXIVES | _set("he she they we")):
        place = words.words[at - 1]
        if place not in _PLACES or not words.shown[at].islower() or words.words[at + 1] in _NOT_OWNED:
            continue
        if (place in {"after", "before"} and words.words[at] in {"he", "she", "they", "we"}) or (
            place in {"in", "by"} and words.words[at] in _REFLEXIVES
        ):
            continue
        noun = at + 1 + (words.tags[at + 1] == "JJ")
        if words.tags[noun] in {"NN", "NNS"} and words.words[noun] not in _NOT_OWNED and _closed(words, noun + 1):
            yield Hit(words.span(at, noun), (), {"pron": words.shown[at], "noun": words.shown[noun]})


def _closed(words: TaggedWords, at: int) -> bool:
    return words.tags[at] in {".", ",", "IN", "CC", "VBD", "VBZ", "VBP", "MD"}


_ALONE = {"ours": "our", "yours": "your", "theirs": "their", "hers": "her", "mine": "my"}


def possessive_before_noun(document: Document) -> Iterator[Hit]:
    """Yield ours, yours and the like before a noun: in yours pocket."""
    words = document.memo(tagged_words)
    for at in words.places(_ALONE):
        if words.tags[at - 1] not in {"IN", "TO"} or words.tags[at] == "NN" or not words.shown[at].islower():
            continue
        noun = at + 1 + (words.tags[at + 1] in {"JJ", "NN", "NNP"} and words.tags[at + 2] in {"NN", "NNS"})
        if words.tags[noun] in {"NN", "NNS"} and words.words[noun] not in _NOT_OWNED and _closed(words, noun + 1):
            yield Hit(words.span(at, at), (_ALONE[words.words[at]],), {"pron": words.shown[at]})


AGREEMENT: dict[str, Callable[[Document], Iterator[Hit]]] = {
    "object-pronoun-as-possessive": object_pronoun_as_possessive,
    "object-pronoun-as-subject": object_pronoun_as_subject,
    "object-pronoun-first": object_pronoun_first,
    "plural-pronoun-with-s": plural_pronoun_with_s,
    "plural-with-singular-verb": plural_with_singular_verb,
    "possessive-as-subject": possessive_as_subject,
    "possessive-before-noun": possessive_before_noun,
    "pronoun-with-base": pronoun_with_base,
    "reflexive-as-subject": reflexive_as_subject,
    "singular-with-plural-verb": singular_with_plural_verb,
}
