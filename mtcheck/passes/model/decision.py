"""The fitted decision: the probability that an editor would agree with an edit, from its numbers.

A logistic regression whose weights are plain numbers in a file. They belong to one model: another finds other edits
likely. ``fit`` makes them; see mtcheck.passes.model.calibrate.
"""

import math
from collections.abc import Mapping, Sequence
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import msgspec

from mtcheck.core.engines import TradeOff

if TYPE_CHECKING:
    from numpy.typing import NDArray


_PULL = 4.0


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """The weights of features, and the least probability that each trade-off asks for.

    A feature that is not named weighs nothing. ``version`` names the numbers in the signature of a run.
    """

    version: str
    weights: dict[str, float]
    thresholds: dict[TradeOff, float]

    def probability(self, features: Mapping[str, float]) -> float:
        """Return the probability, from 0 to 1, in steps of a thousandth, that the edit is wanted."""
        weights = self.weights
        total = sum(weights[name] * value for name, value in sorted(features.items()) if name in weights)
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 3)


def packaged(model: str) -> Decision | None:
    """Return the numbers that come with mtcheck for a model, if any do."""
    file = resources.files("mtcheck.passes.model").joinpath(f"decisions/{model}.json")
    return msgspec.json.decode(file.read_bytes(), type=Decision) if file.is_file() else None


def fit(
    rows: Sequence[Mapping[str, float]],
    wanted: Sequence[bool],
    worth: Sequence[float],
    pulls: Mapping[str, float],
    towards: Mapping[str, float] = MappingProxyType({}),
) -> dict[str, float]:
    """Return the weights that fit rows of features to whether each edit was wanted.

    Each row counts as much as its ``worth``. ``pulls`` says how strongly the weight of a feature is drawn towards that
    in ``towards``, or nothing: 4 where it does not say; features that are more than 0 or 1 are scaled for that.
    Newton's method finds the one best answer, so the same rows give the same weights.
    """
    import numpy as np

    names = sorted({name for row in rows for name in row} | towards.keys())
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows]).reshape(len(rows), len(names))
    scale = table.std(axis=0) if rows else np.ones(len(names))
    scale[((table == 0) | (table == 1)).all(axis=0)] = 1.0  # a rare one needs as many rows as others to be believed
    scale[scale == 0] = 1.0
    pull = np.array([pulls.get(name, _PULL) for name in names])
    goal = scale * np.array([towards.get(name, 0.0) for name in names])
    weights = _newton(table / scale, np.array(wanted, float), np.array(worth), (pull, goal))
    return {name: round(float(value), 5) for name, value in zip(names, weights / scale, strict=True)}


def _newton(
    rows: "NDArray[Any]", wanted: "NDArray[Any]", worth: "NDArray[Any]", prior: "tuple[NDArray[Any], NDArray[Any]]"
) -> "NDArray[Any]":
    """Return the best weights; ``prior`` is how strongly each is drawn, and towards what."""
    import numpy as np

    pull, goal = prior
    weights = goal.copy()
    for _ in range(60):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (worth * (chance - wanted)) + pull * (weights - goal)
        bend = (rows * (worth * chance * (1 - chance))[:, None]).T @ rows + np.diag(pull)
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-7:
            break
    return weights
