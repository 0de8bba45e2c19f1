"""What to do with the rows of a data set, and what became of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from mtcheck.core.model import Severity
from mtcheck.datasets.duplicates import Sketch
from mtcheck.datasets.rows import Row

Verdict = Literal["keep", "repair", "drop", "unreadable", "failed"]
"""What becomes of a row; ``failed`` is one that mtcheck itself could not judge."""

Reason = Literal["length", "language", "fluency", "duplicate", "near-duplicate"]
REASONS: tuple[Reason, ...] = ("length", "language", "fluency", "duplicate", "near-duplicate")
"""Why a row is dropped, in the order in which they are tried; the first that holds is the reason."""

ADDED = {"mtcheck_verdict": "string", "mtcheck_reasons": "list", "mtcheck_score": "float64"}
"""The columns that ``annotate`` adds, and their types."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do with rows: where the text stands, what drops a row, which fixes repair it.

    ``without`` names reasons that drop no row. ``near_duplicate_at`` is a Jaccard similarity of word 5-shingles,
    ``language_at`` a probability, ``max_length_ratio`` one of UTF-8 bytes. ``annotate`` writes dropped rows too, and
    adds to each row what became of it.
    """

    column: str = "target"
    drop_at: Severity = Severity.MAJOR
    repair: Literal["none", "safe", "all"] = "safe"
    without: tuple[str, ...] = ()
    near_duplicate_at: float = 0.8
    language_at: float = 0.9
    min_words: int = 1
    max_words: int = 100_000
    max_length_ratio: float = 6.0
    annotate: bool = False

    def drops(self, reason: Reason) -> bool:
        """Tell whether a reason drops rows."""
        return reason not in self.without


class Decision(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of a row, and why.

    ``fixed`` and ``left`` are rules whose findings were mended and are left, ``reasons`` what it was dropped for,
    ``reason`` the same in words, ``score`` the MQM quality (0 to 100) of what is left.
    """

    row: int
    verdict: Verdict
    fixed: list[str] = []
    left: list[str] = []
    reasons: list[Reason] = []
    reason: str | None = None
    score: float | None = None
    id: str | None = None

    @property
    def kept(self) -> bool:
        """Whether the row is among the good ones."""
        return self.verdict in {"keep", "repair"}


@dataclass(frozen=True, slots=True)
class Judged:
    """A row as it goes out, what became of it, and what tells its duplicates, if it is kept."""

    row: Row | None
    decision: Decision
    sketch: Sketch | None = None

    def dropped(self, reason: Reason, words: str) -> "Judged":
        """Return the same row, dropped for a reason."""
        decision = msgspec.structs.replace(self.decision, verdict="drop", reasons=[reason], reason=words)
        return Judged(self.row, decision)


def written(judged: Sequence[Judged], plan: Plan) -> list[dict[str, Any]]:
    """Return the rows that go to the output."""
    if plan.annotate:
        return [one.row | _added(one.decision) for one in judged if one.row is not None]
    return [one.row for one in judged if one.row is not None and one.decision.kept]


def _added(decision: Decision) -> dict[str, Any]:
    values = (decision.verdict, list(decision.reasons), decision.score)
    return dict(zip(ADDED, values, strict=True))
