"""Whom and what a text names: persons, bodies, events and things, from word lists and from the way names are written.

A mention is sure only where something says so: a title, a first name, an age, an office beside the name, a listed noun.
A capitalized name that nothing explains is ``name``: it may be a person, and so it silences checks and triggers none.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from mtcheck.core.model import Span
from mtcheck.document import Document
from mtcheck.document.tagged import tagged
from mtcheck.english.lists import words
from mtcheck.english.tagging import TAGS
from mtcheck.english.tokens import Token

PERSONS = frozenset({"man", "woman", "person"})
_OF_NOUNS = frozenset({"VB", "PRP", "WP"})
"""Other tags that a listed noun may have."""
_MAY_BE_NOUN = _OF_NOUNS | {tag for tag in TAGS if tag[0] in "NJ"}
THINGS = frozenset({"body", "event", "thing"})
_IN_NOUN_PHRASES = frozenset({"JJ", "JJS", "JJR", "NN", "NNP", "POS", "PRP$", "DT", "CD", "RB", "VBN", "PDT"})
"""Tags of what stands before the noun in its phrase."""


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
    kinds |= dict.fromkeys(words("words-for-men"), "man") | dict.fromkeys(words("words-for-women"), "woman")
    return kinds


def _mentions(sentence: Sentence, known: dict[str, str]) -> Iterator[Mention]:
    behind = 0
    for index, (token, tag) in enumerate(zip(sentence.tokens, sentence.tags, strict=True)):
        capital = token.text[0].isupper()
        if index < behind or not (capital or tag in _MAY_BE_NOUN or token.text.lower() == "accused"):
            continue
        end = _name_end(sentence, index) if capital else index
        if end > index:
            yield _name(sentence, index, end, known)
            behind = end
        elif _is_listed(token.text.lower(), tag) and (mention := _noun(sentence, index)) is not None:
            yield mention


def _is_listed(word: str, tag: str) -> bool:
    """Tell whether a word may be the head of a mention by its lists, a plural by its singular."""
    return word in _lower_kinds() or word == "accused" or tag in {"NNS", "NNPS"}


def _noun(sentence: Sentence, index: int) -> Mention | None:
    """Return the mention that a listed common noun is the head of, if it is."""
    token, tag = sentence.tokens[index], sentence.tags[index]
    word = token.text.lower()
    kinds = _lower_kinds()
    following = sentence.tags[index + 1] if index + 1 < len(sentence.tags) else "."
    if (following.startswith("NN") and _is_head(_text(sentence, index + 1))) or _hyphened(sentence, index + 1):
        return None
    if word == "accused" and sentence.tags[index - 1 : index] == ["DT"]:
        return Mention(_phrase(sentence, index), word, "person", _is_subject(sentence, index))
    if word in kinds and (tag.startswith(("N", "JJ")) or tag in _OF_NOUNS):
        if kinds[word] in THINGS and not tag.startswith("N") and not _heads(sentence, index):
            return None
        return Mention(_phrase(sentence, index), word, kinds[word], _is_subject(sentence, index))
    if tag in {"NNS", "NNPS"}:
        single = word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
        kind = kinds.get(single) or ("person" if word.endswith(("men", "people")) else None)
        if kind is not None:
            return Mention(_phrase(sentence, index), word, kind, _is_subject(sentence, index), plural=True)
    return None


def _is_head(word: str) -> bool:
    """Tell whether a word tagged as a noun may be one, so that the noun before it is not the head of its phrase."""
    return word.islower() and not word.endswith("ed") and word not in words("irregular-pasts")


def _heads(sentence: Sentence, index: int) -> bool:
    """Tell whether the word stands where a noun does, between a determiner and a verb, whatever its tag."""
    after = sentence.tags[index + 1 : index + 2]
    return (
        sentence.tags[index - 1 : index] in (["DT"], ["PRP$"]) and bool(after) and after[0].startswith(("V", "M", "I"))
    )


def _phrase(sentence: Sentence, index: int) -> Span:
    """Return the noun with the determiner and adjectives before it."""
    low = index
    while _hyphened(sentence, low - 1) and low > 1:
        low -= 2
    while low and index - low < 5 and sentence.tags[low - 1] in _IN_NOUN_PHRASES:
        low -= 1
        if sentence.tags[low] in {"DT", "PRP$"}:
            break
    return Span(sentence.tokens[low].start, sentence.tokens[index].end)


def _is_subject(sentence: Sentence, index: int) -> bool:
    """Tell whether no preposition, verb or possessive governs the noun phrase that ends here."""
    low = index
    while _hyphened(sentence, low - 1) and low > 1:
        low -= 2
    while low and index - low < 12 and sentence.tags[low - 1] in _IN_NOUN_PHRASES:
        low -= 1
    if sentence.tags[index + 1 : index + 2] == ["POS"]:
        return False
    if low == 0:
        return True
    before, tag = _text(sentence, low - 1).lower(), sentence.tags[low - 1]
    if tag == "IN":
        return before in {"that", "because", "if", "although", "though", "while", "whether", "unless"}
    return tag in {"CC", ",", ":", "WRB", "``", "''"}


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
        elif (
            (word in words("name-particles") or word == "-") and _capital(sentence, end + 1) and _joined(sentence, end)
        ):
            end += 2
        elif word in words("name-particles") and _text(sentence, end + 1) == "-" and _capital(sentence, end + 2):
            end += 3
        elif word == "of" and _capital(sentence, end + 1) and sentence.tags[end + 1].startswith("NNP"):
            end += 2
        else:
            break
    return end


def _hyphened(sentence: Sentence, index: int) -> bool:
    """Tell whether the token is a hyphen inside a word."""
    return (
        index > 0
        and _text(sentence, index) in {"-", "‑"}
        and sentence.tokens[index].start == sentence.tokens[index - 1].end
    )


def _joined(sentence: Sentence, index: int) -> bool:
    return _text(sentence, index) != "-" or sentence.tokens[index].start == sentence.tokens[index - 1].end


def _capital(sentence: Sentence, index: int) -> bool:
    word = _text(sentence, index)
    if not word[:1].isupper() or word in {"I", "May"} or word in words("days-and-months"):
        return False
    if index == 0 or _text(sentence, index - 1) in {'"', "“"}:
        opens = sentence.tags[index].startswith("NNP") and not word.endswith(("ed", "ing", "ly"))
        return opens or word in words("men-names") or word in words("women-names")
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
        return "person" if _is_native(sentence, low, high, parts) else "place"
    before = _text(sentence, low - 1).lower() if low else ""
    gender = _gender(parts, before)
    if gender or parts[-1] in known:
        return gender or known[parts[-1]]
    return "person" if _explained(sentence, high, parts, before) else _office(parts[-1].lower())


def _gender(parts: list[str], before: str) -> str:
    """Tell by title or first name whether a man or a woman is named; empty if nothing tells."""
    lowered = [*(part.lower() for part in parts), before]
    for kind, titles, firsts in (("man", "words-for-men", "men-names"), ("woman", "words-for-women", "women-names")):
        if any(word in words(titles) for word in lowered):
            return kind
        if any(part in words(firsts) for part in parts):
            return kind
    return ""


def _office(word: str) -> str:
    """Return the kind of a listed noun with a capital (Prime Minister), or ``name`` for a name that says nothing."""
    return _lower_kinds().get(word, "name")


def _is_body(parts: list[str]) -> bool:
    ends = words("bodies-in-names")
    if parts[-1] in ends or any(part == "of" and parts[at - 1] in ends for at, part in enumerate(parts)):
        return True
    return len(parts) == 1 and 1 < len(parts[0]) < 6 and parts[0].isupper()


def _is_native(sentence: Sentence, low: int, high: int, parts: list[str]) -> bool:
    """Tell whether a demonym stands for one person: the Italian, a Briton."""
    if parts[-1] not in words("demonyms") or not low or sentence.tags[low - 1] not in {"DT", "CD", "JJ"}:
        return False
    following = sentence.tags[high] if high < len(sentence.tags) else "."
    return not following.startswith(("NN", "JJ", "CD", "VBN", "HYPH", "POS"))


def _is_place(parts: list[str]) -> bool:
    name = " ".join(parts)
    listed = (words("countries"), words("places"), words("demonyms"), words("articled-names"))
    return any(name in names for names in listed) or all(any(p in names for names in listed) for p in parts)


def _explained(sentence: Sentence, high: int, parts: list[str], before: str) -> bool:
    """Tell whether a title, an office or an age beside the name says that it is a person's."""
    titles = words("titles-before-names")
    if len(parts) > 1 and (parts[0] in titles or " ".join(parts[:2]) in titles):
        return True
    if before in words("persons") and before not in {"one", "who"}:
        return True
    if _text(sentence, high).lower() in words("verbs-of-persons"):
        return True
    if _text(sentence, high) in {",", "("} and sentence.tags[high + 1 : high + 2] == ["CD"]:
        age = _text(sentence, high + 1)
        return age.isdecimal() and len(age) < 4 and 4 <= int(age) <= 110 and _text(sentence, high + 2) in {",", ")"}
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
