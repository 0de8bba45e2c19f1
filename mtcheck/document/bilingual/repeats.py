"""Sources that come more than once: translated in two ways, or two of them translated as one."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

import regex

from mtcheck.core.prepared import STORE

TextPair = tuple[str, str]
"""A source and its translation."""

_SPACE = STORE.pattern(r"\s+")
_OUTSIDE = STORE.pattern(r"^[\W_]+|[\W_]+$")
_LEAST_WORDS, _LEAST_LETTERS = 3, 6
_ALIKE = 0.6


def folded(text: str) -> str:
    """Return the text as it is compared: without case, outer marks, and the width of spaces."""
    return _OUTSIDE.sub("", _SPACE.sub(" ", text)).casefold()


def _weighty(text: str) -> bool:
    """Tell whether a text is long enough to have one translation: three words, or six letters without spaces."""
    words = text.split()
    dense = len(words) == 1 and not regex.search(r"[\p{Latin}\p{Cyrillic}\p{Greek}]", text)
    return len(words) >= _LEAST_WORDS or (dense and len(text) >= _LEAST_LETTERS)


def split(pairs: Sequence[TextPair]) -> Iterator[tuple[int, int]]:
    """Yield (index, index of the usual one) of pairs whose source most others of its kind translate otherwise."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, (source, target) in enumerate(pairs):
        key = folded(source)
        if _weighty(key) and folded(target):
            groups[key].append(index)
    for group in groups.values():
        ways = Counter(folded(pairs[index][1]) for index in group)
        if len(ways) > 1:
            usual = ways.most_common(1)[0][0]
            first = next(index for index in group if folded(pairs[index][1]) == usual)
            yield from ((index, first) for index in group if folded(pairs[index][1]) != usual)


def merged(pairs: Sequence[TextPair]) -> Iterator[tuple[int, int]]:
    """Yield (index, index of the first one) of pairs that translate an unlike source with the same words."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, (source, target) in enumerate(pairs):
        if len(target.split()) > _LEAST_WORDS and folded(source):
            groups[folded(target)].append(index)
    for group in groups.values():
        first = folded(pairs[group[0]][0])
        seen: set[str] = {first}
        for index in group[1:]:
            source = folded(pairs[index][0])
            if source not in seen and _unlike(first, source):
                yield index, group[0]
            seen.add(source)


def _unlike(one: str, other: str) -> bool:
    """Tell whether two sources say different things: other figures, or mostly other letters."""
    if regex.findall(r"\d+", one) != regex.findall(r"\d+", other):
        return True
    matcher = SequenceMatcher(None, one[:1000], other[:1000], autojunk=False)
    return matcher.quick_ratio() < _ALIKE or matcher.ratio() < _ALIKE


COMPARISONS: dict[str, tuple[Callable[[Sequence[TextPair]], Iterator[tuple[int, int]]], int]] = {
    "two-ways": (split, 1),
    "as-one": (merged, 0),
}
"""Kind of repeated source → how it is found, and which side of the other pair the message shows."""
