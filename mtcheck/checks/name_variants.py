"""One person under two spellings, or with first name and surname in two orders."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from mtcheck.checks.vocabulary import known
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.document import Document
from mtcheck.english.lists import words

_NAME = STORE.pattern(r"\p{Lu}[\p{Ll}\p{M}]+(?:[-’'](?:\p{L}[\p{Ll}\p{M}]+))*+")
_STUTTER = STORE.pattern(r"(?<part>\p{L}{2,4})(?P=part)")
_GIVEN_BEFORE = STORE.pattern(r"(?<=\p{Ll} )\p{Lu}\p{Ll}+ $")
_LEAST_WORDS = 40


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    text: str
    before: str


def _mentions(document: Document) -> tuple[_Mention, ...]:
    prose = document.prose
    found: list[_Mention] = []
    for block in document.blocks:
        last: tuple[int, str] = (-1, "")
        for match in _NAME.finditer(prose, block.span.start, block.span.end):
            text = match.group()
            before = last[1] if last[0] == match.start() - 1 and prose[match.start() - 1] == " " else ""
            found.append(_Mention(match.start(), match.end(), text, before))
            last = (match.end(), text)
    return tuple(found)


def name_variant(document: Document) -> Iterator[Hit]:
    """Yield the rarer spelling of a surname that stands after the same first name or title in two spellings."""
    if len(document.prose.split()) < _LEAST_WORDS:
        return
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    first: dict[str, int] = {}
    for mention in document.memo(_mentions):
        first.setdefault(mention.text, mention.start)
        if len(mention.text) >= 6 and mention.before and not known(mention.text.lower()):
            spellings[mention.before][mention.text] += 1
    counts = Counter(mention.text for mention in document.memo(_mentions))
    wrong = dict(_rivals(spellings, counts, first))
    wrong.update(_stutters(counts))
    for mention in document.memo(_mentions):
        if mention.text in wrong:
            yield Hit(Span(mention.start, mention.end), (wrong[mention.text],), {"name": wrong[mention.text]})


def _rivals(
    spellings: dict[str, Counter[str]], counts: Counter[str], first: dict[str, int]
) -> Iterator[tuple[str, str]]:
    for found in spellings.values():
        ranked = sorted(found, key=lambda name: (-counts[name], first[name]))
        for index, right in enumerate(ranked):
            for wrong in ranked[index + 1 :]:
                if _alike(right, wrong):
                    yield wrong, right


def _alike(one: str, other: str) -> bool:
    """Tell whether two names are spellings of one: a letter or two apart, and neither derived from the other."""
    short, long = sorted((one.lower(), other.lower()), key=len)
    if long.startswith(short) and long[len(short) :] in words("name-endings"):
        return False
    if short == long or short[0] != long[0] or short.count("-") != long.count("-") or _ending(short, long):
        return False
    return _distance(short, long) <= (1 if len(short) < 8 else 2)


def _ending(one: str, other: str) -> bool:
    """Tell whether the two differ in an ending only, as Chechen and Chechnya do."""
    stem = one[:-1] if len(one) < 9 else one[:-2]
    return len(one) != len(other) and other.startswith(stem)


def _stutters(counts: Counter[str]) -> Iterator[tuple[str, str]]:
    """Yield names in which a syllable is doubled, where the text also has them without."""
    for name in counts:
        for match in _STUTTER.finditer(name.lower()):
            short = name[: match.start()] + name[match.start() + len(match["part"]) :]
            short = short[:1].upper() + short[1:]
            if len(short) >= 5 and counts[short] >= counts[name] and name not in {short, f"{short}es", f"{short}s"}:
                yield name, short


def _distance(one: str, other: str) -> int:
    """Return the edit distance of two words, at most 3."""
    if abs(len(one) - len(other)) > 2:
        return 3
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (left != right))
    return min(3, row[-1])


def name_order(document: Document) -> Iterator[Hit]:
    """Yield the rarer order of two names that the text has in both orders."""
    pairs = [(m.before, m.text, m.end) for m in document.memo(_mentions) if m.before]
    counts = Counter((one, two) for one, two, _ in pairs)
    if len(document.prose.split()) < _LEAST_WORDS:
        return
    first = {pair: index for index, pair in reversed([*enumerate((one, two) for one, two, _ in pairs)])}
    for one, two, end in pairs:
        here, there = (one, two), (two, one)
        if one == two or not counts[there] or known(one.lower()) or known(two.lower()) or {one, two} & words("places"):
            continue
        start = end - len(one) - len(two) - 1
        if _GIVEN_BEFORE.search(document.prose, max(0, start - 40), start):
            continue  # Alma Mary Lopez beside Lopez Mary is another matter
        if (-counts[there], first[there]) < (-counts[here], first[here]):
            yield Hit(Span(end - len(one) - len(two) - 1, end), (f"{two} {one}",), {"name": f"{two} {one}"})
