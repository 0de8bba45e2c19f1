"""JSON Lines: where in a line the record's own target stands, found by reading the line, not by searching it."""

import json
from json import JSONDecodeError, JSONDecoder

import regex

from mtcheck.core.model import Span

_SPACE = regex.compile(r"[ \t\r\n]*+")
_decode = JSONDecoder().raw_decode


def place_of(line: str, key: str = "target") -> Span | None:
    """Return the code points of a line that hold the string under a key of its object, quotation marks included.

    Of several values under one key the last is meant, as every JSON reader has it. None if the line is no object,
    or the value no string.
    """
    try:
        return _place(line, key)
    except (JSONDecodeError, RecursionError, IndexError):
        return None


def _place(line: str, key: str) -> Span | None:
    found: Span | None = None
    at = _after(line, 1 if line.startswith("\ufeff") else 0)
    if line[at] != "{":
        return None
    at = _after(line, at + 1)
    while line[at] != "}":
        _sign(line, at, '"')
        name, at = _decode(line, at)
        at = _after(line, _sign(line, _after(line, at), ":"))
        value, end = _decode(line, at)
        if name == key:
            found = Span(at, end) if isinstance(value, str) else None
        at = _after(line, end)
        if line[at] != "}":
            at = _after(line, _sign(line, at, ","))
    return found


def _sign(line: str, at: int, sign: str) -> int:
    if line[at] != sign:
        raise JSONDecodeError("another sign expected", line, at)
    return at + 1


def _after(line: str, at: int) -> int:
    match = _SPACE.match(line, at)
    return match.end() if match else at


def target_place(line: str) -> Span:
    """Return the place, in code points of a line, of its target's JSON string.

    Raises:
        ValueError: it cannot be placed.
    """
    place = place_of(line)
    if place is None:
        raise ValueError("the record's target cannot be placed in its line")
    return place


def json_string(target: str, old: str) -> str:
    """Return a target as a JSON string; in ASCII alone if the old one was."""
    return json.dumps(target, ensure_ascii=old.isascii())
