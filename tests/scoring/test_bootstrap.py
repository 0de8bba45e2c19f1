import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.scoring import bootstrap

UNITS = [(float(n % 4), 20 + n % 7) for n in range(40)]


def test_an_interval_holds_the_rate_and_is_the_same_every_time():
    amounts, words = [unit[0] for unit in UNITS], [unit[1] for unit in UNITS]
    low, high = bootstrap.interval(amounts, words)
    assert low < bootstrap.per_thousand(sum(amounts), sum(words)) < high
    assert bootstrap.interval(amounts, words) == (low, high)
    assert (low, high) == pytest.approx((49.9457, 79.7267), abs=0.0001)  # fixed by the seed on every machine


def test_an_interval_narrows_with_more_text():
    def width(times):
        low, high = bootstrap.interval([unit[0] for unit in UNITS] * times, [unit[1] for unit in UNITS] * times)
        return high - low

    assert width(9) == pytest.approx(width(1) / 3, rel=0.15)


@pytest.mark.parametrize("size", range(bootstrap.LEAST_UNITS))
def test_too_few_units_give_nothing(size):
    assert bootstrap.interval([1.0] * size, [10] * size) is None
    assert bootstrap.p_values([(10.0, 10.0, 1.0, 2.0)] * size) == ([None] if size else [])


def test_equal_sides_differ_by_chance_alone_and_unlike_ones_do_not():
    same = [(words, words, amount, amount) for amount, words in UNITS]
    worse = [(words, words, amount, amount + 2) for amount, words in UNITS]
    assert bootstrap.p_values(same) == [1.0]
    assert bootstrap.p_values(worse) == [1 / 1001]


def test_a_small_difference_in_noise_is_no_finding():
    noisy = [(20.0, 20.0, float(n % 5), float((n * 7 + 2) % 5)) for n in range(37)]
    (chance,) = bootstrap.p_values(noisy)
    assert chance > 0.5


def test_the_test_holds_its_level():
    """Of pairs drawn from one distribution, about one in twenty may look different at 0.05."""
    import random

    generator = random.Random(7)
    low = 0
    for _ in range(60):
        rows = [(20.0, 20.0, float(generator.randrange(4)), float(generator.randrange(4))) for _ in range(30)]
        low += bootstrap.p_values(rows)[0] < 0.05
    assert low <= 8


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 50)), min_size=0, max_size=3000))
def test_pooling_keeps_the_sums(rows):
    pooled = bootstrap.pool(rows)
    assert len(pooled) == min(len(rows), bootstrap.MOST_UNITS)
    assert [sum(column) for column in zip(*pooled, strict=True)] == [sum(column) for column in zip(*rows, strict=True)]


def test_without_words_the_rate_is_nothing():
    assert bootstrap.interval([1.0] * 9, [0] * 9) == (0.0, 0.0)
