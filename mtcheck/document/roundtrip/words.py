"""The words of a text as the comparison sees them: place, tag, a key that spelling does not change, lemmas."""

from dataclasses import dataclass
from functools import cache, lru_cache

from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.aliases import ALIASES
from mtcheck.english.lemmas import lemma
from mtcheck.english.lists import words as word_list
from mtcheck.english.tagging import tag_tokens
from mtcheck.english.tokens import Token, normal_form

_NUMBER = STORE.pattern(r"\d[\d.,]*")
_TAGS = ("NNS", "VBZ", "VBD", "VBG", "VBN", "JJR", "JJS")
_VARIANT = (
    (STORE.pattern(r"(?<=\p{L}{3})is(?=(?:e[sdr]?|ing|ers?|ations?|able)$)"), "iz"),
    (STORE.pattern(r"(?<=\p{L}{3})ys(?=e[sd]?$|ing$)"), "yz"),
    (STORE.pattern(r"(?<=[^\W_]{2}[^aeiouf\W])our(?=s|ed|ing|able|ful|ite|hood|ly|$)"), "or"),
    (STORE.pattern(r"(?<=\p{L}{2}[tb])re(?=s?$)"), "er"),
    (STORE.pattern(r"(?<=(?:def|off|lic|pret))ence(?=s?$)"), "ense"),
    (STORE.pattern(r"ll(?=ed$|ing$|ers?$)"), "l"),
    (STORE.pattern(r"ogue(?=s?$)"), "og"),
    (STORE.pattern(r"(?<=practi)s(?=e[sd]?$|ing$)"), "c"),
    (STORE.pattern(r"(?<=advis)or(?=s?$)"), "er"),
    (STORE.pattern(r"storey"), "story"),
    (STORE.pattern(r"(?<=judg)e(?=ment)"), ""),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A token of a text: its half-open place in the prose, Penn tag, folded key and possible dictionary forms.

    ``is_word`` says that it is more than punctuation, ``content`` that it is a word of the open classes.
    """

    start: int
    end: int
    text: str
    tag: str
    key: str
    lemmas: frozenset[str]
    is_word: bool
    content: bool

    @property
    def is_number(self) -> bool:
        """Tell whether it is a number in figures."""
        return self.key[:1].isdigit()

    @property
    def capital(self) -> bool:
        """Tell whether it begins with a capital."""
        return self.text[:1].isupper()


def vocabulary(text: str) -> frozenset[str]:
    """Return the words of a text, for a short list that belongs to the method and not to the data."""
    return frozenset(text.split())


Sentence = tuple[Word, ...]


@cache
def function_words() -> frozenset[str]:
    """Return the words of the closed classes."""
    return frozenset(word.lower() for word in word_list("function-words"))


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Return a key that is the same for spellings of one word, for a figure with other marks, for a sign's name."""
    if text == "US":  # in small letters it is a pronoun
        return "usa"
    if text.lower() in ALIASES:
        return ALIASES[text.lower()]
    plain = normal_form(text).lower().replace("’", "'")
    if _NUMBER.fullmatch(plain):
        return plain.replace(",", "").rstrip(".")
    plain = ALIASES.get(plain, plain)
    plain = _spellings().get(plain, plain)
    for pattern, other in _VARIANT:
        plain = pattern.sub(other, plain)
    return plain


@cache
def _spellings() -> dict[str, str]:
    """Return for each word with several spellings the one that stands for all."""
    lines = [*word_list("british-american"), *word_list("spelling-variants")]
    rows = [[spelling.strip() for spelling in line.split("/")] for line in lines]
    return {spelling: row[0] for row in rows for spelling in row}


@lru_cache(maxsize=50_000)
def _lemmas(key: str, tag: str) -> frozenset[str]:
    forms = {key, lemma(key, tag).lower()} | {lemma(key, other).lower() for other in _TAGS}
    return frozenset(fold(form) for form in forms)


def read(document: Document) -> tuple[Sentence, ...]:
    """Return the sentences of a document as words; ask for it with ``document.memo(read)``."""
    return tuple(
        tuple(_word(token, tag) for token, tag in zip(tokens, tag_tokens(tokens), strict=True))
        for tokens in document.sentence_tokens
        if tokens
    )


_CLOSED = frozenset({"POS", "PRP", "PRP$", "DT", "MD"})


def _word(token: Token, tag: str) -> Word:
    key = fold(token.text)
    is_word = any(char.isalnum() for char in token.text)
    content = is_word and tag not in _CLOSED and key not in function_words()
    return Word(token.start, token.end, token.text, tag, key, _lemmas(key, tag), is_word, content)
