"""Capitals that are missing, and capitals where none belong."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from mtcheck.checks.check import Check
from mtcheck.checks.plain_words import alone, followed, places, plain_words, written
from mtcheck.checks.vocabulary import known
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.document.casual import uncased
from mtcheck.english import lexicon
from mtcheck.english.lists import choice, words

_TITLE = STORE.pattern(
    rf"\b(?<kind>[Tt]he|{choice('words-before-an-office')}|country[’']s) (?<span>(?<name>"
    r"[Pp]rime [Mm]inister|(?:[Ff]oreign|[Dd]efen[sc]e|[Ii]nterior|[Ff]inance|[Hh]ealth|[Jj]ustice|[Dd]eputy)"
    r" [Mm]inister|[Aa]ttorney [Gg]eneral|[Ss]ecretary [Gg]eneral|[Vv]ice [Pp]resident|[Pp]resident|[Cc]hancellor|"
    r"[Gg]overnor|[Mm]ayor|[Mm]inister))(?![\p{L}-])(?!,? (?:\p{Lu}|of\b|for\b|al-|de\b|van\b|von\b))"
)


@cache
def _capitalized() -> dict[str, tuple[str, str]]:
    """Return for a word in lower case the kind of name it is and the name."""
    lists = {"place": words("places") - words("places-that-are-words"), "demonym": words("demonyms")}
    table = {name.lower(): (kind, name) for kind, entries in lists.items() for name in entries}
    return table | {name.lower(): ("date", name) for name in words("days-and-months")}


def lower_names(document: Document) -> Iterator[Hit]:
    """Yield names of days, places and peoples, and names of two words, that stand there in lower case."""
    if document.memo(uncased):
        return
    table = _capitalized()
    for word in written(document, table.keys()):
        if alone(document.prose, word, hyphen=True):
            kind, right = table[word.text]
            yield Hit(Span(word.start, word.end), (right,), kind=kind)
    names = _pairs()
    for one, two in followed(document, _firsts()):
        name = names.get((one.text, two.text))
        if name is not None and document.prose[one.end : two.start] == " ":
            yield Hit(Span(one.start, two.end), (name,), kind="two-words")


@cache
def _pairs() -> dict[tuple[str, str], str]:
    split = ((entry.lower().split(), entry) for entry in words("names-of-two-words-never-lower"))
    return {(parts[0], parts[1]): entry for parts, entry in split}


@cache
def _firsts() -> frozenset[str]:
    return frozenset(first for first, _ in _pairs())


def lower_name_of_text(document: Document) -> Iterator[Hit]:
    """Yield a name in lower case that the text has twice or more with a capital inside its sentences."""
    names, at = document.memo(_capitals_inside), document.memo(places)
    if document.memo(uncased):
        return
    for word in written(document, names.keys()):
        text = word.text
        if (
            len(text) < 5
            or names[text] < max(3, 2 * len(at[text]))
            or text in _capitalized()
            or text in words("loanwords")
        ):
            continue
        if alone(document.prose, word) and not _english(text) and not document.quotes.inside(word.start):
            yield Hit(Span(word.start, word.end), (text.capitalize(),))


def _english(word: str) -> bool:
    return known(word) or word in lexicon.words("relational")


def _capitals_inside(document: Document) -> Counter[str]:
    """Count, in lower case, the words with a capital inside sentences that stand alone once at least."""
    found = document.memo(plain_words)
    capital = [word.text[0].isupper() for word in found]
    counted: Counter[str] = Counter()
    single = set()
    for number, word in enumerate(found):
        if capital[number] and word.text[1:].islower() and not document.starts_sentence(word.start):
            counted[word.text.lower()] += 1
            if number and not capital[number - 1] and not any(capital[number + 1 : number + 2]):
                single.add(word.text.lower())
    return Counter({word: count for word, count in counted.items() if word in single})


def title_alone(document: Document) -> Iterator[Hit]:
    """Yield a title with a capital and no name, in a text that mostly writes it in lower case."""
    found = [match for match in _TITLE.finditer(document.prose) if not _in_heading(document, match.start())]
    forms = Counter(match["name"] for match in found)
    for match in found:
        name = match["name"]
        lower = name.lower()
        if name == lower or match["kind"] not in {"the", "The"} or name != lower.title():
            continue
        first = next(one for one in found if one["name"].lower() == lower)
        if forms[lower] > forms[name] or (forms[lower] == forms[name] and first["name"] == lower):
            yield Hit(Span(*match.span("span")), (lower,))


def _in_heading(document: Document, at: int) -> bool:
    block = document.block_at(at)
    return block is None or block.kind == "heading"


CAPITALS = {
    "lower-name": Check(
        "it looks each word up in long lists, in texts that have capitals at all",
        lower_names,
        ("date", "demonym", "place", "two-words"),
    ),
    "lc-name-of-text": Check("it counts how the text writes the name elsewhere", lower_name_of_text),
    "caps-title-alone": Check("it counts how the text writes each title", title_alone),
}
