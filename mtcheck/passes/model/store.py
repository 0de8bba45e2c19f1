"""The installed models: a folder each in the user's cache, with a list of its files written last.

A folder without that list, or with a file of another size, is not a model: it is named as broken, never used.
"""

import shutil
from pathlib import Path
from typing import NamedTuple

import msgspec

from mtcheck.core.places import cache_folder
from mtcheck.passes import Unavailable
from mtcheck.passes.model import catalogue
from mtcheck.passes.model.convert import FILES, digest
from mtcheck.passes.model.decision import Decision, packaged

FORMAT = 1
"""The version of the converted files; a folder of another one is converted anew by installing again."""
_LIST, _DECISION = "files.json", "decision.json"
HOW = "run 'mtcheck model install'"


class Listed(msgspec.Struct, frozen=True):
    """A file as it was written."""

    size: int
    digest: str


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in a model's folder: the digest of the GGUF it was made from, and its files."""

    format: int
    source: str
    files: dict[str, Listed]


class Installed(NamedTuple):
    """A whole model on this machine."""

    name: str
    folder: Path
    contents: Contents

    @property
    def decision_file(self) -> Path:
        """The numbers that were fitted on this machine, if they were."""
        return self.folder / _DECISION

    def decision(self) -> Decision:
        """Return the fitted numbers: those of this machine, else those that come with mtcheck.

        Raises:
            Unavailable: there are none, or the file is broken.
        """
        try:
            if self.decision_file.is_file():
                return msgspec.json.decode(self.decision_file.read_bytes(), type=Decision)
        except (OSError, msgspec.MsgspecError) as error:
            raise Unavailable(f"{self.decision_file} cannot be read ({error}); calibrate again") from error
        known = catalogue.by_digest(self.contents.source)
        found = packaged(known.name) if known else None
        if found is None:
            raise Unavailable(
                f"nothing is known of the model {self.name}: run 'mtcheck model calibrate' with good texts"
            )
        return found


def models_folder() -> Path:
    """Return the folder that holds the models."""
    return cache_folder() / "models"


def folders() -> list[Path]:
    """Return the folders of all models, whole or not, by name."""
    place = models_folder()
    return sorted(path for path in place.iterdir() if path.is_dir()) if place.is_dir() else []


def seal(folder: Path, source: str) -> None:
    """Write the list of files into a finished folder."""
    files = {name: Listed((folder / name).stat().st_size, digest(folder / name)) for name in FILES}
    contents = Contents(format=FORMAT, source=source, files=files)
    (folder / _LIST).write_bytes(msgspec.json.encode(contents))


def opened(folder: Path) -> Installed:
    """Return the model in a folder.

    Raises:
        Unavailable: it is not whole, or of another version.
    """
    again = f"{HOW} {folder.name}" if folder.name in catalogue.KNOWN else "install it again with --from"
    try:
        contents = msgspec.json.decode((folder / _LIST).read_bytes(), type=Contents)
    except (OSError, msgspec.MsgspecError) as error:
        raise Unavailable(f"the model in {folder} is not whole (no list of files): {again}") from error
    if contents.format != FORMAT:
        raise Unavailable(f"the model in {folder} was written by another version of mtcheck: {again}")
    for name, listed in contents.files.items():
        file = folder / name
        if not file.is_file() or file.stat().st_size != listed.size:
            raise Unavailable(f"the model in {folder} is not whole ({name}): {again}")
    return Installed(folder.name, folder, contents)


def damaged(model: Installed) -> list[str]:
    """Return the files whose content is not what was written; this reads all of them."""
    return [name for name, listed in model.contents.files.items() if digest(model.folder / name) != listed.digest]


def find(name: str | None = None) -> Installed:
    """Return the model of a name, else the one that is there; of several, one of the user's own, then the best known.

    Raises:
        Unavailable: there is none, or it is not whole.
    """
    if name is not None:
        folder = models_folder() / name
        if not folder.is_dir():
            raise Unavailable(f"the model {name!r} is not installed: {HOW} {name}")
        return opened(folder)
    order = list(catalogue.KNOWN)
    found = sorted(folders(), key=lambda path: order.index(path.name) if path.name in order else len(order))
    if not found:
        raise Unavailable(f"no language model is installed: {HOW}")
    return opened(found[-1])


def remove(name: str) -> bool:
    """Delete a model, whole or not, and tell whether there was one."""
    folder = next((path for path in folders() if path.name == name), None)
    if folder is not None:
        shutil.rmtree(folder)
    return folder is not None
