"""What a file of many texts holds: units, and faults where one cannot be read."""

from dataclasses import dataclass

from mtcheck.core.model import Span


@dataclass(frozen=True, slots=True)
class Unit:
    """A target with what belongs to it.

    ``line`` is where the target stands in the file, None where the target has lines of its own; ``place`` the code
    points of the decoded file that hold it, as they must be replaced, None if they cannot. ``format`` is the one in
    which target and source are to be read, ``outline`` the kind of block that each line of the target is, where the
    file says it.
    """

    segment: str | None
    line: int | None
    target: str
    source: str | None = None
    reference: str | None = None
    language: str | None = None
    place: Span | None = None
    format: str = "plain"
    outline: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something in the file is no unit."""

    reason: str
    line: int | None = None
    segment: str | None = None


class CannotKeep(Exception):
    """A target that cannot be put back without changing more than itself; the message says why."""


def english(language: str | None) -> bool:
    """Tell whether a language code (BCP 47, or with an underscore) names English."""
    return language is not None and language.replace("_", "-").lower().partition("-")[0] in {"en", "eng"}
