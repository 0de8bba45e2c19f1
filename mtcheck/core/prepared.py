"""Remembers prepared rules between runs: reading YAML and compiling patterns takes seconds, reading this milliseconds.

What is stored is the ``regex`` package's compiled code for a pattern (as its own pickling would hand it over) and the
checked content of rule files, both keyed by content and by the versions that made them. The store is plain data; at
any doubt about it, or about who may have written it, the work is done anew.
"""

import copyreg
import hashlib
import platform
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import regex

from mtcheck.core.literals import SCHEME, Needed, needed
from mtcheck.core.places import cache_folder
from mtcheck.core.private import is_private, make_private
from mtcheck.core.version import __version__
from mtcheck.core.writing import write_atomically

T = TypeVar("T", bound=msgspec.Struct)

_MOST_PATTERNS = 20_000


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


class _Kept(msgspec.Struct):
    """The file's content: keys are hex digests, values what they stand for."""

    patterns: dict[str, _Code] = {}
    needs: dict[str, list[list[str]]] = {}
    cards: dict[str, bytes] = {}


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
        if known is not None and known.source == source:
            self._used.patterns[key] = known
            return _restored(known)
        compiled = regex.compile(source, flags, cache_pattern=False)
        code = _code(compiled)
        if code is not None:
            self._used.patterns[key] = code
            self._changed = True
        return compiled

    def needed(self, source: str) -> tuple[Needed, ...]:
        """Return the demands of a pattern: of the strings of each, a text that it matches contains one."""
        key = _digest(source.encode())
        kept = self._load().needs
        if key in kept:
            found = kept[key]
        else:
            found = [sorted(one) for one in needed(source)]
            self._changed = True
        self._used.needs[key] = found
        return tuple(map(frozenset, found))

    def kept(self, raw: bytes, type_: type[T]) -> T | None:
        """Return what a file with this content was found to say right before, as a struct of a type."""
        key = _key_of(raw, type_)
        found = self._load().cards.get(key)
        if found is None:
            return None
        self._used.cards[key] = found
        try:
            return msgspec.msgpack.decode(found, type=type_)
        except msgspec.MsgspecError:
            return None

    def keep(self, raw: bytes, content: msgspec.Struct) -> None:
        """Remember what a file with this content was found to say."""
        self._used.cards[_key_of(raw, type(content))] = msgspec.msgpack.encode(content)
        self._changed = True

    def save(self) -> None:
        """Write what this run used, if it added anything; trouble with that costs only time."""
        if not self._changed:
            return
        kept = self._load()
        used = self._used
        both = _Kept(kept.patterns | used.patterns, kept.needs | used.needs, kept.cards | used.cards)
        if len(both.patterns) > _MOST_PATTERNS:
            both = used  # the rest are leftovers of other rule sets
        try:
            path = _path()
            if not make_private(path.parent):
                return
            body = msgspec.msgpack.encode(both)
            write_atomically(path, hashlib.sha256(body).digest() + body, mode=0o600)
        except (OSError, msgspec.MsgspecError, OverflowError):
            return
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


def _read(path: Path) -> _Kept:
    """Read the store; compiled code that somebody else may have put there would be run, so that is never read."""
    try:
        if not is_private(path):
            return _Kept()
        raw = path.read_bytes()
        body = raw[32:]
        if hashlib.sha256(body).digest() != raw[:32]:
            return _Kept()
        return msgspec.msgpack.decode(body, type=_Kept, strict=False)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return _Kept()


def _path() -> Path:
    made_by = f"{__version__} {regex.__version__} {platform.python_version()} {platform.machine()}"
    made_by += f"{SCHEME}"
    return cache_folder() / f"rules-{_digest(made_by.encode())}.msgpack"


def _key_of(raw: bytes, type_: type[msgspec.Struct]) -> str:
    return _digest(raw + repr((type_.__name__, type_.__struct_fields__)).encode())


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()[:24]


STORE = Store()
"""The store of this process."""
