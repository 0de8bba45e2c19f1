"""Names of several words that an engine turned round, cut or spelled in two ways."""

from collections.abc import Iterator
from functools import cache

import regex

from mtcheck.checks.check import Check, of_kinds
from mtcheck.checks.name_variants import name_order, name_variant
from mtcheck.checks.plain_words import PlainWord, followed
from mtcheck.checks.vocabulary import known
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lemmas import word_classes
from mtcheck.english.lists import words

_DETERMINERS = words("definite-determiners") | {"a", "an"}

_CUT = STORE.pattern(
    r"(?<![\p{L}\p{N}’'-])(?<one>\p{L}[\p{L}’'-]{2,20})\. (?<two>\p{Lu}\p{Ll}[\p{L}’'-]{0,20})"
    r"(?=(?<stop>[.,;:!?)])|[’']s\b|\s*$|\n)",
    regex.MULTILINE,
)
_SPLIT = STORE.pattern(r"(?<![\p{L}’'-])(?<one>\p{Lu}\p{Ll}{1,9})\. (?<two>\p{L}[\p{L}’'-]{2,20})\b")

_INSIDE = STORE.pattern(
    r"(?<![\p{L}\p{N}’'-])(?<one>\p{L}[\p{L}’'-]{2,20})\. "
    r"(?<two>\p{Lu}\p{Ll}[\p{L}’'-]{0,20}) (?<after>\p{Ll}+)(?!\p{L})"
)


@cache
def names() -> dict[tuple[str, str], tuple[str, bool]]:
    """Return for both parts of a name in lower case the name, and whether it takes an article."""
    entries: dict[tuple[str, str], tuple[str, bool]] = {}
    for entry in words("two-part-names"):
        name = entry.removeprefix("the ")
        one, two = name.lower().split()
        entries[one, two] = (name, name != entry)
    return entries


@cache
def compounds() -> dict[tuple[str, str], str]:
    """Return the frozen compounds by their parts, turned round."""
    return {(entry.split()[1], entry.split()[0]): entry for entry in words("frozen-compounds")}


def _word_before(prose: str, at: int) -> str:
    low = max(0, at - 30)
    match = regex.search(r"(?<word>[\p{L}’'-]+)[ \u00a0“\"(]*$", prose[low:at])
    return match["word"] if match else ""


def _named(prose: str, at: int, name: str, *, article: bool) -> str:
    """Return the name with the article that its place asks for."""
    before = _word_before(prose, at).lower()
    return f"the {name}" if article and before not in _DETERMINERS and not before.endswith(("'s", "’s")) else name


def split_proper_name(document: Document) -> Iterator[Hit]:
    """Yield names of two words with a stop between the parts, turned round or not."""
    prose = document.prose
    for match in _CUT.finditer(prose):
        entry = names().get((match["two"].lower(), match["one"].lower()))
        if entry is None:
            continue
        end = match.end()
        runs_on = match["stop"] == "." and regex.match(r"\.\s\p{Ll}", prose[end : end + 3]) is not None
        fix = _named(prose, match.start(), entry[0], article=entry[1])
        yield Hit(Span(match.start(), end + runs_on), (fix,))
    yield from _turned_inside(prose)
    for match in _SPLIT.finditer(prose):
        entry = names().get((match["one"].lower(), match["two"].lower()))
        if entry is None:
            continue
        name, article = entry
        before = _word_before(prose, match.start())
        described = article and _only_describes(match["one"], before)
        if match["one"] in words("name-openings") or described or _asks_for_more(before, article=article):
            yield Hit(Span(*match.span()), (_named(prose, match.start(), name, article=article),))


def _turned_inside(prose: str) -> Iterator[Hit]:
    """Yield names turned round at a stop amid a sentence: to states. United on Friday."""
    for match in _INSIDE.finditer(prose):
        entry = names().get((match["two"].lower(), match["one"].lower()))
        if entry is None:
            continue
        if _turned(_word_before(prose, match.start()).lower(), match):
            name, article = entry
            yield Hit(Span(match.start(), match.end("two")), (_named(prose, match.start(), name, article=article),))


