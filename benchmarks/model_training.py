#!/usr/bin/env python3
"""Fits the decision that comes with mtcheck for a language model, and says what it finds in those texts.

Usage: model_training.py MODEL_FOLDER OUT.json --planted NEWS.jsonl[.gz] … --clean NEWS.jsonl … --edited ROWS.jsonl …
                         --paired PAIRS.jsonl …

MODEL_FOLDER is an installed model. Planted and clean files hold {"text": …} a line (with "set": only the rows "human"
are taken): the former get defects planted, the latter say what is right as it stands. Edited files hold {"text": …,
"spans": [{"start", "end", "orig"?, "cat"}], "ignore": [[start, end], …]} a line: what an editor changed or marked in
machine output is wrong there, the rest of it is right. Paired files
hold {"mt": …, "reference": …} a line, a sentence that an engine translated (or translated there and back) and what a
person wrote; neighbouring lines with the same "text" are of one text. An edit that brings the sentence nearer to the
person's is right there. The rows are kept beside OUT as OUT.rows.jsonl; with
--from-rows they are read from there.
"""

import argparse
import gzip
import json
import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from random import Random

import msgspec

from mtcheck.core.model import Span
from mtcheck.core.places import builtin_rules
from mtcheck.passes.model import calibrate
from mtcheck.passes.model.calibrate import Row, Sample
from mtcheck.passes.model.decision import Decision
from mtcheck.passes.model.pairs import Paired
from mtcheck.passes.model.proposals import Proposer
from mtcheck.passes.model.runtime import LanguageModel
from mtcheck.rulelang import loader


def lines(path: Path) -> Iterator[dict]:
    """Yield the records of a JSONL file, packed or not."""
    raw = path.read_bytes()
    yield from map(json.loads, (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode().splitlines())


def taken(rows: list, most: int) -> list:
    """Return rows, shuffled, until they have so many words."""
    Random(5).shuffle(rows)
    words, kept = 0, []
    for row in rows:
        if words >= most:
            break
        words += len(row["text"].split())
        kept.append(row)
    return kept


def edited(row: dict, kind: str) -> Sample:
    """Return machine output with what an editor changed or marked in it."""
    spans = [(Span(one["start"], one["end"]), one.get("orig"), one["cat"]) for one in row["spans"]]
    ignored = [Span(*pair) for pair in row.get("ignore", [])]
    ignored += [span for span, _, category in spans if "Punct" in category]
    defects = [(span, None) for span, _, category in spans if "Punct" not in category]
    return Sample(row["text"], kind, defects, ignored)


def paired(path: Path) -> Iterator[dict]:
    """Yield the texts of a file of sentences with what a person wrote."""
    numbered = (row | {"text": row.get("text", f"line {number}")} for number, row in enumerate(lines(path)))
    for _, rows in groupby(numbered, lambda row: row["text"]):
        made = Paired.of((row["mt"], row["reference"]) for row in rows if row["mt"].strip())
        yield {"text": made.text, "paired": made}


def human(path: Path, words: int) -> list[str]:
    """Return texts of a file that people wrote, of so many words in all."""
    rows = [row for row in lines(path) if row.get("set", "human") == "human"]
    return [row["text"] for row in taken(rows, words)]


def collected(args: argparse.Namespace, model: LanguageModel) -> list[Sample]:
    """Return the texts to fit to."""
    found: list[Sample] = []
    for path in args.planted:
        texts = human(path, args.words)
        found += calibrate.planted(texts, texts, model)
    for path in args.clean:
        found += [Sample(text, "clean") for text in human(path, args.words)]
    for path in args.edited:
        found += [edited(row, "edited") for row in taken(list(lines(path)), args.words // 2)]
    for path in args.paired:
        found += [Sample(row["text"], "paired", paired=row["paired"]) for row in taken(list(paired(path)), args.words)]
    return found


def report(table: list[Row], decision: Decision) -> None:
    """Print per trade-off what is found: of planted and edited text the precision, of clean text the rate."""
    for name, least in sorted(decision.thresholds.items(), key=lambda one: -one[1]):
        shown = [row for row in calibrate.places(table, decision) if decision.probability(row.features) >= least]
        parts = []
        for kind in ("planted", "edited", "paired", "clean"):
            mine = [row for row in shown if row.kind == kind]
            parts.append(f"{kind}: {len(mine)} findings, {sum(row.wanted for row in mine)} wanted")
        print(f"{name:10} {least:.3f}  " + "; ".join(parts))


def main() -> None:
    """Collect rows, or read them, fit, and write the decision."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--planted", type=Path, nargs="*", default=[])
    parser.add_argument("--clean", type=Path, nargs="*", default=[])
    parser.add_argument("--edited", type=Path, nargs="*", default=[])
    parser.add_argument("--paired", type=Path, nargs="*", default=[])
    parser.add_argument("--words", type=int, default=10_000, help="words of each file; of an edited one half")
    parser.add_argument(
        "--like", type=Path, help="the numbers of another model, to start from where there are few rows"
    )
    parser.add_argument("--from-rows", action="store_true")
    args = parser.parse_args()
    kept = args.out.with_suffix(".rows.jsonl")
    if not args.from_rows:
        model = LanguageModel(args.model)
        proposer = Proposer([rule for rule in loader.load([builtin_rules()]) if rule.card.propose], model)
        found = collected(args, model)
        begin = time.monotonic()
        quiet = sum(one.words for one in found if one.kind == "clean")
        with kept.open("wb") as file:
            file.write(msgspec.json.encode(quiet) + b"\n")
            for row in calibrate.rows(found, proposer):
                file.write(msgspec.json.encode(row) + b"\n")
        words = sum(one.words for one in found)
        print(f"{words} words in {time.monotonic() - begin:.0f} s, {model.scored} tokens scored")
    first, *rest = kept.read_bytes().splitlines()
    table = [msgspec.json.decode(line, type=Row) for line in rest]
    known = msgspec.json.decode(args.like.read_bytes(), type=Decision) if args.like else None
    decision = calibrate.decide(table, int(first), towards=known.weights if known else {})
    report(table, decision)
    args.out.write_bytes(msgspec.json.format(msgspec.json.encode(decision), indent=1))


if __name__ == "__main__":
    main()
