"""Judges of function words: articles, prepositions, pronouns, forms of be and have."""

from collections.abc import Sequence

from mtcheck.document.roundtrip.place import Place
from mtcheck.document.roundtrip.words import Word, vocabulary

PREPOSITIONS = vocabulary(
    "about above across after against along among around at before behind below beneath beside between beyond by down "
    "during for from in inside into near of off on onto out outside over past since through throughout to toward "
    "towards under until up upon via with within without"
)
SUBJECTS = vocabulary("i you he she it we they there")
_OBJECTS = vocabulary("me him her us them")
_BE = vocabulary("am is are was were be been being")
_AGREEING = _BE | vocabulary("has have do does")
_ARTICLES = frozenset({"the", "a"})
_RELATIVES = vocabulary("that which who whom")
_NUMBERED = ({"this", "these"}, {"that", "those"})


def _couples(text: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(couple.split("-")) for couple in text.split())


_EXCHANGED = _couples(
    "in-at in-on on-about about-over to-towards in-into in-within during-in in-inside on-upon among-between until-to "
    "across-in across-through through-by throughout-in before-by around-about of-in for-of by-with beside-near "
    "below-under above-over after-following since-from to-for for-in with-to away-off from-at over-on toward-into "
    "towards-into into-at from-in on-to under-in"
)
"""Prepositions that stand for each other as often without damage as with it."""

_AFTER_VERB_ALSO = _couples("in-at in-on of-from to-for for-in by-with of-in")
"""Those of them that a verb or the set phrase before tells apart."""

_PARTICLES = vocabulary("out up down off away over")
_QUANTITIES = vocabulary("hundred thousand million billion dozen lot score quantity number amount")


def hyphen(place: Place) -> bool:
    """Tell whether a hyphen was lost between words that stand before a noun."""
    if place.text or len(place.original) != 1 or place.original[0].tag != "HYPH" or not place.anchored:
        return False
    noun = place.following(1)
    return noun is not None and (noun.tag.startswith("NN") or noun.tag in {"VBN", "JJ"})


def preposition(place: Place) -> bool:
    """Tell whether a preposition is wrong, lost or idle."""
    text, original = place.text, place.original
    if not text and len(original) == 1:
        return _lost_preposition(place, original[0])
    if not original and len(text) == 1:
        return text[0].key == "to" and place.before is not None and place.before.key in _BE and _participle(place.after)
    if len(text) != 1 or len(original) != 1:
        return False
    one, other = text[0], original[0]
    if other.key not in PREPOSITIONS:
        return other.key == "as" and one.key in {"so", "like", "how"}
    if one.key not in PREPOSITIONS:
        return one.key in _ARTICLES or (not one.content and one.tag in {"RB", "JJ", "IN"})
    return not _exchangeable(place, one, other)


def _participle(word: Word | None) -> bool:
    return word is not None and word.tag in {"VBN", "VBD"}


def _exchangeable(place: Place, one: Word, other: Word) -> bool:
    pair = frozenset({one.key, other.key})
    if pair not in _EXCHANGED or not place.anchored:
        return False
    verb = place.before is not None and place.before.tag.startswith("VB")
    return not (verb and pair in _AFTER_VERB_ALSO)


def _lost_preposition(place: Place, word: Word) -> bool:
    after = place.after
    if word.key not in PREPOSITIONS or word.key == "of" or not place.anchored or place.before is None or after is None:
        return False
    if after.tag == "CD" or (word.key in _PARTICLES and not place.before.tag.startswith("VB")):
        return False
    if word.key == "to":
        verb = place.after is not None and place.after.tag == "VB" and place.before.tag.startswith("VB")
        return verb and not place.before.lemmas & {"help", "make", "let", "see", "hear", "go", "dare", "come"}
    return True


def article(place: Place) -> bool:
    """Tell whether an article is lost or idle."""
    text, original = place.text, place.original
    if not text and len(original) == 1 and original[0].key in _ARTICLES and place.anchored:
        return _needs_article(place)
    if not original and len(text) == 1 and text[0].key in _ARTICLES and place.anchored:
        return _bears_no_article(place, text[0])
    if len(text) == 1 and len(original) == 1:
        return {text[0].key, original[0].key} == {"other", "another"}
    return False


def _head(place: Place) -> tuple[Word | None, Word | None]:
    """Return the head noun after the stretch and the word that follows it."""
    head: Word | None = None
    skip = 0
    while (word := place.following(skip)) is not None and (
        word.tag[:2] in {"NN", "JJ", "CD"} or word.tag in {"VBN", "RB", "HYPH"}
    ):
        if word.tag.startswith("NN"):
            head = word
        elif head is not None:
            break
        skip += 1
    return head, word


