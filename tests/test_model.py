import pytest

from mtcheck.core.model import SEVERITIES, Severity, Span


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_span_refuses_impossible_bounds(start, end):
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Span(0, 3), Span(2, 4), True),
        (Span(0, 3), Span(3, 4), False),
        (Span(3, 3), Span(3, 4), True),
        (Span(3, 3), Span(0, 3), True),
        (Span(3, 3), Span(4, 6), False),
    ],
)
def test_overlap(one, other, expected):
    assert one.overlaps(other) is expected
    assert other.overlaps(one) is expected


def test_span_reads_code_points():
    assert Span(1, 3).of("a😀bc") == "😀b"
    assert len(Span(1, 3)) == 2


def test_severity_carries_the_mqm_weights():
    assert {name: int(severity) for name, severity in SEVERITIES.items()} == {
        "neutral": 0,
        "minor": 1,
        "major": 5,
        "critical": 25,
    }
    assert Severity.MAJOR.label == "major"
