"""Turns what a step of a rule says of one token into a test that is worked out once for each kind of token."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from mtcheck.core.prepared import STORE
from mtcheck.core.settings import nearest
from mtcheck.document.positions import EDGE, Kind
from mtcheck.english.features import features, known
from mtcheck.english.lemmas import lemma
from mtcheck.english.tagging import TAGS
from mtcheck.rulelang.patterns import MACRO, Lists, Pattern, expand, is_phrase, smart_case
from mtcheck.rulelang.schema import TokenCondition

Said = str | list[str]
Check = Callable[[str, str], bool]

MOST_KINDS = 50_000
"""So many kinds of token a test remembers before it starts anew."""

CLAUSE_MARKS = frozenset({",", ";", ":", ".", "!", "?", "(", ")", "-", "–", "—", "--", "“", "”", '"', "...", "…"})


class TokenTest(dict[Kind, bool]):
    """Tells of a kind of token whether the conditions hold: ``test[kind]``, worked out at the first question."""

    def __init__(self, admits: Callable[[Kind], bool]) -> None:
        """Take the function that knows."""
        super().__init__()
        self._admits = admits

    def __missing__(self, kind: Kind) -> bool:
        """Work it out and remember it."""
        if len(self) >= MOST_KINDS:
            self.clear()
        known = self[kind] = self._admits(kind)
        return known


def test_of(conditions: Iterable[TokenCondition], lists: Lists) -> TokenTest:
    """Return the test that one of the conditions holds.

    Raises:
        regex.error: a part is no pattern.
        FileNotFoundError: there is no such list.
        ValueError: a part has no sense.
    """
    choices = [_condition(condition, lists) for condition in conditions]
    return TokenTest(choices[0] if len(choices) == 1 else lambda kind: any(choice(kind) for choice in choices))


def in_clause() -> TokenTest:
    """Return the test that a token does not part clauses."""
    return TokenTest(lambda kind: kind[0] != EDGE and (kind[0] not in CLAUSE_MARKS or kind[1] == "HYPH"))


_FITTING: dict[str, frozenset[str]] = {}


def fitting_tags(condition: TokenCondition, lists: Lists) -> frozenset[str] | None:
    """Return the tags that a condition allows, if it says anything of the tag."""
    if condition.tag is None and condition.no_tag is None:
        return None
    said = repr((condition.tag, condition.no_tag))
    if said in _FITTING:
        return _FITTING[said]
    checks = list(_tag_checks(condition, lists))
    fitting = frozenset(tag for tag in TAGS if all(check("", tag) for check in checks))
    if MACRO.search(said) is None:  # a named list may be another one to another pack
        _FITTING[said] = fitting
    return fitting


def plain_words(said: Said, lists: Lists) -> frozenset[str]:
    """Return the words that a field names, patterns left out."""
    return _choices(said, lists)[0]


def refuse_unknown(condition: TokenCondition) -> None:
    """Do nothing if all features that a condition names are known.

    Raises:
        ValueError: one is not.
    """
    for said in (condition.is_, condition.not_):
        asked = frozenset() if said is None else frozenset([said] if isinstance(said, str) else said)
        if unknown := sorted(asked - known()) if asked else ():
            raise ValueError(f"unknown feature {unknown[0]!r} {nearest(unknown[0], known())}")


def literals(condition: TokenCondition, lists: Lists) -> frozenset[str] | None:
    """Return the words in small letters of which a token must be one, if the condition names them all."""
    if condition.at is not None:
        return frozenset({EDGE})
    plain, patterns = ((), ["."]) if condition.word is None else _choices(condition.word, lists)
    return None if patterns else frozenset(word.lower() for word in plain)


def _condition(condition: TokenCondition, lists: Lists) -> Callable[[Kind], bool]:
    checks = list(_checks(condition, lists))
    if condition.at is not None:
        if checks:
            raise ValueError("a step with 'at' stands for the edge of a sentence and says nothing of a word")
        return lambda kind: kind[0] == EDGE
    if len(checks) == 1:
        only = checks[0]
        return lambda kind: kind[0] != EDGE and only(*kind)
    return lambda kind: kind[0] != EDGE and _all(checks, *kind)


def _all(checks: Iterable[Check], word: str, tag: str) -> bool:
    for check in checks:  # noqa: SIM110  (a generator takes half as long again)
        if not check(word, tag):
            return False
    return True


def _checks(condition: TokenCondition, lists: Lists) -> Iterator[Check]:
    yield from _tag_checks(condition, lists)
    for said, wanted in ((condition.word, True), (condition.no_word, False)):
        if said is not None:
            yield _field(said, lists, lambda word, _: word, wanted=wanted)
    if condition.case is not None:
        yield _CASES[condition.case]
    for said, wanted in ((condition.lemma, True), (condition.no_lemma, False)):
        if said is not None:
            yield _field(said, lists, lemma, wanted=wanted)
    for said, wanted in ((condition.is_, True), (condition.not_, False)):
        if said is not None:
            yield _features(said, wanted=wanted)


def _tag_checks(condition: TokenCondition, lists: Lists) -> Iterator[Check]:
    for said, wanted in ((condition.tag, True), (condition.no_tag, False)):
        if said is not None:
            yield _field(said, lists, lambda _, tag: tag, wanted=wanted)


_CASES: dict[str, Check] = {
    "lower": lambda word, _: word.islower(),
    "capital": lambda word, _: word[:1].isupper(),
    "upper": lambda word, _: word.isupper(),
}


def _field(said: Said, lists: Lists, read: Callable[[str, str], str], *, wanted: bool) -> Check:
    words, sources = _choices(said, lists)
    patterns = [_whole(source, lists) for source in sources]

    def fits(word: str, tag: str) -> bool:
        text = read(word, tag)
        known = text in words or text.lower() in words
        return (known or any(pattern.match(text) for pattern in patterns)) is wanted

    return fits


def _whole(source: str, lists: Lists) -> Pattern:
    cased = smart_case(expand(source, lists))
    flags = "(?i)" if cased.startswith("(?i)") else ""
    return STORE.pattern(rf"{flags}(?:{cased.removeprefix('(?i)')})\Z")


def _choices(said: Said, lists: Lists) -> tuple[frozenset[str], list[str]]:
    """Return the plain words, those of named lists among them, and the patterns that a field may be."""
    words: set[str] = set()
    listed: list[frozenset[str]] = []
    patterns: list[str] = []
    for part in _parts(said) if isinstance(said, str) else said:
        if (named := MACRO.fullmatch(part)) is not None:
            listed.append(_straight(lists(named[1])))
        elif isinstance(said, list) or len(part) == 1 or part in _PENN or is_phrase(part):
            words.add(part)
        else:
            patterns.append(part)
    if not words and len(listed) == 1:
        return listed[0], patterns  # not a copy of it
    return _straight(frozenset(words)).union(*listed), patterns


@lru_cache(maxsize=1_000)
def _straight(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.replace("’", "'") for word in words) if "’" in "".join(words) else words


_PENN = frozenset({"PRP$", "WP$", "..."})
"""What looks like a pattern and is none."""


def _parts(said: str) -> list[str]:
    """Return the alternatives of a pattern, those within brackets left alone."""
    parts, depth, quoted = [""], 0, False
    for char in said:
        if char == "|" and depth == 0 and not quoted:
            parts.append("")
            continue
        if not quoted:
            depth += (char in "([") - (char in ")]")
        quoted = char == "\\" and not quoted
        parts[-1] += char
    return parts if depth == 0 else [said]


def _features(said: Said, *, wanted: bool) -> Check:
    asked = frozenset([said] if isinstance(said, str) else said)

    def fits(word: str, tag: str) -> bool:
        return asked.isdisjoint(features(word, lemma(word, tag), tag)) is not wanted

    return fits
