"""Puts an engine into the user's cache folder: by the wrapper's verified download, or from Maven Central.

Either way it is built in a temporary folder beside the final one, looked through for completeness, and renamed
at the end, so that an interrupted installation leaves nothing that could be taken for an engine.
"""

import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path

from mtcheck.passes import Unavailable
from mtcheck.passes.languagetool import find, wrapper
from mtcheck.passes.languagetool.find import PINNED, Installation

MAVEN_SECONDS = 900
_NAME = f"LanguageTool-{PINNED}"


def install(*, from_maven: bool = False) -> tuple[Installation, bool]:
    """Return the engine in the cache folder, and whether it was put there just now; a broken one is replaced.

    Raises:
        Unavailable: it cannot be fetched, or is not whole.
    """
    folder = find.cache_folder()
    final = Installation(folder / _NAME, "the user's cache folder")
    if final.home.exists() and not find.missing(final):
        return final, False
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix="installing-") as temporary:
        work = Path(temporary)
        if from_maven:
            build_from_maven(work / _NAME)
        else:
            wrapper.download(work, PINNED)
        _refuse_incomplete(Installation(work / _NAME, "fetched"))
        _swap(work / _NAME, final.home, work / "old")
    return final, True


def build_from_maven(home: Path) -> None:
    """Have Maven copy the engine's jars below a folder, and put the jar beside them that the wrapper looks for.

    Raises:
        Unavailable: Maven is missing or fails.
    """
    maven = shutil.which("mvn")
    if maven is None:
        raise Unavailable("mvn was not found on the PATH: install Apache Maven, or install without --from-maven")
    libs = home / "libs"
    with as_file(files("mtcheck.passes.languagetool") / "pom.xml") as pom:
        # Maven may write beside the pom: not into our package.
        copy = Path(shutil.copy(pom, home.parent / "pom.xml"))
    goal = ["dependency:copy-dependencies", f"-DoutputDirectory={libs}", "-DincludeScope=runtime"]
    _run([maven, "--batch-mode", "--quiet", "--strict-checksums", f"--file={copy}", *goal])
    write_starter(home)


def write_starter(home: Path) -> None:
    """Write the jar that holds nothing but the list of the others."""
    jars = sorted(path.name for path in (home / "libs").glob("*.jar"))
    with zipfile.ZipFile(home / find.JARS[0], "w") as jar:
        jar.writestr("META-INF/MANIFEST.MF", manifest([f"libs/{name}" for name in jars]))


def manifest(class_path: Sequence[str]) -> bytes:
    """Return a jar's manifest; its lines may have 72 bytes, the rest goes onto lines that begin with a space."""
    line = f"Class-Path: {' '.join(class_path)}".encode("ascii")
    rest = [line[at : at + 71] for at in range(72, len(line), 71)]
    lines = [b"Manifest-Version: 1.0", line[:72], *(b" " + part for part in rest)]
    return b"\r\n".join(lines) + b"\r\n\r\n"


def _run(command: Sequence[str]) -> None:
    try:
        done = subprocess.run(  # noqa: S603
            command, capture_output=True, text=True, errors="replace", timeout=MAVEN_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unavailable(f"Maven did not finish within {MAVEN_SECONDS} s: look at the network, try again") from error
    if done.returncode:
        lines = [line for line in (done.stdout + done.stderr).splitlines() if "ERROR" in line]
        said = lines[0].strip() if lines else "it did not say why"
        raise Unavailable(f"Maven failed: {said[:300]}")


def _refuse_incomplete(fetched: Installation) -> None:
    absent = find.missing(fetched)
    jars = [path.name for path in fetched.home.rglob("*.jar")]
    absent += [part for part in ("languagetool-core", "language-en") if not any(part in name for name in jars)]
    if absent:
        raise Unavailable(f"what was fetched is not whole, it lacks {', '.join(absent[:5])}: try again")


def _swap(new: Path, final: Path, old: Path) -> None:
    if final.exists():
        final.rename(old)  # goes with the temporary folder
    new.rename(final)
