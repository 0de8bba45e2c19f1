"""How fluent a sentence reads: how odd its words are on average, against good English of the same length.

The numbers are fitted to good English read by one model, and belong to it. Short sentences are odder, since little
stands before their words, and vary more: the middle of the oddity is a line in 1 / words, its variance is a share of
that.
"""

import hashlib
from collections.abc import Iterable
from importlib import resources
from math import sqrt
from statistics import NormalDist, fmean, linear_regression

import msgspec

from mtcheck.core.writing import write_atomically
from mtcheck.passes import Unavailable
from mtcheck.passes.model import catalogue
from mtcheck.passes.model.store import Installed
from mtcheck.passes.model.surprise import Oddities

FILE = "usual.json"
"""The numbers of a model in its folder."""
LEAST_WORDS = 4
"""Of fewer words nothing is said."""
LEAST_SENTENCES = 200
"""From fewer sentences the numbers cannot be fitted."""
_STANDARD = NormalDist()


class Usual(msgspec.Struct, frozen=True, kw_only=True):
    """The oddity of good English in nats: its middle as ``a + b / words``, its variance as ``variance / words``."""

    version: str
    middle: tuple[float, float]
    variance: float

    def strangeness(self, words: Oddities) -> float | None:
        """Return how many spreads a sentence is odder than good English; None for one that is too short."""
        size = len(words)
        if size < LEAST_WORDS:
            return None
        return (fmean(words) - self.middle[0] - self.middle[1] / size) / sqrt(self.variance / size)

    def fluency(self, words: Oddities) -> float | None:
        """Return the share of good sentences as long that are as odd or odder, from 0 to 1; None if it is too short."""
        strange = self.strangeness(words)
        return None if strange is None else round(1 - _STANDARD.cdf(strange), 3)


def of(found: Installed) -> Usual | None:
    """Return the numbers of a model: those of this machine, else those that come with mtcheck; None if there are none.

    Raises:
        Unavailable: the file is broken.
    """
    own = found.folder / FILE
    try:
        if own.is_file():
            return msgspec.json.decode(own.read_bytes(), type=Usual)
    except (OSError, msgspec.MsgspecError) as error:
        raise Unavailable(f"{own} cannot be read ({error}); calibrate again") from error
    known = catalogue.by_digest(found.contents.source)
    return packaged(known.name) if known else None


def keep(found: Installed, usual: Usual) -> None:
    """Write the numbers into the model's folder, where they go before those that come with mtcheck."""
    write_atomically(found.folder / FILE, msgspec.json.format(msgspec.json.encode(usual), indent=1))


def packaged(model: str) -> Usual | None:
    """Return the numbers that come with mtcheck for a model, if any do."""
    file = resources.files("mtcheck.passes.model").joinpath(f"usual/{model}.json")
    return msgspec.json.decode(file.read_bytes(), type=Usual) if file.is_file() else None


def fit(sentences: Iterable[Oddities]) -> Usual | None:
    """Return the numbers that fit sentences of good English, by least squares; None for too few of them."""
    known = [words for words in sentences if len(words) >= LEAST_WORDS]
    if len(known) < LEAST_SENTENCES or len({len(words) for words in known}) == 1:
        return None
    sizes = [1 / len(words) for words in known]
    odd = [fmean(words) for words in known]
    slope, start = linear_regression(sizes, odd)
    squares = [(value - start - slope * size) ** 2 / size for value, size in zip(odd, sizes, strict=True)]
    middle, variance = (round(start, 3), round(slope, 3)), max(0.001, round(fmean(squares), 3))
    version = hashlib.sha256(repr((middle, variance)).encode()).hexdigest()[:8]
    return Usual(version=version, middle=middle, variance=variance)
