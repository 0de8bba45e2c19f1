"""Files that are ZIP packages of parts (Word, OpenDocument): opened with care, rewritten part by part."""

import io
import zipfile
import zlib
from collections.abc import Mapping
from copy import copy

from mtcheck.core.model import Span
from mtcheck.core.settings import Config

_MOST_PARTS = 5_000
_EXPANSION = 20
"""The parts of a package may hold this many times ``max-bytes`` together; what holds more is refused, not unpacked."""
_OLD = b"\xd0\xcf\x11\xe0"


class PackageError(Exception):
    """A file that is no such package or may not be unpacked; the message says why."""


class Package:
    """The parts of a package, by name. No part is ever written to disk, and none is read beyond its declared size."""

    def __init__(self, raw: bytes, config: Config) -> None:
        """Open a package.

        Raises:
            PackageError: it is damaged, encrypted, ambiguous, or would unpack to too much.
        """
        if raw.startswith(_OLD):
            raise PackageError("an old Word file (.doc) or one with a password; save it as .docx without one")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise PackageError(f"not a ZIP package: {error}") from error
        self._config = config
        self._parts = {info.filename: info for info in self._zip.infolist()}
        self._refuse_bombs(self._zip.infolist())

    def _refuse_bombs(self, parts: list[zipfile.ZipInfo]) -> None:
        if len(parts) > _MOST_PARTS:
            raise PackageError(f"{len(parts)} parts in it; no document has so many")
        if len(self._parts) != len(parts):
            raise PackageError("two parts of it have one name")
        if any(part.flag_bits & 1 for part in parts):
            raise PackageError("encrypted; save it without a password")
        if any(part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for part in parts):
            raise PackageError("compressed in a way that no document is")
        size = sum(part.file_size for part in parts)
        if size > _EXPANSION * self._config.max_bytes:
            raise PackageError(f"would unpack to {size:,} bytes; raise max-bytes if that is meant")

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a part of that name."""
        return name in self._parts

    def text(self, name: str) -> str:
        """Return an XML part, decoded.

        Raises:
            PackageError: there is none, it is damaged, too large, or not UTF-8.
        """
        info = self._parts.get(name)
        if info is None:
            raise PackageError(f"its part {name} is missing")
        if info.file_size > self._config.max_bytes:
            raise PackageError(f"its part {name} is larger than {self._config.max_bytes} bytes; raise max-bytes")
        try:
            return self._bytes(info).decode("utf-8")
        except UnicodeDecodeError as error:
            raise PackageError(f"its part {name} is not UTF-8") from error

    def rewritten(self, parts: Mapping[str, str]) -> bytes:
        """Return the package with some parts replaced or added; every other part is as it was, in its place.

        Raises:
            PackageError: a part cannot be read to be carried over.
        """
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as out:
            for name, info in self._parts.items():
                out.writestr(copy(info), parts[name].encode() if name in parts else self._bytes(info))
            for name in parts.keys() - self._parts.keys():
                out.writestr(zipfile.ZipInfo(name), parts[name].encode(), zipfile.ZIP_DEFLATED)
        return stream.getvalue()

    def _bytes(self, info: zipfile.ZipInfo) -> bytes:
        try:
            return self._zip.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
            raise PackageError(f"its part {info.filename} is damaged: {error}") from error


def replaced(text: str, pieces: Mapping[Span, str]) -> str:
    """Return a text with other words in some places, which do not overlap."""
    out: list[str] = []
    at = 0
    for span in sorted(pieces):
        out += [text[at : span.start], pieces[span]]
        at = span.end
    return "".join([*out, text[at:]])
