"""One term spelled in two ways, and other things that one text says in two ways."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache

import regex

from mtcheck.checks.headline import headline_clash
from mtcheck.document import Document
from mtcheck.model import Hit, Span
from mtcheck.rulelang.lists import words

_LEAST_SENTENCES = 3
_LEAST_CHARS = 250
_HYPHENED = regex.compile(r"(?<![\p{L}\p{N}-])(?<one>e|\p{Ll}{2,15})-(?<two>\p{Ll}{2,15})(?![\p{L}\p{N}-])")
_WORD = regex.compile(r"(?<![\p{L}\p{N}’'-])\p{Ll}{4,}+(?![\p{L}\p{N}’'-])")
_NOT_ONE_WORD = frozenset({"re", "un", "de", "be", "to", "up", "in", "on", "by", "of", "no", "so"})
_LOCALE_WORD = regex.compile(r"(?<![\p{L}\p{N}’'@/._-])\p{Ll}{4,}+(?![\p{N}@/_])")

Form = tuple[int, int, str]


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


def _plural(text: str, stem: str) -> str:
    return "s" if text.lower().rstrip().endswith("s") and not stem.endswith("s") else ""


def term_spelling_variant(document: Document) -> Iterator[Hit]:
    """Yield compounds that the text mostly joins, hyphenates or leaves open, where one stands otherwise."""
    if _short(document):
        return
    found: dict[str, list[Form]] = defaultdict(list)
    for match in _compound_pattern().finditer(document.prose):
        stem = match["one"] + match["two"]
        if stem not in _compound_stems() or _verb_here(document.prose, match):
            continue
        mark = {"": "", "-": "-"}.get(match["gap"], " ")
        found[stem].append((*match.span("span"), mark))
    for (start, end, _), mark in _minority(found):
        text = document.prose[start:end]
        fix = regex.sub(r"[ -]", "", text)
        stem = fix.removesuffix("s") if fix.removesuffix("s") in _compound_stems() else fix
        cut = _compound_stems()[stem]
        fix = fix[:cut] + mark + fix[cut:]
        yield Hit(Span(start, end), (fix,), {"fix": fix})


def _verb_here(prose: str, match: "regex.Match[str]") -> bool:
    """Tell whether the open form may be a verb with its object, or stands before a noun where it takes a hyphen."""
    if match["gap"] == " ":
        before = prose[max(0, match.start() - 12) : match.start()]
        return (
            regex.search(r"\b(?:to|will|would|must|should|can|could|may|might|and|not|they|we) $", before) is not None
        )
    return (
        match["gap"] == "-"
        and regex.match(r" (?!and |or |in |of |on |to |for |by |is |was |has )\p{Ll}", prose[match.end() :][:6])
        is not None
    )


@cache
def _compound_stems() -> dict[str, int]:
    """Return the compounds written as one word, with the length of their first part."""
    return {entry.replace(" ", ""): entry.index(" ") for entry in words("compounds-joined-or-open")}


@cache
def _compound_pattern() -> "regex.Pattern[str]":
    firsts: dict[str, set[str]] = defaultdict(set)
    for entry in words("compounds-joined-or-open"):
        one, two = entry.split()
        firsts[one].add(two)
    parts = "|".join(sorted({two for twos in firsts.values() for two in twos}))
    ones = "|".join(sorted(firsts))
    return regex.compile(
        rf"(?<![\p{{L}}\p{{N}}-])(?<span>(?<one>{ones})(?<gap>[ -]?)(?<two>{parts})s?+)(?![\p{{L}}\p{{N}}-])"
    )


def hyphen_variant(document: Document) -> Iterator[Hit]:
    """Yield words that the text has both with a hyphen and joined."""
    if _short(document):
        return
    joined: dict[str, list[Form]] = defaultdict(list)
    hyphened = [m for m in _HYPHENED.finditer(document.prose) if m["one"] not in _NOT_ONE_WORD]
    wanted = {m["one"] + m["two"]: len(m["one"]) for m in hyphened}
    if not wanted:
        return
    for match in _WORD.finditer(document.prose):
        if match.group() in wanted:
            joined[match.group()].append((*match.span(), ""))
    for match in hyphened:
        stem = match["one"] + match["two"]
        if stem in joined and stem not in words("joined-or-hyphened-differ") and stem not in _compound_stems():
            joined[stem].append((*match.span(), "-"))
    for (start, end, mark), right in _minority({stem: sorted(forms) for stem, forms in joined.items()}):
        text = document.prose[start:end]
        fix = text.replace("-", "") if mark else f"{text[: wanted[text]]}{right}{text[wanted[text] :]}"
        yield Hit(Span(start, end), (fix,), {"fix": fix})


@cache
def _letters() -> dict[str, tuple[str, str]]:
    """Return for a form of a word with two spellings the word and the spelling."""
    table = {}
    for entry in words("spelling-variants"):
        for form in (forms := entry.split(" / ")):
            table[form] = (forms[0], form)
            table[form + "s"] = (forms[0] + "s", form + "s")
    return table


def letter_variant(document: Document) -> Iterator[Hit]:
    """Yield words such as adviser and advisor in the spelling that the text has less often."""
    if _short(document):
        return
    found: dict[str, list[Form]] = defaultdict(list)
    spelled: dict[str, str] = {}
    for match in regex.finditer(r"(?<![\p{L}\p{N}@/_-])\p{L}{4,}+(?![\p{L}\p{N}@/_])", document.prose):
        text = match.group()
        entry = _letters().get(text.lower())
        capital = text[0].isupper() and not document.starts_sentence(match.start())
        if entry is None or capital:
            continue
        stem = entry[0].removesuffix("s")
        form = entry[1].removesuffix("s") if entry[0] != stem else entry[1]
        spelled[form] = form
        found[stem].append((*match.span(), form))
    for (start, end, wrong), right in _minority(found):
        text = document.prose[start:end]
        fix = right + text[len(wrong) :]
        fix = fix[0].upper() + fix[1:] if text[0].isupper() else fix
        yield Hit(Span(start, end), (fix,), {"fix": fix})


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
    for match in _LOCALE_WORD.finditer(document.prose):
        entry = _locales().get(match.group())
        if entry is not None and not document.quotes.inside(match.start()):
            found[entry[0]].append((Span(*match.span()), entry[1]))
    kinds = {locale: {hit[1] for hit in hits} for locale, hits in found.items()}
    for minor, major in (("British", "American"), ("American", "British")):
        if (
            len(kinds[major]) >= 2
            and len(kinds[major]) >= 2 * len(kinds[minor])
            and len(found[major]) > len(found[minor])
        ):
            for span, other in found[minor]:
                yield Hit(span, (other,), {"locale": major})


_SENTENCE_WORD = regex.compile(r"[\p{L}\p{N}]+")


def doubled_sentence(document: Document) -> Iterator[Hit]:
    """Yield a sentence that says almost word for word what the one before it said."""
    last: Counter[str] = Counter()
    before: Span | None = None
    for sentence in document.sentences:
        text = sentence.of(document.prose)
        tokens = Counter(word.lower() for word in _SENTENCE_WORD.findall(text))
        if before is not None and _nearly_same(last, tokens) and _full(document, before) and _full(document, sentence):
            yield Hit(sentence, ("",) if last == tokens else ())
        last, before = tokens, sentence


def _full(document: Document, sentence: Span) -> bool:
    block = document.block_at(sentence.start)
    plain = block is not None and block.kind in {"paragraph", "quote"}
    return plain and sentence.of(document.prose).rstrip("\"”’'")[-1:] in {".", "!"}


def _nearly_same(one: Counter[str], other: Counter[str]) -> bool:
    """Tell whether nine of ten words are shared and the rest are small words."""
    size = max(one.total(), other.total())
    if min(one.total(), other.total()) < 6 or (one & other).total() < 0.85 * size:
        return False
    different = (one - other) + (other - one)
    return all(word in words("function-words") for word in different if word not in {"not", "no", "never"}) and not (
        {"not", "no", "never"} & set(different)
    )


CONSISTENCY: dict[str, Callable[[Document], Iterator[Hit]]] = {
    "term-spelling-variant": term_spelling_variant,
    "hyphen-variant": hyphen_variant,
    "letter-variant": letter_variant,
    "locale-mixed": locale_mixed,
    "doubled-sentence": doubled_sentence,
    "headline-clash": headline_clash,
}
