"""JSON Lines: where the target of a record stands in its line, and how another is written there."""

import json

import msgspec
import regex

from mtcheck.core.model import Span


class _Raw(msgspec.Struct):
    target: msgspec.Raw


def target_place(line: str) -> Span:
    """Return the place, in code points of a line, of its target's JSON string.

    Raises:
        ValueError: it cannot be placed.
    """
    try:
        old = bytes(msgspec.json.decode(line, type=_Raw).target).decode()
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error
    found = regex.search(r'"target"\s*:\s*(?=' + regex.escape(old) + ")", line)
    if found is None:
        raise ValueError("the record's target cannot be placed in its line")
    return Span(found.end(), found.end() + len(old))


def json_string(target: str, old: str) -> str:
    """Return a target as a JSON string; in ASCII alone if the old one was."""
    new = msgspec.json.encode(target).decode()
    return json.dumps(target) if old.isascii() and not new.isascii() else new
