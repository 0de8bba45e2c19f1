"""Sequences that good English never has: an article with no noun, a modal with no verb, words in the wrong order."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from mtcheck.checks.tagged_words import EDGE, TaggedWords, tagged_words
from mtcheck.core.model import Hit
from mtcheck.document import Document


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DETERMINERS = _set("the a an my our their your every")
_VERBS = _set("is was are were has had have would could should")
_JOINTS = _set(
    "of from with into onto among during between against toward towards upon without because although than whose"
    " whom which and nor but"
)
_SMALL = _set("in at for by to as on about after before over under through not also that who when where")
_GLUE = _set("- – ' ’ \" ” “ / , . ! ? )")
_FILLERS = _set("uh um er erm well like you i how what ah eh “ \" ’ '") | {EDGE}
_MOVED = _set("of in into onto at from by with for during between against toward towards without")
_ENDS = _set(". ,")
_CLAUSE_GOES_ON = _set("IN CC TO MD VBD VBZ VBP . ,")


def _lower(words: TaggedWords, at: int) -> bool:
    return words.shown[at].islower()


def determiner_before_verb(document: Document) -> Iterator[Hit]:
    """Yield articles and possessives with a finite verb behind them: the is."""
    words = document.memo(tagged_words)
    for at in words.places(_DETERMINERS):
        if words.words[at + 1] not in _VERBS or words.words[at + 2] in _GLUE | {EDGE}:
            continue
        if _lower(words, at + 1) and words.tags[at + 1].startswith(("VB", "MD")):
            yield _pair(words, at, "verb")


def determiner_before_preposition(document: Document) -> Iterator[Hit]:
    """Yield articles and possessives with a preposition or a conjunction behind them: the of."""
    words = document.memo(tagged_words)
    for at in words.places(_DETERMINERS):
        if words.words[at + 1] not in _JOINTS or words.words[at + 2] in _GLUE | {"but", EDGE}:
            continue
        if _lower(words, at + 1) and words.tags[at + 1].startswith(("IN", "CC", "W", "TO")) and _article(words, at):
            yield _pair(words, at, "prep")


def determiner_before_phrase(document: Document) -> Iterator[Hit]:
    """Yield articles and possessives with a phrase of another noun behind them: the in the dark."""
    words = document.memo(tagged_words)
    for at in words.places(_DETERMINERS | {"its"}):
        if words.words[at + 1] not in _SMALL or words.tags[at + 2] not in {"DT", "PRP$", "NNP", "CD"}:
            continue
        if words.words[at + 2] in {"i", "a", "s"} or words.words[at + 3] in {"-", "–"}:
            continue
        if _lower(words, at + 1) and _article(words, at):
            yield _pair(words, at, "prep")


def _article(words: TaggedWords, at: int) -> bool:
    """Tell whether an A is the article and no letter or mark."""
    return words.tags[at - 1] == EDGE or (words.tags[at] in {"DT", "PRP$"} and words.shown[at] != "A")


def determiner_before_comma(document: Document) -> Iterator[Hit]:
    """Yield articles and possessives with a comma behind them."""
    words = document.memo(tagged_words)
    for at in words.places(_DETERMINERS - {"a"}):
        if words.words[at + 1] not in {",", ";"} or words.words[at + 2] in _FILLERS or not _lower(words, at):
            continue
        if words.tags[at - 1].startswith(("IN", "VB", "TO", "CC")) and words.words[at - 1].isalpha():
            yield Hit(words.span(at, at), (), {"det": words.shown[at]})


def _pair(words: TaggedWords, at: int, name: str) -> Hit:
    return Hit(words.span(at, at + 1), (), {"det": words.shown[at], name: words.shown[at + 1]})


def swapped_determiner(document: Document) -> Iterator[Hit]:
    """Yield articles that stand before the preposition instead of behind it: the into country."""
    words = document.memo(tagged_words)
    for at in words.places((_DETERMINERS | {"its"}) - {"every", "your"}):
        if words.words[at + 1] not in _MOVED or not _lower(words, at + 1) or not _lower(words, at):
            continue
        if words.tags[at - 1] == EDGE or words.words[at - 1] in _set(
            "day days all like not than as is are was were be"
        ):
            continue
        if words.tags[at + 2] in {"NN", "NNS"} and words.tags[at + 3] in _CLAUSE_GOES_ON and _article(words, at):
            yield Hit(words.span(at, at + 1), (f"{words.shown[at + 1]} {words.shown[at]}",), {})


_NEVER_MOVED = _set(
    "all such half many own due worth like unlike full short public general particular good next near opposite"
    " much more most least few less both inside outside last first same open available possible clear sure true"
    " only bare large main part plain private secret theory vain brief common total able past present double"
    " triple quite certain made right straight far high low"
)
_NEVER_BEFORE = _set(
    "but than as that more less most so not be is are was were been seem remain make makes made making consider"
    " considered think thought get got let cut put keep leave left hold held lay find found see saw"
)
_BEFORE = _set("IN TO VB VBD VBG VBP VBZ CC JJ ,")


def moved_article(document: Document) -> Iterator[Hit]:
    """Yield articles between an adjective and its noun: easternmost the part."""
    words = document.memo(tagged_words)
    for at in words.places(("the",)):
        adjective, noun = at - 1, at + 1
        if not _attributive(words, adjective) or words.words[adjective] in _NEVER_MOVED:
            continue
        if words.tags[at - 2] not in _BEFORE or words.words[at - 2] in _NEVER_BEFORE or not _lower(words, at):
            continue
        if words.tags[noun] not in {"NN", "NNS"} or not words.tags[at + 2].startswith(
            ("IN", "VB", "MD", "CC", "W", ".", ",")
        ):
            continue
        if not _grades(words, adjective):
            shown = f"{words.shown[adjective]} {words.shown[noun]}"
            fixes = (f"the {shown}", shown)
            inside = words.tags[adjective - 1] in {"JJ", ","}
            yield Hit(words.span(adjective, noun), fixes[::-1] if inside else fixes, {})


def _attributive(words: TaggedWords, at: int) -> bool:
    """Tell whether this is an adjective, or a participle or a compound in the place of one."""
    if words.tags[at] in {"JJ", "JJS", "AFX"} or words.words[at].startswith(("anti-", "pro-", "non-")):
        return True
    return words.tags[at] in {"VBN", "VBD"} and words.tags[at - 1] == "," and words.tags[at - 2] == "JJ"


def _grades(words: TaggedWords, at: int) -> bool:
    """Tell whether this is the more … the more …, or speaks of a degree with as or how."""
    before = words.before(at, 24)
    return any(one == "the" and (two in {"more", "less"} or two.endswith("er")) for one, two in pairwise(before))


_NOT_NO = _set(
    "all every always only automatically necessarily entirely completely fully actually simply really so"
    " everybody everyone everything also even because yet directly actively immediately"
)
_ANSWERS = _set(
    'yes or say says said saying whether of and a the “ " ‘ me him her them us told you oh no answer answered with was'
)


def no_for_not(document: Document) -> Iterator[Hit]:
    """Yield no in place of not: no all the parts."""
    words = document.memo(tagged_words)
    for at in words.places(("no",)):
        if words.words[at + 1] not in _NOT_NO or not _lower(words, at) or not _lower(words, at + 1):
            continue
        if words.words[at - 1] in _ANSWERS or words.tags[at - 1] in {EDGE, ",", ".", "JJ"}:
            continue
        if words.words[at + 2] not in {"-", "–", "called"}:
            yield Hit(words.span(at, at), ("not",), {"next": words.shown[at + 1]})


_MODALS = _set("could should would may might must can will cannot")
_OBJECTS = _set("the a an his their my our its these those of to different many several")
_LEAVE_OPEN = _set(
    "than as what whatever everything nor so how which where who whom whether neither all anything nothing if"
)
_TIMES = _set("day week time moment same least year next last past other")
_WILLED = _set("the a his her their good free last living my our own political your no of ill")


def modal_without_verb(document: Document) -> Iterator[Hit]:
    """Yield modals with no verb behind them: travellers may different rules."""
    words = document.memo(tagged_words)
    for at in words.places(_MODALS):
        if words.tags[at] != "MD" or words.words[at + 1] not in _OBJECTS or not _lower(words, at):
            continue
        if words.tags[at + 2] not in {"JJ", "NN", "NNS", "NNP", "CD", "VB", "VBG", "VBN", "VBD"}:
            continue
        if not words.tags[at - 1].startswith(("NN", "PRP", "WP", "WD")) or words.words[at - 1] in _WILLED:
            continue
        if words.words[at + 2] in _TIMES or _LEAVE_OPEN & set(words.before(at, 12)) or _asks(words, at):
            continue
        yield Hit(words.span(at, at + 1), (), {"modal": words.shown[at]})


def _asks(words: TaggedWords, at: int) -> bool:
    rest = words.words[at : at + 60]
    ends = rest.index(EDGE) if EDGE in rest else len(rest)
    return "?" in rest[:ends] or (words.words[at] == "will" and words.words[at - 2] in _WILLED)


_BARE_OBJECTS = _set("a an his their my our to from into toward towards against with between that")


def verb_lost_after_pronoun(document: Document) -> Iterator[Hit]:
    """Yield sentences whose subject has no verb behind it: they to Paris."""
    words = document.memo(tagged_words)
    for at in words.openings():
        if words.words[at] not in {"he", "she", "they", "we", "it"} or words.words[at + 1] not in _BARE_OBJECTS:
            continue
        if (
            not _lower(words, at + 1)
            or words.tags[at + 2] in {".", ",", ":", EDGE}
            or words.words[at + 2] in {"-", "–"}
        ):
            continue
        if (words.words[at], words.words[at + 1]) not in {("we", "a"), ("we", "from")}:
            yield Hit(words.span(at, at), (), {"pron": words.shown[at]})


LOST_WORDS: dict[str, Callable[[Document], Iterator[Hit]]] = {
    "determiner-before-comma": determiner_before_comma,
    "determiner-before-phrase": determiner_before_phrase,
    "determiner-before-preposition": determiner_before_preposition,
    "determiner-before-verb": determiner_before_verb,
    "modal-without-verb": modal_without_verb,
    "moved-article": moved_article,
    "no-for-not": no_for_not,
    "swapped-determiner": swapped_determiner,
    "verb-lost-after-pronoun": verb_lost_after_pronoun,
}
