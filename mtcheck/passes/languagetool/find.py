"""Where the engine comes from: a server that the user names, an installation of the wrapper's, or our own.

The order: the named address; the folders of ``LTP_PATH`` and ``LTP_JAR_DIR_PATH`` and the wrapper's own default;
the folder in the user's cache that ``mtcheck languagetool install`` fills. This looks at names and files only:
the wrapper is not imported, since its way of looking creates folders, downloads what it misses, and no longer
honours ``LTP_JAR_DIR_PATH`` when it builds the command.
"""

import os
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from mtcheck.passes import Unavailable

PINNED = "6.8"
"""The version that the wrapper pins, that pom.xml names and mapping.yaml was made from."""

JARS = ("languagetool-server.jar", "languagetool.jar")
HOW = (
    "run 'mtcheck languagetool install' (or 'install --from-maven'), "
    "set LTP_PATH, or name a server with --languagetool-url"
)


@dataclass(frozen=True, slots=True)
class Installation:
    """An engine on this machine: the folder with its jar, and which of the places it was found in."""

    home: Path
    source: str

    @property
    def version(self) -> str:
        """The version that the folder's name tells, else the pinned one."""
        told = _version(self.home)
        return ".".join(map(str, told)) if told else PINNED

    @property
    def jar(self) -> Path:
        """The jar to start."""
        return next((self.home / name for name in JARS if (self.home / name).is_file()), self.home / JARS[0])

    @property
    def stamp(self) -> int:
        """A number that changes when the engine is installed anew."""
        return self.jar.stat().st_mtime_ns


def cache_folder() -> Path:
    """Return the folder of the user's cache that holds our engine and the state of a kept server."""
    return platformdirs.user_cache_path("mtcheck", appauthor=False) / "languagetool"


def installations(environ: Mapping[str, str] | None = None) -> Iterator[Installation]:
    """Yield the engines on this machine, first choice first."""
    env = os.environ if environ is None else environ
    places = [
        (env.get("LTP_PATH"), "LTP_PATH", True),
        (env.get("LTP_JAR_DIR_PATH"), "LTP_JAR_DIR_PATH", False),
        (Path.home() / ".cache" / "language_tool_python", "the wrapper's folder", True),
        (cache_folder(), "the user's cache folder", True),
    ]
    for folder, source, nested in places:
        if folder:
            homes = _versions(Path(folder)) if nested else [Path(folder)]
            yield from (Installation(home, source) for home in homes if _has_jar(home))


def find(environ: Mapping[str, str] | None = None) -> Installation:
    """Return the engine to start.

    Raises:
        Unavailable: there is none, or it is not whole.
    """
    found = next(installations(environ), None)
    if found is None:
        raise Unavailable(f"LanguageTool is not installed: {HOW}")
    absent = missing(found)
    if absent:
        raise Unavailable(
            f"the LanguageTool in {found.home} ({found.source}) lacks {absent[0]} "
            f"({len(absent)} missing or broken in all): {HOW}"
        )
    return found


def missing(installation: Installation) -> list[str]:
    """Return which of the jars that the server's jar asks for are not there or not readable."""
    try:
        with zipfile.ZipFile(installation.jar) as jar:
            manifest = jar.read("META-INF/MANIFEST.MF").decode()
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        return [installation.jar.name]
    joined = re.sub(r"\r?\n ", "", manifest)
    path = re.search(r"^Class-Path: *(.*)$", joined, re.MULTILINE)
    names = path.group(1).split() if path else []
    return [name for name in names if not _whole(installation.home / name)]


def _whole(jar: Path) -> bool:
    return jar.is_dir() or (jar.is_file() and zipfile.is_zipfile(jar))


def _has_jar(home: Path) -> bool:
    return any((home / name).is_file() for name in JARS)


def _versions(folder: Path) -> list[Path]:
    """Return the engines below a folder: the pinned version first, then newest first."""
    homes = [home for home in folder.glob("LanguageTool-*") if _version(home)]
    return sorted(homes, key=lambda home: (home.name == f"LanguageTool-{PINNED}", _version(home)), reverse=True)


def _version(home: Path) -> tuple[int, ...]:
    match = re.fullmatch(r"LanguageTool-(\d+(?:\.\d+)+)", home.name)
    return tuple(int(part) for part in match.group(1).split(".")) if match else ()
