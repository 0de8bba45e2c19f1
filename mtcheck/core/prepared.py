"""Remembers prepared rules between runs: reading YAML and compiling patterns takes seconds, reading this milliseconds.

What is stored is the ``regex`` package's compiled code for a pattern (as its own pickling would hand it over) and what
was made of rule files, both keyed by content and by the versions that made them. The store is plain data; at any doubt
about it, or about who may have written it, the work is done anew.
"""

import copyreg
import hashlib
import platform
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import regex

from mtcheck.core.places import builtin_rules, cache_folder
from mtcheck.core.private import is_private, make_private
from mtcheck.core.version import __version__
from mtcheck.core.writing import write_atomically

_MOST_PATTERNS = 20_000

SHIPPED = "prepared.msgpack"
"""The file beside the rules that came with the package, of what was made of them."""


class _Code(msgspec.Struct, array_like=True, frozen=True):
    """What ``regex`` hands to pickle for a pattern: the arguments that make it again."""

    source: str
    flags: int
    code: bytes
    group_index: dict[str, int]
    index_group: dict[int, str]
    named_lists: dict[str, str]
    named_list_indexes: list[int]
    req_offset: int
    req_chars: tuple[int, ...] | None
    req_flags: int
    groups: int


_CODE = msgspec.msgpack.Decoder(_Code, strict=False)


class _Kept(msgspec.Struct):
    """The file's content: keys are hex digests, values what they stand for."""

    patterns: dict[str, bytes] = {}
    made: dict[str, bytes] = {}


class Store:
    """Prepared patterns and rule files; loaded at first use, saved when something was added."""

    def __init__(self) -> None:
        """Start without having read anything."""
        self._kept: _Kept | None = None
        self._used = _Kept()
        self._changed = False

    def pattern(self, source: str, flags: int = 0) -> regex.Pattern[str]:
        """Return a compiled pattern.

        Raises:
            regex.error: it is no pattern.
        """
        key = _digest(f"{flags}:{source}".encode())
        known = self._load().patterns.get(key)
        if known is not None:
            code = _CODE.decode(known)
            if code.source == source:
                self._used.patterns[key] = known
                return _restored(code)
        compiled = regex.compile(source, flags, cache_pattern=False)
        made = _code(compiled)
        if made is not None:
            self._used.patterns[key] = msgspec.msgpack.encode(made)
            self._changed = True
        return compiled

    def kept(self, key: str) -> bytes | None:
        """Return what was kept under a name, be it by a run before or by who made this package."""
        if (shipped := _shipped().get(key)) is not None:
            return shipped
        found = self._load().made.get(key)
        if found is not None:
            self._used.made[key] = found
        return found

    def keep(self, key: str, made: bytes) -> None:
        """Remember what was made, under a name that tells all that it depends on."""
        self._used.made[key] = made
        self._changed = True

    def save(self) -> None:
        """Write what this run used, if it added anything; trouble with that costs only time."""
        if not self._changed:
            return
        kept = self._load()
        used = self._used
        both = _Kept(kept.patterns | used.patterns, kept.made | used.made)
        if max(len(both.patterns), len(both.made)) > _MOST_PATTERNS:
            both = used  # the rest are leftovers of other rule sets
        try:
            path = _path()
            if not make_private(path.parent):
                return
            write_atomically(path, _sealed(both), mode=0o600)
        except (OSError, msgspec.MsgspecError, OverflowError):
            return
        self._kept = both  # so that the next checker of this process finds it too
        self._changed = False

    def _load(self) -> _Kept:
        if self._kept is None:
            self._kept = _read(_path())
        return self._kept


def _reduced(pattern: regex.Pattern[str]) -> tuple[Callable[..., regex.Pattern[str]], tuple[Any, ...]]:
    """Return how pickle would make the pattern again: a function and its arguments."""
    reduced: tuple[Any, Any] = copyreg.dispatch_table[regex.Pattern](pattern)  # type: ignore[assignment]
    return reduced


def _code(pattern: regex.Pattern[str]) -> _Code | None:
    try:
        return msgspec.convert(_reduced(pattern)[1], _Code)
    except (msgspec.ValidationError, KeyError):
        return None  # another version of the package; nothing is remembered then


@cache
def _restore() -> Callable[..., regex.Pattern[str]]:
    return _reduced(regex.compile("x"))[0]


def _restored(code: _Code) -> regex.Pattern[str]:
    return _restore()(*msgspec.structs.astuple(code))


def sealed(made: dict[str, bytes]) -> bytes:
    """Return the content of a file that holds what was made, as it may come with the package."""
    return _sealed(_Kept(made=made))


def _sealed(kept: _Kept) -> bytes:
    body = msgspec.msgpack.encode(kept)
    return hashlib.sha256(body).digest() + body


@cache
def _shipped() -> dict[str, bytes]:
    """Return what came with the package: as good as its code, and without any, so no pattern is taken from there."""
    return _unsealed(builtin_rules() / SHIPPED).made


def _read(path: Path) -> _Kept:
    """Read the store; compiled code that somebody else may have put there would be run, so that is never read."""
    return _unsealed(path) if is_private(path) else _Kept()


def _unsealed(path: Path) -> _Kept:
    try:
        raw = path.read_bytes()
        body = raw[32:]
        if hashlib.sha256(body).digest() != raw[:32]:
            return _Kept()
        return msgspec.msgpack.decode(body, type=_Kept)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return _Kept()


def _path() -> Path:
    made_by = f"{__version__} {regex.__version__} {platform.python_version()} {platform.machine()}"
    return cache_folder() / f"rules-{_digest(made_by.encode())}.msgpack"


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()[:24]


STORE = Store()
"""The store of this process."""
