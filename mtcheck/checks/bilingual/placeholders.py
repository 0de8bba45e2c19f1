"""Placeholders (printf, braces, ICU), tags and line breaks: what a program reads must be what the source has."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import regex

from mtcheck.checks.bilingual.pair import Pair, paired
from mtcheck.checks.check import Check
from mtcheck.core.model import Hit, Span
from mtcheck.core.prepared import STORE
from mtcheck.english.lists import words

_PRINTF = (
    r"(?<![\d%])%(?P<name>(?P<place>\d+)\$|\(\w+\))?[-+0#']*(?:\d+|\*)?(?:\.(?:\d+|\*))?"
    r"(?P<type>(?:hh?|ll?|[Lqjzt])?[diouxXeEfFgGcsSpaA@])(?![A-Za-z0-9])"
)
_NAMED = r"[$%#]\{[\w.:-]{1,60}\}|\{\{\s*[\w.|:-]{1,60}\s*\}\}|%[A-Za-z_][A-Za-z0-9_]{2,40}%|\{(?:\w[\w.:!-]{0,60})?\}"
_PLACEHOLDER = STORE.pattern(f"{_PRINTF}|{_NAMED}")
_ICU = STORE.pattern(
    r"\{\s*(?P<name>\w+)\s*,\s*(?P<kind>plural|select|selectordinal|number|date|time|choice|list)\s*[,}]"
)
_BARE = STORE.pattern(r"%\d+\$[a-z@]")


class Held(NamedTuple):
    """A placeholder or tag: what it is compared by, and where it stands."""

    key: str
    span: Span


def _placeholders(text: str) -> list[Held]:
    found = [Held(f"{{{match['name']}, {match['kind']}}}", Span(*match.span())) for match in _ICU.finditer(text)]
    count = 0
    for match in _PLACEHOLDER.finditer(text):
        count += bool(match["type"])
        found.append(Held(_key(match, count), Span(*match.span())))
    return sorted(found, key=lambda one: one.span)


def _key(match: "regex.Match[str]", count: int) -> str:
    """Return what a placeholder is compared by: of printf's the place or name and the type, without width."""
    if match["type"] is None:
        return str(regex.sub(r"\s+", "", match.group()))
    return f"%{match['place'] or match['name'] or count}${match['type'].lower()}"


def _unmatched(source: list[Held], target: list[Held], *, counted: bool) -> tuple[list[Held], list[Held]]:
    """Return those of each side beyond the other's number; within ICU branches one may stand any number of times."""
    return _beyond(source, target, counted=counted), _beyond(target, source, counted=counted)


def _beyond(mine: list[Held], others: list[Held], *, counted: bool) -> list[Held]:
    left = Counter(one.key for one in others)
    rest = []
    for one in mine:
        if left[one.key] <= 0:
            rest.append(one)
        elif counted:
            left[one.key] -= 1
    return rest


def _numbered(text: str) -> bool:
    return any(match["place"] for match in _PLACEHOLDER.finditer(text))


def _loose(held: list[Held]) -> list[Held]:
    return [Held(regex.sub(r"^%\d+\$", "%", one.key), one.span) for one in held]


def mask(text: str) -> str:
    """Return the text with its placeholders blanked out, every offset kept."""
    return str(_PLACEHOLDER.sub(lambda match: " " * len(match.group()), text))


def changed_placeholder(pair: Pair) -> Iterator[Hit]:
    """Yield placeholders that differ: each in place of a source one, too many, or missing."""
    source, target = _placeholders(pair.source), _placeholders(pair.target)
    if not source and all(_BARE.fullmatch(one.key) for one in target):
        return  # a per cent sign before a letter
    if not _numbered(pair.source) and not _numbered(pair.target):  # the order counts only where it is told
        source, target = _loose(source), _loose(target)
    missing, added = _unmatched(source, target, counted=not _ICU.search(pair.source))
    glued = mask(pair.target)  # a letter right after one, as in %ds, hides it
    missing = [one for one in missing if one.span.of(pair.source) not in glued]
    for theirs, ours in zip(missing, added, strict=False):
        alone = len(missing) == len(added) == 1
        yield Hit(ours.span, (theirs.span.of(pair.source),) if alone else (), source_span=theirs.span)
    yield from (pair.lost(one.span) for one in missing[len(added) :])
    yield from (Hit(one.span) for one in added[len(missing) :])


_BRACE = STORE.pattern(r"[{}]")