def _turned(before: str, match: "regex.Match[str]") -> bool:
    """Tell whether no sentence ends in the first of the words and begins with the other."""
    one, two, after = match["one"], match["two"], match["after"]
    opens = two in words("name-openings")
    if not known(one.lower()) and (one.islower() or (opens and not known(two.lower()))):
        return True  # in korea. North; the Angeles. Los
    if before not in words("words-before-a-noun") and before not in words("preposition"):
        return False
    if opens and (one.islower() or before == "the") and known(one.lower()) and known(two.lower()):
        return after not in words("personal-pronoun")
    describes = before in _DETERMINERS and word_classes(two.lower()) <= {"ADJ"} and two not in words("demonyms")
    quarter = two.lower() in words("direction") and after != "of"
    return (one.islower() or opens or describes or quarter) and _runs_on(after)


def _runs_on(after: str) -> bool:
    """Tell whether a word goes on after a name, and no noun phrase begins before it."""
    if after in words("preposition") or after in words("auxiliaries") or after in words("words-after-a-noun-phrase"):
        return True
    return bool(word_classes(after)) and word_classes(after).isdisjoint({"NOUN", "ADJ"})


def _asks_for_more(before: str, *, article: bool) -> bool:
    """Tell whether no sentence ends in the first part of a name after such a word: in South., the White."""
    return before == "the" if article else before != "the" and before in words("words-before-a-noun")


def _only_describes(one: str, before: str) -> bool:
    """Tell whether no sentence ends in a word behind another: to eliminate Islamic."""
    return (
        word_classes(one.lower()) <= {"ADJ"}
        and before.islower()
        and one not in words("demonyms")
        and before not in words("be-form")
    )


def compound_reversed(document: Document) -> Iterator[Hit]:
    """Yield names and frozen compounds whose two words stand in the order of another language."""
    prose = document.prose
    for one, two in followed(document, _reversed_firsts(), any_case=True):
        pair = (one.text.lower(), two.text.lower())
        if pair not in _reversed() or prose[one.end : two.start] != " ":
            continue
        named = pair[::-1] in names() and two.text[0].isupper()
        if named and (one.text[0].isupper() or _lowered(prose, one.start, two)):
            yield from _name_reversed(prose, one.start, two.end, *names()[pair[::-1]])
        elif pair in compounds() and two.text.islower():
            yield from _compound_reversed(prose, Span(one.start, two.end), compounds()[pair])


def _lowered(prose: str, start: int, two: PlainWord) -> bool:
    """Tell whether a name was turned round and lost a capital: to states United and."""
    if two.text not in words("name-openings") or _word_before(prose, start) not in words("words-before-a-noun"):
        return False
    after = regex.match(r"[.,;:!?)]|\s*$| (?<word>\p{Ll}+)", prose[two.end : two.end + 30])
    return after is not None and (after["word"] is None or _runs_on(after["word"]))


@cache
def _reversed() -> frozenset[tuple[str, str]]:
    return frozenset(compounds()) | {pair[::-1] for pair in names()}


@cache
def _reversed_firsts() -> frozenset[str]:
    return frozenset(first for first, _ in _reversed())


def _name_reversed(prose: str, start: int, end: int, name: str, article: bool) -> Iterator[Hit]:
    before = _word_before(prose, start)
    if name in words("names-in-both-orders") or (
        before[:1].isupper() and before.lower() not in words("words-before-a-noun")
    ):
        return
    if regex.match(r"(?:['’]s)?[ -]\p{Lu}", prose[end : end + 4]):
        return
    yield Hit(Span(start, end), (_named(prose, start, name, article=article),))


def _compound_reversed(prose: str, span: Span, compound: str) -> Iterator[Hit]:
    after = regex.match(r"[.,;:!?)]|\s*$| (?<word>\p{L}+)", prose[span.end : span.end + 30])
    if after is None or (after["word"] and after["word"] not in words("words-after-a-noun")):
        return
    if _word_before(prose, span.start).lower() in words("words-before-a-noun"):
        yield Hit(span, (compound,))


NAMES = {
    "split-proper-name": Check("it looks up both parts of a name together, in either order", split_proper_name),
    "compound-reversed": Check("it looks up both parts of a name together, turned round", compound_reversed),
    "name-otherwise": of_kinds(
        "it compares all names of the text with one another", {"variant": name_variant, "order": name_order}
    ),
}
