from itertools import pairwise

import pytest
from hypothesis import given, strategies

from mtcheck.core.model import Finding, Severity, Span
from mtcheck.core.settle import Accepted, settle


def finding(start, end, rule="a.x", severity=Severity.MINOR, fixes=("f",), source="rules", confidence=0.9):
    return Finding(Span(start, end), rule, source, "message", severity, "fluency/grammar", fixes, confidence=confidence)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (finding(0, 3, "b.graver", Severity.MAJOR, ()), finding(0, 5)),
        (finding(0, 3, "b.surer", confidence=0.95), finding(0, 5)),
        (finding(0, 3, "b.fix"), finding(0, 5, fixes=())),
        (finding(0, 5, "b.longer"), finding(0, 3)),
        (finding(0, 5, "b.earlier"), finding(0, 5, source="harper")),
        (finding(0, 5, "a.a"), finding(0, 5, "a.b")),
    ],
)
def test_the_first_by_the_key_wins_and_names_the_other(one, other):
    for order in ([one, other], [other, one]):
        (kept,) = settle(order, (), ("rules", "harper"))
        assert kept.rule == one.rule
        assert kept.also == ((other.rule,) if other.rule != one.rule else ())


def test_neighbours_both_stand():
    kept = settle([finding(4, 6), finding(0, 4)], (), ("rules",))
    assert [one.span for one in kept] == [Span(0, 4), Span(4, 6)]


@pytest.mark.parametrize(
    ("phrases", "text", "flagged", "stands"),
    [
        (["Dub Dub"], "the Dub Dub club", Span(4, 11), False),
        (["Dub Dub"], "the dub dub club", Span(4, 11), True),
        (["dub dub"], "the Dub Dub club", Span(8, 11), False),
        (["dub"], "the Dub Dub club", Span(4, 11), True),
        ([], "the Dub Dub club", Span(4, 11), True),
    ],
)
def test_accepted_phrases(phrases, text, flagged, stands):
    found = [finding(flagged.start, flagged.end)]
    assert bool(settle(found, Accepted(phrases).spans(text), ("rules",))) is stands


places = strategies.tuples(
    strategies.integers(0, 30), strategies.integers(0, 6), strategies.sampled_from(list(Severity))
)


@given(strategies.lists(places, max_size=25))
def test_what_stands_is_sorted_apart_and_beats_what_fell(rows):
    found = [
        finding(start, start + size, f"r.n{number}", severity) for number, (start, size, severity) in enumerate(rows)
    ]
    kept = settle(found, (), ("rules",))
    assert [one.span for one in kept] == sorted(one.span for one in kept)
    assert not any(one.span.overlaps(other.span) for one, other in pairwise(kept))
    names = {one.rule for one in kept}
    for fell in (one for one in found if one.rule not in names):
        assert any(one.span.overlaps(fell.span) and one.severity >= fell.severity for one in kept)
