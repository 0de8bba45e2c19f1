"""The fitted decision, the planted defects it is fitted to, and its thresholds."""

from random import Random

import pytest

from mtcheck.passes.model.calibrate import Row, decide, places
from mtcheck.passes.model.decision import Decision, fit
from mtcheck.passes.model.edits import Change, Edit
from mtcheck.passes.model.features import company, features
from mtcheck.passes.model.judge import Judged
from mtcheck.passes.model.planting import Planter

TEXT = (
    "The minister has said that the new bridge over the river will be opened in the spring. "
    "It was built by a local company, and thousands of people are expected to see it on the first day.\n"
) * 6


def plant(seed):
    return Planter(Random(seed), lambda word, tag: ["walked", "table"]).plant(TEXT)


def test_planting_is_reproducible_and_can_be_undone():
    assert plant(1) == plant(1)
    assert plant(1) != plant(2)
    for seed in range(20):
        text, defects = plant(seed)
        for span, before in reversed(defects):
            text = text[: span.start] + before + text[span.end :]
        assert text == TEXT


def test_weights_follow_the_rows():
    rows = [{"always": 1.0, "gain": float(gain)} for gain in range(20)]
    weights = fit(rows, [gain > 9 for gain in range(20)], [1.0] * 20, {"always": 0.001, "gain": 3.0})
    decision = Decision(version="x", weights=weights, thresholds={})
    chances = [decision.probability(row) for row in rows]
    assert chances == sorted(chances)
    assert chances[0] < 0.2
    assert chances[-1] > 0.8


def test_few_rows_stay_near_what_is_known():
    rows = [{"always": 1.0, "gain": float(gain)} for gain in range(4)]
    known = {"always": -2.0, "gain": 0.5, "rare": 1.5}
    pulls = {"always": 1e6, "gain": 1e6}
    assert fit([], [], [], {}, known) == known
    weights = fit(rows, [False] * 4, [1.0] * 4, pulls, known)
    assert weights["rare"] == 1.5
    assert weights["gain"] == pytest.approx(0.5, abs=0.01)
    freely = fit(rows, [False] * 4, [1.0] * 4, {"always": 0.1, "gain": 0.1}, known)
    assert freely["gain"] < 0.4


def test_unknown_features_weigh_nothing():
    decision = Decision(version="x", weights={"always": 0.0, "gain": 1.0}, thresholds={})
    assert decision.probability({"always": 1, "other": 50}) == 0.5
    assert decision.probability({"gain": -1000}) == 0.0


def row(text, kind, start, gain, *, wanted):
    features = {"always": 1.0, "gain": gain}
    return Row(
        text=text, kind=kind, start=start, end=start + 3, rule="model.x", gain=gain, features=features, wanted=wanted,
    )  # fmt: skip


def test_thresholds_allow_so_many_alarms_in_clean_text():
    table = [row(0, "planted", at * 10, 8.0 + at % 5, wanted=True) for at in range(40)]
    table += [row(0, "planted", at * 10 + 5, 2.0 + at % 4, wanted=False) for at in range(40)]
    table += [row(1, "clean", at * 10, float(at), wanted=False) for at in range(12)]
    decision = decide(table, 1000, {"precise": 0.0, "thorough": 3.0})
    quiet = [one for one in table if one.kind == "clean"]
    counts = [
        sum(decision.probability(one.features) >= decision.thresholds[name] for one in quiet)
        for name in ("precise", "thorough")
    ]
    assert counts[0] == 0
    assert counts[1] <= 3
    assert decision.thresholds["precise"] > decision.thresholds["thorough"]


def test_overlapping_edits_count_once():
    table = [row(0, "clean", 0, 5.0, wanted=False), row(0, "clean", 1, 9.0, wanted=False)]
    decision = Decision(version="x", weights={"gain": 1.0}, thresholds={})
    assert [one.gain for one in places(table, decision)] == [9.0]


@pytest.mark.parametrize(
    ("clarities", "words", "wanted"),
    [
        ([], 100, []),
        ([12.0], 100, [0.0]),
        ([12.0, 12.0], 100, [0.0, 0.0]),
        ([12.0, 4.0], 100, [0.0, 0.0]),
        ([12.0, 4.0, 4.0], 100, [0.0, 0.22, 0.22]),
        ([12.0, 12.0, 4.0, 4.0, 1.0], 100, [0.44, 0.44, 0.22, 0.22, 0.44]),
        ([12.0] * 40, 400, [0.0] * 40),
        ([6.0] * 40, 400, [1.0] * 40),
    ],
)
def test_company(clarities, words, wanted):
    assert company(clarities, words) == wanted


@pytest.mark.parametrize(
    ("how", "old", "new", "wanted"),
    [
        ("choose", "accost", "treat", {"choice": 1.0, "capital": 0.0}),
        ("exchange", "not", "on", {"exchange": 1.0, "capital": 0.0}),
        ("insert", "", "the ", {"inserted": 1.0, "capital": 0.0}),
        ("drop", " the", "", {"left out": 1.0, "capital": 0.0}),
        ("lower", "Said", "said", {"letters": 1.0, "capital": 1.0}),
        ("swap", "car red", "red car", {"order": 1.0, "capital": 0.0, "commoner": 0.0}),
    ],
)
def test_features(how, old, new, wanted):
    found = features(Judged(Edit(0, len(old), new, "model.x", 0), Change(0, 0, ()), 20.0, 1.0, 3.0, -2.5), how, old)
    assert {name: found[name] for name in wanted} == wanted
    told = {"gain": 14.0, "beyond": 7.0, "tail": 1.0, "surprise": 3.0, "start": -2.5, "model.x": 1.0}
    assert {name: found[name] for name in told} == told
    assert set(found) - set(wanted) - set(told) <= {"always", "commoner"}


def test_a_rare_word_for_a_frequent_one_is_told_apart():
    def commoner(old, new):
        one = Judged(Edit(0, len(old), new, "model.x", 0), Change(0, 0, ()), 5.0, 0.0, 0.0, 0.0)
        return features(one, "choose", old)["commoner"]

    assert commoner("accost", "treat") > 1
    assert commoner("treat", "accost") == -commoner("accost", "treat")
