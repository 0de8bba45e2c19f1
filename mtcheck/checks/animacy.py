"""Whom and what a text names: persons, bodies, events and things, from word lists and from the way names are written.

A mention is sure only where something says so: a title, a first name, an age, an office beside the name, a listed noun.
A capitalized name that nothing explains is ``name``: it may be a person, and so it silences checks and triggers none.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from mtcheck.document import Document
from mtcheck.model import Span
from mtcheck.rulelang.lists import words
from mtcheck.tagged import tagged
from mtcheck.tokens import Token

PERSONS = frozenset({"man", "woman", "person"})
THINGS = frozenset({"body", "event", "thing"})

_PARTICLES = frozenset("al bin da das de del della den der di do dos du el ibn la le van von y".split())
_MALE_WORDS = frozenset(
    "boy boyfriend bridegroom brother businessman chairman congressman duke emperor father fireman fisherman gentleman"
    " grandfather grandson gunman guy husband king landlord man monk nephew policeman pope priest prince son spokesman"
    " uncle waiter widower mr mr. sir lord".split()
)
_FEMALE_WORDS = frozenset(
    "actress aunt baroness bride businesswoman chairwoman congresswoman countess daughter duchess girl girlfriend"
    " grandmother granddaughter heroine lady mother niece nun policewoman princess queen sister spokeswoman stewardess"
    " waitress widow wife woman miss mrs mrs. ms ms. dame".split()
)
_CLOCK = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december i".split()
)
_SURE_VERBS = frozenset("confessed confesses married marries smiled smiles nodded laughed laughs shrugged wept".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun or name: ``kind`` is man, woman, person, body, event, thing, place or name (unknown)."""

    span: Span
    head: str
    kind: str
    subject: bool
    plural: bool = False


@dataclass(slots=True)
class Sentence:
    """A sentence with its tokens, tags and mentions."""

    span: Span
    tokens: list[Token]
    tags: list[str]
    mentions: list[Mention] = field(default_factory=list)


def sentences(document: Document) -> list[Sentence]:
    """Read who and what each sentence names; ask for it with ``document.memo(sentences)``."""
    text = document.memo(tagged)
    read: list[Sentence] = []
    low = 0
    for span, found in zip(document.sentences, document.sentence_tokens, strict=True):
        high = low + len(found)
        read.append(Sentence(span, list(found), text.tags[low:high]))
        low = high
    known: dict[str, str] = {}
    for sentence in read:
        sentence.mentions = list(_mentions(sentence, known))
    return read


@cache
def _lower_kinds() -> dict[str, str]:
    kinds: dict[str, str] = {}
    for name, kind in (("things", "thing"), ("groups", "body"), ("events", "event"), ("persons", "person")):
        kinds |= dict.fromkeys(words(name), kind)
    kinds |= {word: "man" for word in _MALE_WORDS} | {word: "woman" for word in _FEMALE_WORDS}
    return kinds


def _mentions(sentence: Sentence, known: dict[str, str]) -> Iterator[Mention]:
    index = 0
    while index < len(sentence.tokens):
        end = _name_end(sentence, index)
        if end > index:
            yield _name(sentence, index, end, known)
            index = end
            continue
        if (mention := _noun(sentence, index)) is not None:
            yield mention
        index += 1


def _noun(sentence: Sentence, index: int) -> Mention | None:
    """Return the mention that a common noun is the head of, if it is listed."""
    token, tag = sentence.tokens[index], sentence.tags[index]
    word = token.text.lower()
    following = sentence.tags[index + 1] if index + 1 < len(sentence.tags) else "."
    kinds = _lower_kinds()
    if following.startswith("NN") and _text(sentence, index + 1).islower():
        return None
    if word in kinds and (tag.startswith("N") or tag in {"JJ", "VB", "VBP", "CD", "PRP", "WP"}):
        if kinds[word] in THINGS and not tag.startswith("N"):
            return None
        return Mention(_phrase(sentence, index), word, kinds[word], _is_subject(sentence, index))
    if tag in {"NNS", "NNPS"}:
        single = word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
        kind = kinds.get(single) or ("person" if word.endswith(("men", "people")) else None)
        if kind is not None:
            return Mention(_phrase(sentence, index), word, kind, _is_subject(sentence, index), plural=True)
    return None


def _phrase(sentence: Sentence, index: int) -> Span:
    """Return the noun with the determiner and adjectives before it."""
    low = index
    while low and index - low < 5 and sentence.tags[low - 1] in {"JJ", "JJS", "NN", "NNP", "POS", "PRP$", "DT", "CD"}:
        low -= 1
        if sentence.tags[low] in {"DT", "PRP$"}:
            break
    return Span(sentence.tokens[low].start, sentence.tokens[index].end)


def _is_subject(sentence: Sentence, index: int) -> bool:
    """Tell whether no preposition, verb or possessive governs the noun phrase that ends here."""
    low = index
    while low and sentence.tags[low - 1] in {"JJ", "JJS", "JJR", "NN", "NNP", "POS", "PRP$", "DT", "CD", "RB", "VBN", "PDT"}:
        low -= 1
    if sentence.tags[index + 1 : index + 2] == ["POS"]:
        return False
    if low == 0:
        return True
    before, tag = _text(sentence, low - 1).lower(), sentence.tags[low - 1]
    if tag == "IN":
        return before in {"that", "because", "if", "although", "though", "while", "whether", "unless"}
    return tag in {"CC", ",", ".", ":", "WRB", "``", "''"} or before in {'"', "“", "that", "when"}


