"""Words, short forms and sentences of another language."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain
from operator import or_

from mtcheck.checks.check import Check
from mtcheck.checks.name_edges import edges
from mtcheck.checks.plain_words import PlainWord, alone, plain_words
from mtcheck.checks.vocabulary import known, small_words
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english import lexicon
from mtcheck.english.lemmas import word_classes
from mtcheck.english.lists import words

_SCRIPT = (
    r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Cyrillic}\p{Arabic}\p{Hebrew}\p{Devanagari}\p{Bengali}\p{Tamil}\p{Telugu}"
    r"\p{Thai}\p{Georgian}\p{Armenian}\p{Khmer}\p{Myanmar}\p{Sinhala}\p{Gujarati}\p{Gurmukhi}\p{Kannada}\p{Malayalam}\p{Lao}"
    r"\p{Ethiopic}\p{Tibetan}"
)
_RUN = STORE.pattern(
    rf"(?:[{_SCRIPT}]|(?<!\p{{L}})\p{{Greek}}{{4,}}+)[{_SCRIPT}\p{{Greek}}\p{{M}}\p{{N}}ーー々〇]*+"
    rf"(?:[\s\p{{P}}]{{1,3}}+[{_SCRIPT}\p{{Greek}}][{_SCRIPT}\p{{Greek}}\p{{M}}\p{{N}}ー々〇]*+)*+"
)
_BEYOND = re.compile(
    "[\u0370-\u1fff\u2d00-\u2d2f\u3005-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufeff\U00020000-\U000323af]"
)
"""Where other writing systems have their letters; a quick look before the close one."""
_GLOSS = STORE.pattern(
    r"(?:[(\[（/“\"‘'«:]|, ?|known as|means|called|written|word|name|characters?|letters?|script|or)\s*$"
)
_WORD = STORE.pattern(r"(?<![\p{L}\p{N}@#/_.’'-])\p{L}[\p{L}\p{M}]*+(?![\p{L}\p{N}@/_-])")


def foreign_script(document: Document) -> Iterator[Hit]:
    """Yield runs of another writing system, save where a gloss or a quotation gives the original."""
    prose = document.prose
    if _BEYOND.search(prose) is None:
        return
    foreign = sum(len(match.group()) for match in _RUN.finditer(prose))
    if foreign * 2 > len(prose):
        return
    for match in _RUN.finditer(prose):
        before = prose[max(0, match.start() - 12) : match.start()]
        if "\n" in match.group() or _GLOSS.search(before) or document.quotes.inside(match.start()):
            continue
        yield Hit(Span(*match.span()))


@cache
def _languages() -> dict[str, frozenset[str]]:
    """Return for each small word of other languages the languages that have it."""
    return {
        word: frozenset(entry.language for entry in lexicon.foreign(word) if "telling" in entry.marks)
        for word in lexicon.foreign_words("telling")
    }


@cache
def _foreign_small(word: str) -> bool:
    entries = lexicon.foreign(word)
    return bool(entries) and not any(entry.also_english or "content" in entry.marks for entry in entries)


_MOST_TRANSLATED = ("es", "fr", "de", "it", "pt")
"""The languages whose reading of a word goes first."""


@cache
def _translations(word: str, *, before_noun: bool) -> tuple[str, ...]:
    """Return what a word is in English, likeliest first; before a noun an article is likelier than all else."""
    entries = sorted(
        lexicon.foreign(word), key=lambda entry: (entry.language not in _MOST_TRANSLATED, "telling" not in entry.marks)
    )
    found = dict.fromkeys(chain.from_iterable(entry.translations for entry in entries))
    articles = {one for entry in entries if entry.language in _MOST_TRANSLATED for one in entry.translations} & {
        "the",
        "a",
    }
    ranked = sorted(found, key=lambda one: not (before_noun and one in articles))
    return tuple("" if one.startswith("oneself") else one for one in ranked)


def _opens_noun_phrase(word: str) -> bool:
    if word in words("ordinal"):
        return True
    return word.islower() and word not in small_words() and not word_classes(word).isdisjoint({"NOUN", "ADJ"})


def _foreign_content(word: str) -> bool:
    if word in lexicon.foreign_words("content"):
        return True
    return len(word) > 6 and word.endswith(_endings()) and word not in words("loanwords") and not known(word)


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(words("foreign-endings")))


@lru_cache(maxsize=50_000)
def _kinds(word: str) -> tuple[str, ...]:
    """Return of which kinds a word of other languages is: a small one, a common or plainly foreign one, or both."""
    told = (("function-word", _foreign_small(word)), ("content-word", _foreign_content(word)))
    return tuple(kind for kind, is_so in told if is_so)


def foreign_word(document: Document) -> Iterator[Hit]:
    """Yield lower-case words of other languages amid English words or figures, with what they are in English.

    They are small words, common words, and unknown ones with a foreign ending.
    """
    prose, found = document.prose, document.memo(plain_words)
    for index, word in enumerate(found):
        kinds = _kinds(word.text) if word.text.islower() else _at_start(document, found, index)
        if not kinds or not alone(prose, word):
            continue
        sentence = document.sentence_at(word.start)
        if sentence is None or len(sentence) < 20 or _set_off(prose, word.start, word.end):
            continue
        if index and found[index - 1].text in _NAMING and _beside(prose, word, found[index - 1]):
            continue  # La notte
        near = [found[at] for at in (index - 1, index + 1) if 0 <= at < len(found)]
        within = [side for side in near if sentence.start <= side.start < sentence.end]
        sides = [side for side in within if _beside(prose, word, side)]
        if not sides and len(word.text) > 3 and len(within) == 2:
            sides = [side for side in within if _beside(prose, word, side, marks=",")]
        if sides and _english_sides(word, sides, sentence.start, document):
            behind = next((side.text for side in sides if side.start > word.start), "")
            fixes = _translations(word.text.lower(), before_noun=_opens_noun_phrase(behind))
            if behind in words("determiners"):
                fixes = tuple(dict.fromkeys(fix.removesuffix(" the") for fix in fixes if fix != "the"))
            if word.text.istitle():
                fixes = tuple(fix.capitalize() for fix in fixes)
            for kind in kinds:
                yield Hit(Span(word.start, word.end), fixes[:4], {"word": word.text}, kind=kind)


def _at_start(document: Document, found: tuple[PlainWord, ...], index: int) -> tuple[str, ...]:
    """Return the kinds of a small word with a capital at the start of a sentence, if no name can stand there.

    A verb would follow a name; what opens a phrase or joins sentences has a noun phrase or a small word behind it.
    """
    word = found[index]
    lower = word.text.lower()
    if len(lower) < 2 or not word.text.istitle() or index + 1 == len(found) or "function-word" not in _kinds(lower):
        return ()
    behind = found[index + 1].text
    follows = behind in words("determiners") or behind in words("personal-pronoun") or _opens_noun_phrase(behind)
    verb = word_classes(behind) & {"VERB", "AUX"} and behind not in small_words()
    if not follows or verb or word.text in _SPOKEN or word.text in _called():
        return ()
    if not document.starts_sentence(word.start):
        return ()
    return ("function-word",)


_SPOKEN = frozenset({"Im", "Yo", "Dan", "Da", "Na", "Ya"})
"""Words that posts have at the head of a sentence: Yo mama, Im glad."""


@cache
def _called() -> frozenset[str]:
    """Return the names that are also small words of other languages."""
    return words("given-names") | words("men-names") | words("women-names") | words("places")


_NAMING = frozenset({"La", "El", "Le", "Les", "Los", "Las", "Il", "Der"})
"""Articles that with a capital open a name or a title."""


def _beside(prose: str, word: PlainWord, side: PlainWord, *, marks: str = "") -> bool:
    """Tell whether no figure and no mark, but for these, stands between two words."""
    return not prose[min(word.end, side.end) : max(word.start, side.start)].strip("\"'“”‘’ \n" + marks)


def _plain(side: PlainWord, start: int) -> str:
    """Return a word as it would stand within a sentence, if it is known so."""
    lower = side.text.lower()
    return lower if side.start - start < 2 and known(lower) else side.text


def _english_sides(word: PlainWord, sides: list[PlainWord], start: int, document: Document) -> bool:
    """Tell whether the neighbours are English; one may be a name where the word is never part of one."""
    texts = [_plain(side, start) for side in sides]
    plain = [_english(text) for text in texts]
    if all(plain):
        return True
    if document.quotes.inside(word.start):
        return False
    inside_names = word.text in lexicon.words("words-in-foreign-names")
    apart = [_named_apart(document, word, side, inside_names=inside_names) for side in sides]
    if len(sides) > 1 and all(map(or_, plain, apart)) and (any(plain) or word.text not in words("name-particles")):
        return True
    names = [text[0].isupper() for text in texts]
    long = len(word.text) > 4 and len(sides) > 1
    return not inside_names and (any(plain) or long) and all(map(or_, plain, names))


def _named_apart(document: Document, word: PlainWord, side: PlainWord, *, inside_names: bool) -> bool:
    """Tell whether a name beside the word is known to begin or end there, by itself or by the rest of the text."""
    if side.text in _english_names():
        return True
    if side.start < word.start:
        return bool(document.memo(edges).behind.get(side.text, frozenset()) - {word.text})
    before = document.memo(edges).before.get(side.text, frozenset()) - {word.text}
    return bool(before & {"the", "in"} if inside_names else before)


def _english(word: str) -> bool:
    return (word.islower() and known(word)) or word == "I" or word in _CUT_OFF


@cache
def _english_names() -> frozenset[str]:
    """Return the names of countries, peoples, months and days that are not the same in another language."""
    named = words("country") | words("demonyms") | words("days-and-months") | words("continent")
    return named - {"France", "Chile", "Argentina", "Portugal", "Colombia", "Venezuela", "Cuba"}


_CUT_OFF = frozenset({"t", "s", "ll", "re", "ve", "d", "m"})
"""What plain words leave of short forms behind their apostrophe."""


def _set_off(prose: str, start: int, end: int) -> bool:
    """Tell whether marks of any kind set the word off as a foreign one."""
    return prose[max(0, start - 1) : start] in set("(‘'*_“\"/") or prose[end : end + 1] in set(")’'*_/\"”")


def untranslated_sentence(document: Document) -> Iterator[Hit]:
    """Yield sentences of which small words show that they are in another language."""
    for sentence in document.sentences:
        found = _WORD.findall(document.prose, sentence.start, sentence.end)
        tokens = [word.lower() for index, word in enumerate(found) if word.islower() or not index]
        if len(tokens) >= 6 and not document.quotes.inside(sentence.start + 1) and _in_other_language(tokens):
            yield Hit(sentence)


def _in_other_language(tokens: list[str]) -> bool:
    """Tell whether many words are small words of one language, and most of the others strange to English."""
    english = sum(map(words("english-only-words").__contains__, tokens))
    if english * 12 > len(tokens):
        return False
    codes = Counter(code for token in set(tokens) for code in _languages().get(token, ()))
    best = max(codes.values(), default=0)
    content = [token for token in tokens if token not in _languages()]
    strange = sum(not known(token) for token in content)
    if best >= 5 and strange == len(content):
        return True
    return best * 3 >= len(tokens) and strange >= 2 and strange * 5 >= len(content) * 3


def glued_phrase(document: Document) -> Iterator[Hit]:
    """Yield Spanish phrases run together, as rule-based engines leave what they could not analyse."""
    for word in document.memo(plain_words):
        text = word.text
        if len(text) > 8 and "de" in text and text.islower() and _glued(text) and not known(text):
            yield Hit(Span(word.start, word.end))


@cache
def _spanish_nouns() -> frozenset[str]:
    """Return the listed nouns with their plurals."""
    nouns = words("spanish-nouns")
    return nouns | {f"{noun}s" for noun in nouns} | {f"{noun}es" for noun in nouns}


def _glued(word: str) -> bool:
    """Tell whether the word is two listed Spanish nouns with “de” between them."""
    forms = _spanish_nouns()
    for middle in ("de", "del", "dela", "delos", "delas"):
        at = word.find(middle, 3)
        while at > 0:
            if word[:at] in forms and word[at + len(middle) :] in forms:
                return True
            at = word.find(middle, at + 1)
    return False


UNTRANSLATED = {
    "foreign-script": Check("it weighs how much of the text is in another script", foreign_script),
    "foreign-word": Check(
        "it asks whether the neighbours are English", foreign_word, ("function-word", "content-word")
    ),
    "untranslated-sentence": Check("it counts of which language most words of a sentence are", untranslated_sentence),
    "glued-phrase": Check("it takes a word apart in every way", glued_phrase),
}
