"""One term spelled in two ways, and other things that one text says in two ways."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache

import regex

from mtcheck.checks.check import Check
from mtcheck.checks.headline import headline_clash
from mtcheck.checks.plain_words import PlainWord, alone, followed, in_any_case, plain_words, written
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lists import choice, words

_LEAST_SENTENCES = 3
_LEAST_CHARS = 250
_HYPHENED = STORE.pattern(r"(?<![\p{L}\p{N}-])(?<one>e|\p{Ll}{2,15})-(?<two>\p{Ll}{2,15})(?![\p{L}\p{N}-])")
_NOT_ONE_WORD = words("halves-of-no-word")
_VERB_BEFORE = STORE.pattern(rf"\b(?:{choice('words-before-a-verb')}) $")
_NOUN_BEHIND = STORE.pattern(rf" (?!(?:{choice('words-that-follow-a-verb')})\b)\p{{Ll}}")

Form = tuple[int, int, str]
Respell = Callable[[str, str, str], str]
"""Gives a text that stands in one form in another form."""


def _short(document: Document) -> bool:
    return len(document.sentences) < _LEAST_SENTENCES or len(document.prose) < _LEAST_CHARS


def _minority(found: Mapping[str, list[Form]]) -> Iterator[tuple[Form, str]]:
    """Yield what is not in the commonest form of its term, with that form; the first used wins a tie."""
    for forms in found.values():
        kinds = Counter(form for _, _, form in forms)
        if len(kinds) < 2:
            continue
        first = {form: start for start, _, form in reversed(forms)}
        right = min(kinds, key=lambda form: (-kinds[form], first[form]))
        for one in forms:
            if one[2] != right:
                yield one, right


def spelled_otherwise(document: Document) -> Iterator[Hit]:
    """Yield words in a spelling that the text has less often than another: compounds, hyphens, adviser and advisor."""
    if _short(document):
        return
    for kind, read in (("compound", _compound_spellings), ("hyphen", _hyphen_spellings), ("letter", _letter_spellings)):
        forms, respelled = read(document)
        for (start, end, wrong), right in _minority(forms):
            fix = respelled(document.prose[start:end], wrong, right)
            yield Hit(Span(start, end), (fix,), {"fix": fix}, kind=kind)


def _compound_spellings(document: Document) -> tuple[dict[str, list[Form]], Respell]:
    """Return compounds that are joined, hyphenated or left open."""
    found: dict[str, list[Form]] = defaultdict(list)
    for start, end, mark in _compounds(document):
        stem = _stem(document.prose[start:end])
        if not _verb_here(document.prose, start, end, mark):
            found[stem].append((start, end, mark))
    return found, _with_mark


def _with_mark(text: str, wrong: str, right: str) -> str:
    del wrong
    cut, joined = _compound_stems()[_stem(text)], regex.sub(r"[ -]", "", text)
    return joined[:cut] + right + joined[cut:]


def _compounds(document: Document) -> Iterator[Form]:
    """Yield the listed compounds, joined or in two parts, in lower case or at the start of a sentence."""
    prose, joined, apart = document.prose, *_compound_forms()
    found = [(word.start, word.end, "") for word in in_any_case(document, joined) if _written_small(document, word)]
    for last, word in followed(document, _compound_firsts(), any_case=True):
        pair = (last.text.lower(), word.text)
        if pair in apart and prose[last.end : word.start] in {" ", "-"} and _written_small(document, last):
            found.append((last.start, word.end, prose[last.end]))
    yield from sorted(found, key=lambda form: form[1])


@cache
def _compound_forms() -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """Return the compounds joined and in two parts, in the singular and the plural."""
    entries = [tuple(entry.split()) for entry in words("compounds-joined-or-open")]
    forms = [(one, two + ending) for one, two in entries for ending in ("", "s")]
    return frozenset(one + two for one, two in forms), frozenset(forms)


@cache
def _compound_firsts() -> frozenset[str]:
    return frozenset(first for first, _ in _compound_forms()[1])


def _written_small(document: Document, word: PlainWord) -> bool:
    return word.text.islower() or (word.text.istitle() and document.starts_sentence(word.start))


def _stem(text: str) -> str:
    """Return a compound joined, in lower case and without the ending of the plural."""
    joined = text.lower().replace("-", "").replace(" ", "")
    return joined if joined in _compound_stems() else joined.removesuffix("s")


def _verb_here(prose: str, start: int, end: int, mark: str) -> bool:
    """Tell whether the open form may be a verb with its object, or the hyphen is there because a noun follows."""
    if mark == " ":
        return _VERB_BEFORE.search(prose, max(0, start - 12), start) is not None
    return mark == "-" and _NOUN_BEHIND.match(prose, end) is not None


@cache
def _compound_stems() -> dict[str, int]:
    """Return the compounds written as one word, with the length of their first part."""
    return {entry.replace(" ", ""): entry.index(" ") for entry in words("compounds-joined-or-open")}


def _hyphen_spellings(document: Document) -> tuple[dict[str, list[Form]], Respell]:
    """Return words that the text has both with a hyphen and joined."""
    joined: dict[str, list[Form]] = defaultdict(list)
    hyphened = [m for m in _HYPHENED.finditer(document.prose) if m["one"] not in _NOT_ONE_WORD]
    wanted = {m["one"] + m["two"]: len(m["one"]) for m in hyphened}
    for word in document.memo(plain_words) if wanted else ():
        if word.text in wanted and alone(document.prose, word):
            joined[word.text].append((word.start, word.end, ""))
    for match in hyphened:
        stem = match["one"] + match["two"]
        if stem in joined and stem not in words("joined-or-hyphened-differ") and stem not in _compound_stems():
            joined[stem].append((*match.span(), "-"))

    def respelled(text: str, wrong: str, right: str) -> str:
        return text.replace("-", "") if wrong else f"{text[: wanted[text]]}{right}{text[wanted[text] :]}"

    return {stem: sorted(forms) for stem, forms in joined.items()}, respelled


@cache
def _letters() -> dict[str, tuple[str, str]]:
    """Return for a form of a word with two spellings the word and the spelling."""
    table = {}
    for entry in words("spelling-variants"):
        for form in (forms := entry.split(" / ")):
            table[form] = (forms[0], form)
            table[form + "s"] = (forms[0] + "s", form + "s")
    return table


def _letter_spellings(document: Document) -> tuple[dict[str, list[Form]], Respell]:
    """Return words such as adviser and advisor."""
    found: dict[str, list[Form]] = defaultdict(list)
    for word in in_any_case(document, _letters().keys()):
        if alone(document.prose, word) and _written_small(document, word):
            stem, form = _letters()[word.text.lower()]
            many = stem.endswith("s") and form.endswith("s")
            found[stem[: -1 if many else None]].append((word.start, word.end, form[: -1 if many else None]))
    return found, _with_letters


def _with_letters(text: str, wrong: str, right: str) -> str:
    fix = right + text[len(wrong) :]
    return fix.capitalize() if text[0].isupper() else fix


@cache
def _locales() -> dict[str, tuple[str, str]]:
    """Return for a British or American form its locale and its counterpart."""
    table = {}
    for entry in words("british-american"):
        british, american = entry.split(" / ")
        table[british] = ("British", american)
        table[american] = ("American", british)
    return table


def locale_mixed(document: Document) -> Iterator[Hit]:
    """Yield words in British spelling in an American text, or the reverse: three words against one at least."""
    if _short(document):
        return
    found: dict[str, list[tuple[Span, str]]] = {"British": [], "American": []}
    for word in written(document, _locales().keys()):
        if alone(document.prose, word, hyphen=True) and not document.quotes.inside(word.start):
            locale, other = _locales()[word.text]
            found[locale].append((Span(word.start, word.end), other))
    kinds = {locale: {hit[1] for hit in hits} for locale, hits in found.items()}
    for minor, major in (("British", "American"), ("American", "British")):
        if (
            len(kinds[major]) >= 2
            and len(kinds[major]) >= 2 * len(kinds[minor])
            and len(found[major]) > len(found[minor])
        ):
            oxford = minor == "American" and not any("iz" in other for _, other in found[major])
            for span, other in found[minor]:
                if not (oxford and "iz" in span.of(document.prose)):  # many British writers organize their colours
                    yield Hit(span, (other,), {"locale": major})


_SENTENCE_WORD = STORE.pattern(r"[\p{L}\p{N}]+")


def doubled_sentence(document: Document) -> Iterator[Hit]:
    """Yield a sentence that says almost word for word what the one before it said."""
    last: list[str] = []
    before: Span | None = None
    for sentence in document.sentences:
        tokens = _SENTENCE_WORD.findall(sentence.of(document.prose).lower())
        if before is not None and _nearly_same(last, tokens) and _full(document, before) and _full(document, sentence):
            yield Hit(sentence, ("",) if last == tokens else ())
        last, before = tokens, sentence


def _full(document: Document, sentence: Span) -> bool:
    block = document.block_at(sentence.start)
    plain = block is not None and block.kind in {"paragraph", "quote"}
    return plain and sentence.of(document.prose).rstrip("\"”’'")[-1:] in {".", "!"}


def _nearly_same(one: list[str], other: list[str]) -> bool:
    """Tell whether most words are shared and the rest are small words, none of them a negation."""
    short, long = sorted((len(one), len(other)))
    if short < 6 or short < 0.8 * long or sum(map(set(other).__contains__, one)) < 0.85 * long:
        return False
    left, right = Counter(one), Counter(other)
    different = (left - right) + (right - left)
    if (left & right).total() < 0.85 * long or {"not", "no", "never"} & set(different):
        return False
    return all(word in words("function-words") for word in different)


CONSISTENCY = {
    "spelled-otherwise": Check(
        "it counts how the text spells each word", spelled_otherwise, ("compound", "hyphen", "letter")
    ),
    "locale-mixed": Check("it counts which of two standards of spelling the text follows", locale_mixed),
    "doubled-sentence": Check("it compares a sentence with the one before, word by word", doubled_sentence),
    "headline-clash": Check("it compares the headline with the first paragraph", headline_clash),
}