def _text(sentence: Sentence, index: int) -> str:
    return sentence.tokens[index].text if 0 <= index < len(sentence.tokens) else ""


def _name_end(sentence: Sentence, index: int) -> int:
    """Return where the run of capitalized words that begins here ends; the index itself if none does."""
    if not _capital(sentence, index):
        return index
    end = index + 1
    while end < len(sentence.tokens):
        word = _text(sentence, end)
        if _capital(sentence, end):
            end += 1
        elif (word in _PARTICLES or word == "-") and _capital(sentence, end + 1) and _joined(sentence, end):
            end += 2
        elif word == "of" and _capital(sentence, end + 1) and sentence.tags[end + 1].startswith("NNP"):
            end += 2
        else:
            break
    return end


def _joined(sentence: Sentence, index: int) -> bool:
    return _text(sentence, index) != "-" or sentence.tokens[index].start == sentence.tokens[index - 1].end


def _capital(sentence: Sentence, index: int) -> bool:
    word = _text(sentence, index)
    if not word[:1].isupper() or word.lower() in _CLOCK:
        return False
    if index == 0 or _text(sentence, index - 1) in {'"', "“", "``"}:
        return sentence.tags[index].startswith("NNP") or word in words("men-names") or word in words("women-names")
    return sentence.tags[index] not in {"DT", "PRP", "PRP$", "IN", "CC", "WRB", "UH"} or len(word) > 6


def _name(sentence: Sentence, low: int, high: int, known: dict[str, str]) -> Mention:
    parts = [_text(sentence, at) for at in range(low, high)]
    kind = _name_kind(sentence, low, high, parts, known)
    if kind in PERSONS:
        known[parts[-1]] = kind
        if len(parts) == 2 and parts[0][:1].isalpha():
            known.setdefault(parts[0], kind)
    span = Span(sentence.tokens[low].start, sentence.tokens[high - 1].end)
    return Mention(span, parts[-1], kind, _is_subject(sentence, high - 1))


def _name_kind(sentence: Sentence, low: int, high: int, parts: list[str], known: dict[str, str]) -> str:
    if _is_body(parts):
        return "body"
    if _is_place(parts):
        return "place"
    lowered = [part.lower() for part in parts]
    before = _text(sentence, low - 1).lower() if low else ""
    for word in (*lowered, before):
        if word in _MALE_WORDS:
            return "man"
        if word in _FEMALE_WORDS:
            return "woman"
    for part in parts:
        if part in words("men-names"):
            return "man"
        if part in words("women-names"):
            return "woman"
    if parts[-1] in known:
        return known[parts[-1]]
    return "person" if _explained(sentence, low, high, parts, before) else _titled(lowered)


def _titled(lowered: list[str]) -> str:
    """Tell apart a name that is an office (Prime Minister), a listed noun with a capital, and one that says nothing."""
    kinds = _lower_kinds()
    kind = kinds.get(lowered[-1])
    return kind if kind is not None and lowered[-1] not in {"may", "will"} else "name"


def _is_body(parts: list[str]) -> bool:
    ends = words("bodies-in-names")
    if parts[-1] in ends or any(part == "of" and parts[at - 1] in ends for at, part in enumerate(parts)):
        return True
    return len(parts) == 1 and len(parts[0]) > 1 and parts[0].isupper()


def _is_place(parts: list[str]) -> bool:
    name = " ".join(parts)
    listed = (words("countries"), words("places"), words("demonyms"), words("articled-names"))
    return any(name in names for names in listed) or all(any(p in names for names in listed) for p in parts)


def _explained(sentence: Sentence, low: int, high: int, parts: list[str], before: str) -> bool:
    """Tell whether a title, an office or an age beside the name says that it is a person's."""
    titles = words("titles-before-names")
    if len(parts) > 1 and (parts[0] in titles or " ".join(parts[:2]) in titles):
        return True
    if before in words("persons") and before not in {"one", "who"}:
        return True
    if _text(sentence, high).lower() in _SURE_VERBS:
        return True
    if _text(sentence, high) in {",", "("} and sentence.tags[high + 1 : high + 2] == ["CD"]:
        age = _text(sentence, high + 1)
        return age.isdigit() and 4 <= int(age) <= 110 and _text(sentence, high + 2) in {",", ")"}
    return _text(sentence, high) == "," and _apposition(sentence, high + 1)


def _apposition(sentence: Sentence, index: int) -> bool:
    """Tell whether a phrase with a word for a person begins here: , a security analyst."""
    if sentence.tags[index : index + 1] != ["DT"]:
        return False
    for at in range(index + 1, min(index + 7, len(sentence.tags))):
        if not sentence.tags[at].startswith(("NN", "JJ", "VBN", "HYPH", "POS")):
            return False
        if _text(sentence, at).lower() in words("persons"):
            return not sentence.tags[at + 1].startswith("NN") if at + 1 < len(sentence.tags) else True
    return False
