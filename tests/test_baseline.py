import pytest

from mtcheck.core.settings import Config
from mtcheck.input.reading import Text
from mtcheck.output import baseline
from mtcheck.run.whole import run

BAD = "Dockers at the port of Lisbon told us last week that the talks. with the unions of the country resume on Tuesday after a week of silence."
OTHER = "The mayor went to to Rome on Sunday."
CONFIG = Config(grammar="off", select=["seams", "repetition"])


def report(*paragraphs, file="a.txt", joint="\n\n"):
    return run([Text(file, joint.join(paragraphs) + "\n", "plain")], CONFIG)


def known(before, after):
    marked = baseline.mark(after, baseline.make(before))
    return [placed.baselined for text in marked.texts for placed in text.findings], marked.notes


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((BAD,), (BAD,), [True]),
        ((BAD,), (OTHER, BAD), [False, True]),
        ((BAD, OTHER), (OTHER, BAD), [True, True]),
        ((BAD,), (BAD, BAD), [True, False]),
        ((BAD,), (BAD.replace("that the talks", "that the\ntalks").replace("on Tuesday", "on\nTuesday"),), [True]),
        ((BAD,), (BAD.replace("the unions", "all unions"),), [False]),
    ],
)
def test_findings_are_known_by_content(before, after, expected):
    assert known(report(*before), report(*after))[0] == expected


def test_stale_entries_are_told():
    assert "1 baseline entries match nothing" in known(report(BAD, OTHER), report(BAD))[1][0]
    assert known(report(BAD), report(BAD))[1] == ()


def test_known_findings_stop_no_gate():
    marked = baseline.mark(report(BAD), baseline.make(report(BAD)))
    assert marked.exit_code(1) == 0
    assert marked.baselined() == 1


def test_files_round_trip_and_are_the_same_bytes(tmp_path):
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    baseline.write(one, baseline.make(report(BAD, OTHER)))
    baseline.write(two, baseline.make(report(OTHER, BAD)))
    assert one.read_bytes() == two.read_bytes()
    assert baseline.read(one) == baseline.make(report(BAD, OTHER))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"{", "not a baseline"),
        (b'{"version": 2}', "not a baseline"),
        (b'{"vershion": 1}', "not a baseline"),
        (None, "no such baseline"),
    ],
)
def test_broken_files_stop(tmp_path, raw, words):
    path = tmp_path / "b.json"
    if raw is not None:
        path.write_bytes(raw)
    with pytest.raises(baseline.BaselineError, match=words):
        baseline.read(path)
