"""Resampling: how much a figure would move if other paragraphs of the same kind had been read.

The units are drawn with replacement (Efron 1979), from a generator whose sequence Python guarantees for a seed, so
that the same text gives the same figures on every machine. Beyond MOST_UNITS, neighbours are drawn together, which
bounds time and memory and leaves the spread as it is where units are independent. What never occurred cannot be
drawn: a text without findings has the interval 0 to 0, which says less than it seems to.
"""

import random
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import mul

RESAMPLES = 1000
SEED = 12345
LEAST_UNITS = 5
"""Fewer units than this say nothing about spread: no interval, no p-value."""
MOST_UNITS = 1000

SIGNATURE = f"bootstrap {RESAMPLES}:{SEED}"

Row = tuple[float, ...]
"""The amounts of one unit, one a column."""


def interval(amounts: Sequence[float], words: Sequence[int]) -> tuple[float, float] | None:
    """Return the 95% interval (percentile method) of the amount per 1,000 words, or None for too few units."""
    if len(amounts) < LEAST_UNITS:
        return None
    rates = sorted(per_thousand(*sums) for sums in resampled(list(zip(amounts, words, strict=True))))
    outside = len(rates) // 40
    return rates[outside], rates[-outside - 1]


def p_values(rows: Sequence[Row]) -> list[float | None]:
    """Return, for each pair of columns after the first two, how likely the difference of the rates is by chance.

    The first two columns are the words of A and B; then follow, in pairs, amounts in A and B. The test is the paired
    bootstrap with the distribution shifted to no difference (Noreen 1989, as in Graham, Mathur and Baldwin 2014):
    the share of resamples that lie at least as far from the observed difference as that lies from zero, one added
    above and below so that it is never zero. None for too few units.
    """
    columns = len(rows[0]) if rows else 2
    if len(rows) < LEAST_UNITS:
        return [None] * ((columns - 2) // 2)
    seen = differences([sum(column) for column in zip(*rows, strict=True)])
    beyond = [0] * len(seen)
    for sums in resampled(rows):
        for index, (drawn, real) in enumerate(zip(differences(sums), seen, strict=True)):
            beyond[index] += abs(drawn - real) >= abs(real) - 1e-9
    return [(count + 1) / (RESAMPLES + 1) for count in beyond]


def differences(sums: Sequence[float]) -> list[float]:
    """Return rate in B less rate in A for each pair of columns after the words of A and B."""
    words_a, words_b = sums[0], sums[1]
    pairs = zip(sums[2::2], sums[3::2], strict=True)
    return [per_thousand(b, words_b) - per_thousand(a, words_a) for a, b in pairs]


def per_thousand(amount: float, words: float) -> float:
    """Return an amount per 1,000 words; without words there is nothing to divide by, and the rate is 0."""
    return 1000 * amount / words if words else 0.0


def resampled(rows: Sequence[Row]) -> Iterator[list[float]]:
    """Yield the sum of each column for every resample."""
    pooled = pool(rows)
    columns = list(zip(*pooled, strict=True))
    generator = random.Random(SEED)  # noqa: S311  (no secret: the sequence must be known)
    for _ in range(RESAMPLES):
        times = _draw(generator, len(pooled))
        yield [sum(map(mul, times, column)) for column in columns]


def _draw(generator: random.Random, size: int) -> list[int]:
    """Return how often each of so many units is drawn; only ``random()`` is the same in every version of Python."""
    times = [0] * size
    for _ in range(size):
        times[int(generator.random() * size)] += 1
    return times


def pool(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, or at most MOST_UNITS sums of neighbours whose numbers differ by one at the most."""
    if len(rows) <= MOST_UNITS:
        return list(rows)
    bounds = [len(rows) * part // MOST_UNITS for part in range(MOST_UNITS + 1)]
    groups = (rows[low:high] for low, high in pairwise(bounds))
    return [tuple(sum(column) for column in zip(*group, strict=True)) for group in groups]
