"""Words of the wrong class in their slot: a noun where a verb must stand, an adverb before a noun, and the reverse."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from mtcheck.document import Document
from mtcheck.model import Hit, Span
from mtcheck.rulelang.lists import words
from mtcheck.tagged import tagged

_DEVERBAL = regex.compile(r"\p{Ll}{3,}(?:[ts]ion|ment|ance|ence|overy|usal)")
_VERBAL = regex.compile(
    r"\p{Ll}{3,}(?:ate|ize|ify)|accept|achieve|admit|agree|allow|announce|apply|arrive|assist|attend|become|begin|believe|choose"
    r"|complain|compete|conclude|consist|contribute|decide|defend|deliver|deny|depart|depend|describe|destroy|develop|discover"
    r"|discuss|emerge|employ|encourage|enjoy|enter|establish|exist|expand|explain|express|extend|govern|identify|imagine"
    r"|improve|include|inform|inspect|invent|invite|lose|move|occur|oppose|perform|persuade|prepare|prevent|proceed|protect"
    r"|prove|provide|publish|pursue|reach|receive|recover|refuse|remain|remove|replace|require|respond|retain|reveal|select"
    r"|solve|succeed|suggest|survive"
)
_OBJECT = regex.compile(r"DT|PRP\$?")
_ARTICLES = frozenset("the a an my our their his its".split())
_SUBJECTS = frozenset("i he she we they who".split())
_ASKS_FOR_BASE = frozenset("could would should might must may can will cannot".split())
_PREPOSITION_TO = frozenset(
    "according due thanks prior response addition owing contrary from added add next as up".split()
)


class _Here(NamedTuple):
    """A token in its sentence, with small letters, and the tokens about it."""

    word: str
    tag: str
    before: tuple[str, str]
    after: tuple[str, str]
    second: str
    span: Span


@lru_cache(maxsize=50_000)
def classes(word: str) -> frozenset[str]:
    """Return the word classes that the dictionary knows a word in, such as NOUN and VERB."""
    import lemminflect

    return frozenset(lemminflect.getAllLemmas(word)) if word.isalpha() else frozenset()


def _places(document: Document) -> Iterator[_Here]:
    """Yield every word in small letters that has a neighbour on either side in its sentence."""
    text = document.memo(tagged)
    at = 0
    for sentence in document.sentence_tokens:
        shown = [token.text.lower() for token in sentence]
        tags = text.tags[at : at + len(sentence)]
        at += len(sentence)
        for i in range(1, len(sentence) - 1):
            if sentence[i].text == shown[i] and shown[i].isalpha():
                yield _Here(
                    shown[i],
                    tags[i],
                    (shown[i - 1], tags[i - 1]),
                    (shown[i + 1], tags[i + 1]),
                    shown[i - 2] if i > 1 else "",
                    Span(sentence[i].start, sentence[i].end),
                )


def noun_for_verb(document: Document) -> Iterator[Hit]:
    """Yield nouns in a place that only a verb can fill: they will allowance it."""
    for here in _places(document):
        if not _DEVERBAL.fullmatch(here.word) or not _verb_slot(here) or classes(here.word) != {"NOUN"}:
            continue
        yield Hit(here.span, (), {"before": here.before[0]})


def _verb_slot(here: _Here) -> bool:
    word, tag = here.before
    if not _OBJECT.fullmatch(here.after[1]) and here.after[0] not in {"that", "much", "many"}:
        return False
    if word == "to":
        return here.second not in _PREPOSITION_TO and here.after[0] != "that"
    if word in _ASKS_FOR_BASE:
        return tag == "MD" and here.second not in {"the", "a", "", ",", "“", '"', "what", "how", "why"}
    return word in _SUBJECTS or (word in {"not", "n't"} and here.second in {"did", "do", "does"})


def verb_for_noun(document: Document) -> Iterator[Hit]:
    """Yield verbs in a place that only a noun can fill: the administrate of the town."""
    for here in _places(document):
        if here.before[0] in _ARTICLES and here.after[0] in {"of", ",", ".", "and", "in", "on", "is", "was"}:
            if _VERBAL.fullmatch(here.word) and classes(here.word) == {"VERB"}:
                yield Hit(here.span, (), {"before": here.before[0]})


def adverb_for_adjective(document: Document) -> Iterator[Hit]:
    """Yield adverbs between an article or adjective and its noun: the locally time."""
    for here in _places(document):
        if not here.word.endswith("ly") or here.before[1] not in {"DT", "PRP$", "JJ", "PDT"}:
            continue
        if not _plain_noun(*here.after) or classes(here.word) != {"ADV"}:
            continue
        adjective = _adjective(here.word)
        if adjective and here.word not in words("adverbs-before-nouns"):
            yield Hit(here.span, (adjective,), {"noun": here.after[0]})


def _plain_noun(word: str, tag: str) -> bool:
    known = classes(word)
    return known == {"NOUN"} or (known == {"NOUN", "VERB"} and tag in {"NN", "NNS"})


def _adjective(adverb: str) -> str:
    stem = adverb.removesuffix("ly")
    for form in (stem, f"{stem}le", f"{stem.removesuffix('i')}y", stem.removesuffix("al")):
        if "ADJ" in classes(form):
            return form
    return ""


def adjective_without_noun(document: Document) -> Iterator[Hit]:
    """Yield adjectives that an article opens and no noun closes: the historical of the team."""
    for here in _places(document):
        if here.before[0] not in _ARTICLES or not here.word.endswith(("al", "ous", "ful", "ible", "able")):
            continue
        ends = here.after[0] in {"of", "from", "with", "during", "into"} or (
            here.after[0] == "." and here.before[0] in {"a", "an", "our", "their", "its"}
        )
        if ends and classes(here.word) == {"ADJ"}:
            yield Hit(here.span, (), {"before": here.before[0]})


WORD_CLASS: dict[str, Callable[[Document], Iterator[Hit]]] = {
    "adjective-without-noun": adjective_without_noun,
    "adverb-for-adjective": adverb_for_adjective,
    "noun-for-verb": noun_for_verb,
    "verb-for-noun": verb_for_noun,
}