def _needs_article(place: Place) -> bool:
    head, _ = _head(place)
    after = place.after
    if head is None or after is None or place.pair.heading or place.changed_after:
        return False
    if head.tag in {"NNS", "NNPS"} and not after.capital:
        return False
    return head is after or not after.capital


def _bears_no_article(place: Place, word: Word) -> bool:
    head, after = _head(place)
    if head is None or (place.pair.heading and word is not place.pair.text[0]):
        return False
    if place.changed_after:
        return False
    if word.key == "a":
        return head.tag == "NNS"
    if after is not None and (after.tag in {"VBN", "WDT", "WP"} or after.key in _RELATIVES):
        return False
    if after is not None and after.key == "of":
        return bool(head.lemmas & _QUANTITIES)
    return head.tag in {"NNS", "NNPS", "NN", "NNP"} and not place.reworded_before


def pronoun(place: Place) -> bool:
    """Tell whether a pronoun refers to something else than the original's, or stands where none should."""
    text, original = place.text, place.original
    if len(text) == 1 and not original:
        idle = text[0].key in (SUBJECTS | _OBJECTS) - {"there"} and text[0].tag == "PRP"
        return idle and place.before is not None and (place.before.key in _RELATIVES or text[0].key in _OBJECTS)
    if len(text) != 1 or len(original) != 1:
        return False
    one, other = text[0], original[0]
    if one.tag.startswith("PRP") and other.tag.startswith("PRP"):
        return {one.key, other.key} not in ({"its", "their"}, {"it", "they"}, {"it", "them"})
    return one.key == "what" and other.key in _RELATIVES


def subject(place: Place) -> bool:
    """Tell whether the subject of a clause was lost."""
    lost = [word for word in place.original if word.key in SUBJECTS and word.tag in {"PRP", "EX"}]
    if not lost or _governed(lost[0], place) or not _nothing_else(place, lost):
        return False
    around = (*place.text, place.after, place.following(1))
    if any(word.tag in {"VBG", "VBN"} for word in place.text):
        return False
    verb = next((word for word in around if word and word.tag[:2] in {"VB", "MD", "NN"}), None)
    if verb is None or (lost[0].key == "you" and verb.tag in {"VB", "VBP"} and not place.before):
        return False
    return (verb.tag in _FINITE or bool(place.text)) and _clause_opens(place)


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "NN", "VBN", "VB"})
_CONJUNCTIONS = frozenset({"after", "before", "since", "until", "than", "that", "if", "as"})


def _governed(word: Word, place: Place) -> bool:
    """Tell whether a preposition stands before a pronoun, so that it is no subject."""
    at = place.pair.original.index(word)
    before = place.pair.original[at - 1] if at else None
    return before is not None and before.key in PREPOSITIONS - _CONJUNCTIONS


def _nothing_else(place: Place, lost: Sequence[Word]) -> bool:
    """Tell whether the rest of the stretch says the same on both sides."""
    if len(place.text) > 3 or len(place.original) > 4:
        return False
    rest = [word for word in place.original if word not in lost]
    if not all(_matched(word, place.text) or not word.content for word in rest):
        return False
    return all(_matched(word, rest) or word.tag in {"WP", "WDT", "WRB"} or word.key == "if" for word in place.text)


def _matched(word: Word, others: Sequence[Word]) -> bool:
    return any(word.lemmas & other.lemmas for other in others)


def _clause_opens(place: Place) -> bool:
    """Tell whether the place is not after a verb's own subject, as in: who (they say) came."""
    return place.before is None or place.before.key not in {"who", "to"}


def form(place: Place) -> bool:
    """Tell whether a form of be, have or do does not agree, or be was lost before a participle or adjective."""
    text, original = place.text, place.original
    if not text and len(original) == 1 and original[0].key in _BE:
        return _lost_be(place)
    if len(text) != 1 or len(original) != 1:
        return False
    one, other = text[0], original[0]
    if one.key in _AGREEING and other.key in _AGREEING and one.lemmas & other.lemmas:
        return (one.tag, other.tag) not in {("VBD", "VBZ"), ("VBZ", "VBD"), ("VBP", "VBD"), ("VBD", "VBP")}
    return any({one.key, other.key} == pair for pair in _NUMBERED) and _before_noun(place)


def _lost_be(place: Place) -> bool:
    """Tell whether be is missing before a participle or adjective, an adverb between them or not."""
    after, then = place.after, place.following(1)
    if after is None or place.before is None:
        return False
    word = then if after.tag == "RB" and then is not None else after
    return word.tag in {"VBN", "VBD", "VBG", "JJ"} and (place.anchored or after.tag == "RB")


def _before_noun(place: Place) -> bool:
    return place.after is not None and (place.after.tag[:2] in {"NN", "JJ"} or place.after.tag == "VBG")
