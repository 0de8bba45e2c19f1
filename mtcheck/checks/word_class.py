"""Words of the wrong class in their slot: a noun where a verb must stand, an adverb before a noun, and the reverse."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from mtcheck.checks.tagged_words import EDGE, TaggedWords, tagged_words
from mtcheck.core.model import Hit
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lists import words as listed

_DEVERBAL = STORE.pattern(r"\p{Ll}{3,}(?:[ts]ion|ment|ance|ence|overy|usal)")


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VERBAL = _set(
    "accept achieve admit agree allow announce apply arrive assist attend become begin believe choose complain"
    " compete conclude consist contribute decide defend deliver deny depart depend describe destroy develop"
    " discover discuss emerge employ encourage enjoy enter establish exist expand explain express extend govern"
    " identify imagine improve include inform inspect invent invite lose move occur oppose perform persuade"
    " prepare prevent proceed protect prove provide publish pursue reach receive recover refuse remain remove"
    " replace require respond retain reveal select solve succeed suggest survive"
)
_ARTICLES = _set("the a an my our their his its")
_OWNERS = _set("a an our their its")
_AFTER_NOUN = _set("of , . and in on is was")
_SUBJECTS = _set("i he she we they who")
_ASKS_FOR_BASE = _set("could would should might must may can will cannot")
_BEFORE_A_WILL = _set('the a , “ " what how why') | {EDGE}
_PREPOSITION_TO = _set("according due thanks prior response addition owing contrary from added add next as up")
_AUXILIARIES = _set("is was are were be been being has have had would will could can 's 're 've also not n't")


@lru_cache(maxsize=50_000)
def classes(word: str) -> frozenset[str]:
    """Return the word classes that the dictionary knows a word in, such as NOUN and VERB."""
    import lemminflect

    return frozenset(lemminflect.getAllLemmas(word)) if word.isalpha() else frozenset()


def noun_for_verb(document: Document) -> Iterator[Hit]:
    """Yield nouns in a place that only a verb can fill: they will allowance it."""
    words = document.memo(tagged_words)
    for word, places in words.at.items():
        if not _DEVERBAL.fullmatch(word) or classes(word) != {"NOUN"}:
            continue
        for at in places:
            if words.shown[at].islower() and _verb_slot(words, at):
                yield Hit(words.span(at, at), (), {"before": words.shown[at - 1]})


def _verb_slot(words: TaggedWords, at: int) -> bool:
    before, second, after = words.words[at - 1], words.words[at - 2], words.words[at + 1]
    if words.tags[at + 1] not in {"DT", "PRP", "PRP$"} and after not in {"that", "much", "many"}:
        return False
    if before == "to":
        return second not in _PREPOSITION_TO and after != "that"
    if before in _ASKS_FOR_BASE:
        return words.tags[at - 1] == "MD" and second not in _BEFORE_A_WILL
    return before in _SUBJECTS or (before in {"not", "n't"} and second in {"did", "do", "does"})


def verb_for_noun(document: Document) -> Iterator[Hit]:
    """Yield verbs in a place that only a noun can fill: the administrate of the town."""
    words = document.memo(tagged_words)
    for word, places in words.at.items():
        if not (word in _VERBAL or word.endswith(("ate", "ize", "ify"))) or classes(word) != {"VERB"}:
            continue
        for at in places:
            if words.words[at - 1] in _ARTICLES and words.words[at + 1] in _AFTER_NOUN and words.shown[at].islower():
                yield Hit(words.span(at, at), (), {"before": words.shown[at - 1]})


def adverb_for_adjective(document: Document) -> Iterator[Hit]:
    """Yield adverbs between an article or adjective and its noun: the locally time."""
    words = document.memo(tagged_words)
    for word, places in words.at.items():
        if not word.endswith("ly") or classes(word) != {"ADV"} or word in listed("adverbs-before-nouns"):
            continue
        adjective = _adjective(word)
        for at in places:
            if words.tags[at - 1] not in {"DT", "PRP$", "JJ", "PDT"} or not words.shown[at].islower():
                continue
            if adjective and _plain_noun(words.words[at + 1], words.tags[at + 1]):
                yield Hit(words.span(at, at), (adjective,), {"noun": words.shown[at + 1]})


def _plain_noun(word: str, tag: str) -> bool:
    known = classes(word)
    return known == {"NOUN"} or (known == {"NOUN", "VERB"} and tag in {"NN", "NNS"})


def _adjective(adverb: str) -> str:
    stem = adverb.removesuffix("ly")
    for form in (stem, f"{stem}le", f"{stem.removesuffix('i')}y", stem.removesuffix("al")):
        if "ADJ" in classes(form):
            return form
    return ""


def adjective_for_adverb(document: Document) -> Iterator[Hit]:
    """Yield adjectives between an auxiliary and its verb: was immediate closed."""
    words = document.memo(tagged_words)
    for at in words.places(listed("adjectives-for-adverbs")):
        if not words.tags[at - 1].startswith(("VB", "MD", "RB")) or words.words[at - 1] not in _AUXILIARIES:
            continue
        verb = words.words[at + 1]
        if words.tags[at + 1] not in {"VBN", "VB", "VBG"} or verb in listed("participles-like-adjectives"):
            continue
        if words.tags[at + 2] not in {"NN", "NNS", "NNP", "HYPH"} and words.shown[at].islower():
            yield Hit(words.span(at, at), (_adverb(words.shown[at]),), {"verb": words.shown[at + 1]})


def _adverb(adjective: str) -> str:
    if adjective.endswith("ic"):
        return "publicly" if adjective == "public" else f"{adjective}ally"
    if adjective.endswith("le"):
        return f"{adjective.removesuffix('e')}y" if adjective != "sole" else "solely"
    return f"{adjective.removesuffix('y')}ily" if adjective.endswith("y") else f"{adjective}ly"


def adjective_without_noun(document: Document) -> Iterator[Hit]:
    """Yield adjectives that an article opens and no noun closes: the historical of the team."""
    words = document.memo(tagged_words)
    for word, places in words.at.items():
        if not word.endswith(("al", "ous", "ful", "ible", "able")) or classes(word) != {"ADJ"}:
            continue
        for at in places:
            before, after = words.words[at - 1], words.words[at + 1]
            ends = after in {"of", "from", "with", "during", "into"} or (after == "." and before in _OWNERS)
            if before in _ARTICLES and ends and words.shown[at].islower():
                yield Hit(words.span(at, at), (), {"before": words.shown[at - 1]})


WORD_CLASS: dict[str, Callable[[Document], Iterator[Hit]]] = {
    "adjective-for-adverb": adjective_for_adverb,
    "adjective-without-noun": adjective_without_noun,
    "adverb-for-adjective": adverb_for_adjective,
    "noun-for-verb": noun_for_verb,
    "verb-for-noun": verb_for_noun,
}
