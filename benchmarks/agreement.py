#!/usr/bin/env python3
"""Prints how far scores without a reference agree with people, and fits the few weights that they have.

Usage: agreement.py NUMBERS.jsonl [--usual OUT.json]         the numbers come from agreement_read.py; needs scipy

Tables: Pearson's and Kendall's (tau-b) correlation with post-edit distance and with marked penalties, beside random
numbers, length, and sacrebleu's chrF and TER (against the post-edit itself where there is no other reference: then no
contest but the ceiling; against the other systems' texts where there are several); weights fitted to each set and
tested on the others; the area under the curve of surprise and fluency; systems by findings and score. With --usual
the oddity of good English is fitted to one half of the human paragraphs, the half that nothing here is measured on.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from statistics import fmean
from typing import Any

import msgspec
import numpy as np
from scipy.optimize import nnls
from scipy.stats import kendalltau, pearsonr, rankdata

from mtcheck.core.model import SEVERITIES
from mtcheck.passes.model import fluency
from mtcheck.scoring import estimate

Row = dict[str, Any]
Measure = Callable[[Row], float]
MUCH = 30.0
"""From how much of it changed, in per cent, a text counts as bad."""
_RANDOM = Random(1)


def fluent(row: Row, usual: fluency.Usual | None) -> float | None:
    """Return the fluency of a text, as a run would."""
    known = [(len(odd), usual.fluency(odd)) for odd in row.get("odd", [])] if usual else []
    known = [(words, one) for words, one in known if one is not None]
    return sum(words * one for words, one in known) / sum(words for words, _ in known) if known else None


def prepared(rows: Sequence[Row], usual: fluency.Usual | None) -> None:
    """Add to each row what the measures read."""
    for row in rows:
        row["fluency"] = fluent(row, usual)
        row["wrong"] = {SEVERITIES[name]: count for name, count in row["under"].items()}
        row["lost"] = 100 - estimate.score(row["wrong"], row["words"], row["fluency"])
        row["silent"] = 100 - estimate.score(row["wrong"], row["words"], None)
        row["random"] = _RANDOM.random()
        minor, graver = row["under"].get("minor", 0), row["under"].get("major", 0) + row["under"].get("critical", 0)
        strange = 1 - (estimate.MIDDLE if row["fluency"] is None else row["fluency"])
        row["features"] = [1.0, minor / row["words"], graver / row["words"], strange]


MEASURES: dict[str, Measure] = {
    "random": lambda row: row["random"],
    "length": lambda row: row["words"],
    "findings a word": lambda row: row["findings"] / row["words"],
    "score without model": lambda row: row["silent"],
    "raw surprise": lambda row: fmean(row["surprise"]) if row.get("surprise") else 0.0,
    "strangeness (1 - fluency)": lambda row: row["features"][3],
    "SCORE": lambda row: row["lost"],
    "SCORE x words": lambda row: row["lost"] * row["words"],
    "chrF": lambda row: -row["chrf"],
    "TER": lambda row: row["ter"],
}


def correlations(sets: dict[str, list[Row]]) -> None:
    """Print the correlation of each measure with what people thought."""
    print(f"{'Pearson / Kendall':28}" + "".join(f"{f'{name} ({len(rows)})':>24}" for name, rows in sets.items()))
    for name, measure in MEASURES.items():
        print(f"{name:28}" + "".join(f"{agreed([measure(row) for row in rows], rows):>24}" for rows in sets.values()))


def agreed(values: Sequence[float], rows: Sequence[Row]) -> str:
    """Return both correlations with what people thought; a constant has none."""
    if len(set(values)) < 2:
        return "-"
    people = [row["human"] for row in rows]
    return f"{pearsonr(values, people).statistic:.3f} / {kendalltau(values, people).statistic:.3f}"


def weights(rows: Sequence[Row]) -> np.ndarray:
    """Return the weights, none negative, that fit best: start, a word under minor and graver findings, strangeness."""
    return nnls(np.array([row["features"] for row in rows]), np.array([row["human"] for row in rows]))[0]


def fitted(sets: dict[str, list[Row]]) -> None:
    """Print weights fitted to one set, and to all but one, with their correlations on each."""
    edited = {name: rows for name, rows in sets.items() if rows[0]["kind"] == "edited"}
    choices = dict(sets)
    choices["both edited"] = [row for rows in edited.values() for row in rows]
    print(f"\n{'weights fitted to':18}{'start':>8}{'minor':>8}{'graver':>8}{'strange':>8}   tested on")
    for name, rows in choices.items():
        found = weights(rows)
        tests = [
            (other, agreed([float(np.dot(found, row["features"])) for row in sets[other]], sets[other]))
            for other in sets
        ]
        print(f"{name:18}" + "".join(f"{one:8.2f}" for one in found) + "   " + "; ".join(f"{o} {v}" for o, v in tests))


def area(values: Sequence[float], bad: Sequence[bool]) -> float:
    """Return the area under the curve: how often a bad text has the higher value."""
    ranks, count = rankdata(values), sum(bad)
    return (sum(rank for rank, one in zip(ranks, bad, strict=True) if one) - count * (count + 1) / 2) / (
        count * (len(bad) - count)
    )


def areas(sets: dict[str, list[Row]], paragraphs: Sequence[Row]) -> None:
    """Print how well the measures tell bad texts from good ones, and machine output from human text."""
    print(f"\n{'area under the curve':28}")
    kept = ("length", "findings a word", "raw surprise", "strangeness (1 - fluency)", "SCORE")
    for name, rows in sets.items():
        much = MUCH if rows[0]["kind"] == "edited" else 5.0
        told = [row for row in rows if row["human"] >= much or row["human"] == 0]
        _area(f"{name}: {much:g} and more, or 0", told, [row["human"] > 0 for row in told], kept)
    _area("news: machine or human", paragraphs, [row["side"] == "mt" for row in paragraphs], kept)


def _area(title: str, rows: Sequence[Row], bad: Sequence[bool], names: Sequence[str]) -> None:
    if 0 < sum(bad) < len(bad):
        shown = "; ".join(f"{name} {area([MEASURES[name](row) for row in rows], bad):.3f}" for name in names)
        print(f"  {title} ({sum(bad)} of {len(bad)}): {shown}")


def systems(texts: Sequence[Row], paragraphs: Sequence[Row], marked: dict[str, list[Row]]) -> None:
    """Print the systems of the news by their findings, and those of marked sets by what people thought."""
    print(f"\n{'system':16}{'side':>8}{'words':>9}{'findings/1,000':>16}{'score':>8}{'fluency':>9}{'chrF':>7}")
    by: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in texts:
        by[row["side"], row["system"]].append(row)
    rate = {
        key: 1000 * sum(row["findings"] for row in rows) / sum(row["words"] for row in rows) for key, rows in by.items()
    }
    for side, system in sorted(by, key=lambda key: rate[key]):
        own = [row for row in paragraphs if (row["side"], row["system"]) == (side, system)]
        heard = [row["fluency"] for row in own if row["fluency"] is not None]
        near = [row["chrf"] for row in by[side, system] if row["chrf"] is not None]
        words = sum(row["words"] for row in by[side, system])
        print(
            f"{system:16}{side:>8}{words:9,}{rate[side, system]:16.2f}"
            f"{_mean([100 - row['lost'] for row in own]):>8}{_mean(heard, 3):>9}{_mean(near):>7}"
        )
    for name, rows in marked.items():
        each: defaultdict[str, list[Row]] = defaultdict(list)
        for row in rows:
            each[row["system"]].append(row)
        people = [fmean(row["human"] for row in own) for own in each.values()]
        for measure in ("findings a word", "strangeness (1 - fluency)", "SCORE", "chrF"):
            value = [fmean(MEASURES[measure](row) for row in own) for own in each.values()]
            tau = kendalltau(value, people).statistic if len(set(value)) > 1 else 0.0
            print(f"  {name}: {len(each)} systems by {measure} against people: Kendall {tau:.2f}")


def _mean(values: Sequence[float], places: int = 1) -> str:
    return f"{fmean(values):.{places}f}" if values else "-"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("numbers", type=Path)
    parser.add_argument("--usual", type=Path, help="write the fitted oddity of good English here")
    args = parser.parse_args()
    first, *rows = map(json.loads, args.numbers.read_text(encoding="utf-8").splitlines())
    print(f"model {first['model']}; {first['passes']}\n")
    paragraphs = [row for row in rows if row["kind"] == "paragraph"]
    good = [row for row in paragraphs if row["side"] == "human"]
    usual = fluency.fit(odd for row in good[::2] for odd in row.get("odd", []))
    if args.usual and usual is not None:
        args.usual.write_bytes(msgspec.json.format(msgspec.json.encode(usual), indent=1) + b"\n")
    prepared(rows, usual)
    sets: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if "human" in row:
            sets[row["set"]].append(row)
    unseen = [row for row in paragraphs if row["side"] == "mt"] + good[1::2]
    correlations(sets)
    fitted(sets)
    areas(sets, unseen)
    marked = {name: own for name, own in sets.items() if own[0]["kind"] == "marked"}
    systems([row for row in rows if row["kind"] == "text"], unseen, marked)


if __name__ == "__main__":
    main()