def broken_icu(pair: Pair) -> Iterator[Hit]:
    """Yield the brace at which an ICU message stops being one, and plural and select forms without ``other``."""
    if not _ICU.search(pair.source):
        return
    opened: list[int] = []
    for match in _BRACE.finditer(pair.target):
        if match.group() == "{":
            opened.append(match.start())
        elif opened:
            opened.pop()
        else:
            yield Hit(Span(*match.span()), slots={"fault": "closes nothing"})
            return
    if opened:
        yield Hit(Span(opened[-1], opened[-1] + 1), slots={"fault": "is never closed"})
        return
    for match in _ICU.finditer(pair.target):
        chooses = match["kind"] in {"plural", "select", "selectordinal"}
        if chooses and not regex.search(r"\bother\s*\{", pair.target[match.end() :]):
            yield Hit(Span(*match.span()), slots={"fault": "has no form “other”"})


_TAG = STORE.pattern(
    r"<(?P<end>/?)(?P<name>[A-Za-z][\w:-]*+|\d++)(?P<rest>(?:\s(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)?)(?P<closed>/?)>"
)
_ATTRIBUTE = STORE.pattern(r"\b(?:id|rid|href|src|class|name|i|x)\s*=\s*(?:\"[^\"]*+\"|'[^']*+')")
_VOID = frozenset({"br", "hr", "wbr"})


def _tags(text: str, closed: frozenset[str]) -> list[Held]:
    """Return the tags of a text; what is no tag of HTML and nowhere closed is a word in angle brackets."""
    found = []
    for match in _TAG.finditer(text):
        name = match["name"].lower()
        if not (name in words("html-tags") or name.isdigit() or match["closed"] or match["name"] in closed):
            continue
        kept = " ".join(sorted(map(str, _ATTRIBUTE.findall(match["rest"]))))
        void = "/" if match["closed"] and name not in _VOID else ""
        found.append(Held(f"{match['end']}{name} {kept}{void}", Span(*match.span())))
    return found


def changed_tag(source: str, target: str) -> Iterator[tuple[Span | None, Span | None]]:
    """Yield where tags differ: places in the target and in the source, None where a side has none."""
    closed = frozenset(match["name"] for text in (source, target) for match in _TAG.finditer(text) if match["end"])
    missing, added = _unmatched(_tags(source, closed), _tags(target, closed), counted=True)
    for theirs, ours in zip(missing, added, strict=False):
        yield ours.span, theirs.span
    yield from ((None, one.span) for one in missing[len(added) :])
    yield from ((one.span, None) for one in added[len(missing) :])
    if not missing and not added:
        yield from ((span, None) for span in _crossed(target))


def _crossed(target: str) -> Iterator[Span]:
    """Yield closing tags that close what is not open, in a text whose tags are those of its source."""
    opened: list[str] = []
    for match in _TAG.finditer(target):
        name = match["name"].lower()
        if match["end"]:
            if name not in opened:
                yield Span(*match.span())
            else:
                opened.remove(name)
        elif not match["closed"]:
            opened.append(name)


_BREAK = STORE.pattern(r"\\n|\\r\\n|\n")
_LONG_LINE = 50


def _wrapped(text: str) -> bool:
    """Tell whether lines end because they are full, or columns are set with spaces."""
    return "  " in text or "\t" in text or any(len(line) > _LONG_LINE for line in text.strip().split("\n"))


def line_breaks(source: str, target: str) -> Iterator[tuple[Span, Span]]:
    """Yield where line breaks stop being as many: the place in the target and in the source."""
    theirs, ours = (_breaks(text) for text in (source, target))
    if len(theirs) == len(ours) or _wrapped(source) or _wrapped(target):
        return
    common = min(len(theirs), len(ours))
    end, origin = len(target.rstrip()), len(source.rstrip())
    if len(ours) > common:
        yield ours[common], Span(origin, origin)
    else:
        yield Span(end, end), theirs[common]


def _breaks(text: str) -> list[Span]:
    """Return the line breaks between the first letter and the last."""
    low, high = len(text) - len(text.lstrip()), len(text.rstrip())
    return [Span(*match.span()) for match in _BREAK.finditer(text, low, high)]


PLACEHOLDERS = {
    "icu-broken": Check("it counts what is open in a message that nests", paired(broken_icu)),
    "placeholder-changed": Check("it pairs the placeholders of two texts", paired(changed_placeholder)),
}
