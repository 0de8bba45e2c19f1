"""Tells whether words in another order still make an English phrase: a tour of the base and a base tour both do."""

from collections.abc import Sequence

from mtcheck.document.roundtrip.stretches import Pair, Stretch
from mtcheck.document.roundtrip.synonyms import AMOUNTS, like
from mtcheck.document.roundtrip.words import Word, vocabulary
from mtcheck.english.lists import words as word_list

_LONGEST = 14
"""Words of a reordered stretch beyond which it is a rewording and not a slip."""

_SAYING = vocabulary("say add tell warn explain argue claim note reply write insist declare comment state ask")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NUMBERS_OF = vocabulary("amount number lot lack shortage loss use price cost quality level supply source type kind")
_DEVERBAL = ("tion", "sion", "ment", "ance", "ence", "al", "age", "ing", "ery", "sis", "er", "or", "ist")


def broken(pair: Pair, stretch: Stretch) -> bool:
    """Tell whether the order of a stretch is damaged."""
    text, original = stretch.words(pair)
    if max(len(text), len(original)) > _LONGEST or _sum(text):
        return False
    if _adverb_moved(text, original):
        return _opens_badly(text)
    if any(word.tag in _FINITE for word in (*text, *original)):
        return _clause_broken(pair, stretch)
    if not _shared(text, original) or _loosely_built(text):
        return False
    return not _fluent(text, original)


def _sum(words: Sequence[Word]) -> bool:
    """Tell whether words are a sum of money, whose sign stands before and whose name stands after the figure."""
    return all(word.is_number or word.lemmas & AMOUNTS or not word.content for word in words)


def _loosely_built(text: Sequence[Word]) -> bool:
    """Tell whether the text's words are in phrases that may change places: a possessive, a pronoun, with or against."""
    return any(word.tag in {"POS", "PRP", "WDT"} or (word.tag == "IN" and word.key != "of") for word in text)


def _shared(text: Sequence[Word], original: Sequence[Word]) -> bool:
    """Tell whether both sides are mostly made of the same words, so that their order is what differs."""
    content = [word for word in text if word.content]
    known = [word for word in content if any(word.lemmas & other.lemmas or like(word, other) for other in original)]
    return len(known) * 5 >= len(content) * 3


def _adverb_moved(text: Sequence[Word], original: Sequence[Word]) -> bool:
    """Tell whether only an adverb or auxiliary changed its place."""
    rest = [[word.key for word in side if not word.tag.startswith("RB")] for side in (text, original)]
    return rest[0] == rest[1] and sorted(word.key for word in text) == sorted(word.key for word in original)


def _opens_badly(text: Sequence[Word]) -> bool:
    """Tell whether also or only stands before a pronoun that should be before it."""
    return text[0].key in {"also", "only", "still", "just", "now"} and text[1:2] != () and text[1].tag == "PRP"


def _clause_broken(pair: Pair, stretch: Stretch) -> bool:
    text, original = stretch.words(pair)
    verbs = [word for word in text if word.tag in _FINITE]
    if len(text) > 5 or [word.key for word in text] == [word.key for word in original]:
        return False
    if any(verb.lemmas & _SAYING for verb in verbs):
        return _splits_name(pair, stretch)
    return _shared(text, original) and not any(
        word.key in {",", "and", "of", "nor", "that"} for word in (*text, *original)
    )


def _splits_name(pair: Pair, stretch: Stretch) -> bool:
    """Tell whether a verb of saying has come between the parts of a name."""
    text, _ = stretch.words(pair)
    after = pair.text[stretch.text[1] : stretch.text[1] + 1]
    return len(text) > 1 and text[-2].capital and text[-1].tag in _FINITE and bool(after) and after[0].tag == "NNP"


def _fluent(text: Sequence[Word], original: Sequence[Word]) -> bool:
    halves, others = _halves(text), _halves(original)
    if len(halves) == 2 and [_lemmas(half) for half in halves] == [_lemmas(half) for half in reversed(others)]:
        return True
    parts, others = _parts(text), _parts(original)
    if len(parts) == 1 and len(others) == 2:  # a tour of the base: a base tour
        return _lemmas(parts[0]) == _lemmas([*others[1], *others[0]]) or _possessive(original)
    if len(parts) == 2 and len(others) == 2:  # the regiment's founder: the founder of the regiment, and the reverse
        return _lemmas(parts[0]) == _lemmas(others[1]) and _lemmas(parts[1]) == _lemmas(others[0])
    if len(parts) == 2 and len(others) == 1 and not _possessive(text):
        return _lemmas([*parts[1], *parts[0]]) == _lemmas(others[0]) and not _bare(text, parts, others[0])
    return False


def _halves(words: Sequence[Word]) -> list[list[Word]]:
    """Cut a phrase at its conjunction."""
    parts: list[list[Word]] = [[]]
    for word in words:
        if word.tag == "CC":
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def _possessive(words: Sequence[Word]) -> bool:
    return any(word.tag == "POS" for word in words)


def _bare(text: Sequence[Word], parts: list[list[Word]], original: Sequence[Word]) -> bool:
    """Tell whether a noun that stood before another now follows it after a bare ``of``: marks of stab."""
    head, tail = parts[0][-1], parts[1][-1]
    if any(word.tag == "DT" for word in text) or tail.tag in {"NNP", "NNPS"}:
        return False
    if all(word.text.lower() != tail.text.lower() for word in original):
        return False  # made a plural: organisers of events
    relational = head.key.endswith(_DEVERBAL) or bool(head.lemmas & _NUMBERS_OF)
    return not relational or bool(tail.lemmas & word_list("count-nouns"))


def _parts(words: Sequence[Word]) -> list[list[Word]]:
    """Cut a phrase at its prepositions and possessives; articles and marks are left out."""
    parts: list[list[Word]] = [[]]
    for word in words:
        if word.tag in {"IN", "TO", "POS"}:
            parts.append([])
        elif word.is_word and word.tag not in {"DT", "PRP$"}:
            parts[-1].append(word)
    return [part for part in parts if part]


def _lemmas(words: Sequence[Word]) -> list[str]:
    return [min(word.lemmas, key=lambda form: (len(form), form)) for word in words]
