"""PO files: read by polib; where each ``msgstr`` stands is looked up in the lines, and must hold what polib read."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import regex

from mtcheck.core.model import Span
from mtcheck.core.settings import Config
from mtcheck.input.containers.unit import Fault, Unit, english

if TYPE_CHECKING:
    import polib

_MSGSTR = regex.compile(
    r'(?m)^msgstr(?:\[\d+\])?[ \t]*+(?P<body>"(?:[^"\\\n]|\\.)*+"[ \t]*+(?:\r?\n[ \t]*+"(?:[^"\\\n]|\\.)*+"[ \t]*+)*+)'
)
_LINE = regex.compile(
    r'[ \t]*+(?:#.*+|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)[ \t]*+)?"(?:[^"\\]|\\.)*+"[ \t]*+|)\r?'
)
_QUOTED = regex.compile(r'"((?:[^"\\\n]|\\.)*+)"')
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "a": "\a", "f": "\f"}
_WIDTH = 77


class _Place(NamedTuple):
    """Where the quoted strings of a ``msgstr`` stand."""

    line: int
    span: Span
    value: str


def read(text: str, config: Config) -> Iterator[Unit | Fault]:  # noqa: ARG001
    """Yield the units of a PO file; obsolete entries are none, fuzzy ones are."""
    import polib

    lines = text.removeprefix("\ufeff").split("\n")
    broken = next((number for number, line in enumerate(lines, 1) if not _LINE.fullmatch(line)), None)
    if broken is not None:
        yield Fault("not a PO file: syntax error", broken)
        return
    try:
        file = polib.pofile("\n" + text.removeprefix("\ufeff"))  # a line before: what has two lines is no file's name
    except (OSError, ValueError) as error:
        yield Fault(*_reason(error))
        return
    language = file.metadata.get("Language", "")
    if language and not english(language):
        yield Fault(f"its Language is {language}; mtcheck checks English")
        return
    targets = [target for entry in file if not entry.obsolete for target in _targets(entry)]
    places = _places(text, header=bool(file.metadata or file.header))
    if len(places) != len(targets) or any(one[2] != place.value for one, place in zip(targets, places, strict=True)):
        yield Fault("its msgstr lines cannot be told apart; not checked")
        return
    for (segment, source, target), place in zip(targets, places, strict=True):
        yield Unit(segment, place.line, target, source, place=place.span)


def _reason(error: Exception) -> tuple[str, int | None]:
    line = regex.search(r"\(line (\d+)\)", str(error))
    return "not a PO file: syntax error", int(line[1]) - 1 if line else None


def _targets(entry: "polib.POEntry") -> Iterator[tuple[str, str, str]]:
    """Yield id, source and target of an entry, or of each of its plural forms."""
    name = f"{entry.msgctxt}|{entry.msgid}" if entry.msgctxt else entry.msgid
    if not entry.msgid_plural:
        yield name, entry.msgid, entry.msgstr
    for form, target in sorted(entry.msgstr_plural.items()):
        yield f"{name}[{form}]", entry.msgid_plural if int(form) else entry.msgid, target


def _places(text: str, *, header: bool) -> list[_Place]:
    """Return where the msgstr strings stand, in order; the header's is no target's."""
    found: list[_Place] = []
    line, at = 1, 0
    for match in _MSGSTR.finditer(text):
        start = match.start("body")
        line, at = line + text.count("\n", at, start), start
        end = start + len(match["body"].rstrip(" \t"))
        found.append(_Place(line, Span(start, end), _value(match["body"])))
    return found[1:] if header and found and _is_header(text, found[0]) else found


def _is_header(text: str, place: _Place) -> bool:
    return regex.search(r'msgid[ \t]+""\s*\nmsgstr[ \t]*$', text[: place.span.start]) is not None


def _value(body: str) -> str:
    joined = "".join(_QUOTED.findall(body))
    return str(regex.sub(r"(?s)\\(.)", lambda match: _ESCAPES.get(match[1], match[1]), joined))


def msgstr(target: str, old: str) -> str:
    """Return a target as quoted strings: on one line if the old one was, else a line for each of its lines."""
    end = "\r\n" if "\r\n" in old else "\n"
    if "\n" not in old:
        return _quoted(target)
    pieces = [piece for line in target.splitlines(keepends=True) for piece in _wrapped(line)]
    lead = ['""'] if regex.match(r'""[ \t]*\r?\n', old) else []
    return end.join([*lead, *map(_quoted, pieces)]) or '""'


def _wrapped(line: str) -> list[str]:
    pieces = [""]
    for word in regex.findall(r"\S*\s*", line):
        if pieces[-1] and len(pieces[-1]) + len(word) > _WIDTH:
            pieces.append("")
        pieces[-1] += word
    return pieces


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    for letter, char in _ESCAPES.items():
        escaped = escaped.replace(char, f"\\{letter}")
    return f'"{escaped}"'


def inner(body: str, span: Span) -> Span:
    """Return the place in quoted strings, as they stand in a file, of a span of what they say."""
    places: list[int] = []
    for quoted in _QUOTED.finditer(body):
        start, end = quoted.span(1)
        places += [start + match.start() for match in regex.finditer(r"(?s)\\.|.", body[start:end])]
        last = end
    places.append(last if places else 1)
    if span.start == span.end:
        return Span(places[span.start], places[span.start])
    return Span(places[span.start], places[span.end - 1] + len(_unit(body, places[span.end - 1])))


def _unit(body: str, at: int) -> str:
    return body[at : at + 2] if body[at] == "\\" else body[at]


def escaped(text: str) -> str:
    """Return a text as it stands between quotation marks."""
    return _quoted(text)[1:-1]
