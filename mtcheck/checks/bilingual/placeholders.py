"""Placeholders (printf, braces, ICU), tags and line breaks: what a program reads must be what the source has."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import regex

from mtcheck.checks.bilingual.pair import Pair
from mtcheck.model import Hit, Span

_PRINTF = r"(?<![\d%])%(?:\d+\$|\(\w+\))?[-+0#']*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh?|ll?|[Lqjzt])?[diouxXeEfFgGcsSpaA@](?![\p{L}\d])"
_NAMED = r"\$\{[\w.:-]{1,60}\}|[%#$]\{[\w.:-]{1,60}\}|\{\{\s*[\w.|:-]{1,60}\s*\}\}|%\w{2,40}%|\{[\w.:!-]{0,60}\}"
_PLACEHOLDER = regex.compile(f"{_PRINTF}|{_NAMED}")
_ICU = regex.compile(
    r"\{\s*(?P<name>\w+)\s*,\s*(?P<kind>plural|select|selectordinal|number|date|time|choice|list)\s*[,}]"
)
_BARE = regex.compile(r"%[-+0#']*\d*[a-zA-Z@]")


class Held(NamedTuple):
    """A placeholder: what it is compared by, how it stands, where."""

    key: str
    span: Span


def _placeholders(text: str) -> list[Held]:
    icu = [Held(f"{{{match['name']}, {match['kind']}}}", Span(*match.span())) for match in _ICU.finditer(text)]
    return sorted(
        [*icu, *(Held(_key(m.group()), Span(*m.span())) for m in _PLACEHOLDER.finditer(text))], key=lambda one: one.span
    )


def _key(placeholder: str) -> str:
    return regex.sub(r"\s+", "", placeholder)


def _unmatched(source: list[Held], target: list[Held], *, counted: bool) -> tuple[list[Held], list[Held]]:
    """Return those of each side beyond the other's number; within ICU branches one may stand any number of times."""
    sides = []
    for mine, others in ((source, target), (target, source)):
        left = Counter(one.key for one in others)
        rest = []
        for one in mine:
            if left[one.key] <= 0:
                rest.append(one)
            elif counted:
                left[one.key] -= 1
        sides.append(rest)
    return sides[0], sides[1]


def changed_placeholder(pair: Pair) -> Iterator[Hit]:
    """Yield placeholders that differ: each in place of a source one, too many, or missing."""
    source, target = _placeholders(pair.source), _placeholders(pair.target)
    counted = not _ICU.search(pair.source)
    missing, added = _unmatched(source, target, counted=counted)
    if not missing and all(_BARE.fullmatch(one.key) for one in added) and not source:
        return  # a per cent sign before a word
    for theirs, ours in zip(missing, added, strict=False):
        alone = len(missing) == len(added) == 1
        yield Hit(ours.span, (theirs.span.of(pair.source),) if alone else (), source_span=theirs.span)
    yield from (pair.lost(one.span) for one in missing[len(added) :])
    yield from (Hit(one.span) for one in added[len(missing) :])


_OPEN = regex.compile(r"[{}]")


def broken_icu(pair: Pair) -> Iterator[Hit]:
    """Yield the brace at which an ICU message stops being one, and plural and select forms without ``other``."""
    if not _ICU.search(pair.source):
        return
    depth = 0
    opened: list[int] = []
    for match in _OPEN.finditer(pair.target):
        depth += 1 if match.group() == "{" else -1
        if match.group() == "{":
            opened.append(match.start())
        elif not opened:
            yield Hit(Span(*match.span()), slots={"fault": "closes nothing"})
            return
        else:
            opened.pop()
    if opened:
        yield Hit(Span(opened[-1], opened[-1] + 1), slots={"fault": "is never closed"})
        return
    for match in _ICU.finditer(pair.target):
        rest = pair.target[match.end() :]
        if match["kind"] in {"plural", "select", "selectordinal"} and not regex.search(r"\bother\s*\{", rest):
            yield Hit(Span(*match.span()), slots={"fault": "has no form “other”"})


_TAG = regex.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][\w:-]*+|\d++)(?P<rest>(?:\s(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)?)(?P<closed>/?)>"
)
_ATTRIBUTE = regex.compile(r"\b(?:id|rid|href|src|class|name|i|x)\s*=\s*(?:\"[^\"]*+\"|'[^']*+')")
_ENTITY = regex.compile(r"&(?:#\d{1,7}|#x[\da-fA-F]{1,6}|[A-Za-z]{2,10});")


def _tags(text: str) -> list[Held]:
    found = []
    for match in _TAG.finditer(text):
        kept = " ".join(sorted(map(str, _ATTRIBUTE.findall(match["rest"]))))
        name = match["name"].lower()
        void = "/" if match["closed"] and name not in {"br", "hr", "img", "wbr"} else ""
        found.append(Held(f"{match['end']}{name} {kept}{void}", Span(*match.span())))
    return found


def changed_tag(source: str, target: str) -> Iterator[tuple[Span | None, Span | None]]:
    """Yield where tags differ: places in the target and in the source, None where a side has none."""
    missing, added = _unmatched(_tags(source), _tags(target), counted=True)
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


_ESCAPE = regex.compile(r"\\n|\\r\\n|\n")


def line_breaks(source: str, target: str) -> Iterator[tuple[Span, Span]]:
    """Yield where line breaks stop being as many: the place in the target and in the source."""
    theirs, ours = ([Span(*match.span()) for match in _ESCAPE.finditer(text)] for text in (source, target))
    if len(theirs) == len(ours):
        return
    common = min(len(theirs), len(ours))
    end, origin = len(target.rstrip()), len(source.rstrip())
    if len(ours) > common:
        yield ours[common], Span(origin, origin)
    else:
        yield Span(end, end), theirs[common]


PLACEHOLDERS = {"icu-broken": broken_icu, "placeholder-changed": changed_placeholder}
