#!/usr/bin/env python3
"""Checks texts that people judged, and keeps what ``agreement.py`` needs of them: findings, oddities, human figures.

Usage: agreement_read.py OUT.jsonl --judged ROWS.jsonl … --news NEWS.jsonl[.gz] [--sample 400] [--model NAME]

Judged files hold {"id", "text", …} a line: with "pe", what an editor made of it (the human figure is TER against that,
at most 100), else with "spans": [{"cat", "sev"}] that translators marked (minor 1, major 5, minor punctuation 0.1), the
id being SYSTEM/SEGMENT. News files hold {"id", "set": "human" | "mt", "system", "text"} a line, texts of several
paragraphs. Of each judged file so many segments are taken, of news as many paragraphs of either side; findings of news
are counted over all of it, unless --paragraphs-only leaves that out. Without --model no language model is asked.
"""

import argparse
import gzip
import json
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from sacrebleu.metrics import CHRF, TER

from mtcheck.core.engines import Model
from mtcheck.core.settings import Config
from mtcheck.document import Document
from mtcheck.input.reading import Text
from mtcheck.passes.model import store
from mtcheck.passes.model.passage import passages
from mtcheck.passes.model.runtime import LanguageModel
from mtcheck.passes.model.surprise import oddities
from mtcheck.run.checker import TextChecker
from mtcheck.scoring.estimate import under

SEED = 7
POINTS = {"minor": 1.0, "major": 5.0}
LEAST_WORDS = 8
"""A paragraph of news with fewer words is a headline or a name."""
TER_MOST, CHRF_SCORER, TER_SCORER = 100.0, CHRF(), TER()

Row = dict[str, Any]


def lines(path: Path) -> list[Row]:
    """Return the records of a JSONL file, packed or not."""
    raw = path.read_bytes()
    return [json.loads(line) for line in (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode().splitlines()]


def human(row: Row) -> float:
    """Return what people thought of a row: the higher, the worse."""
    if "pe" in row:
        return min(TER_MOST, TER_SCORER.sentence_score(row["text"], [row["pe"]]).score)
    punctuation = sum(one["cat"] == "Fluency/Punctuation" and one["sev"] == "minor" for one in row["spans"])
    return sum(POINTS[one["sev"]] for one in row["spans"]) - 0.9 * punctuation


def judged(path: Path, sample: int) -> Iterator[Row]:
    """Yield a sample of a file's segments, those of all systems together, with sacrebleu's scores."""
    rows = lines(path)
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["id"] if "pe" in row else row["id"].partition("/")[2]].append(row)
    names = sorted(groups)
    Random(SEED).shuffle(names)
    taken = 0
    for name in names:
        if taken >= sample:
            return
        for row in groups[name]:
            others = [row["pe"]] if "pe" in row else [one["text"] for one in groups[name] if one is not row]
            taken += 1
            yield {
                "set": path.name.split(".")[0],
                "kind": "edited" if "pe" in row else "marked",
                "system": "" if "pe" in row else row["id"].partition("/")[0],
                "text": row["text"],
                "human": human(row),
                "chrf": CHRF_SCORER.sentence_score(row["text"], others).score,
                "ter": TER_SCORER.sentence_score(row["text"], others).score,
            }


def news(path: Path, sample: int, *, texts: bool) -> Iterator[Row]:
    """Yield, if asked for, whole texts for their findings, and of either side a sample of paragraphs."""
    rows = lines(path)
    best = {row["id"]: row["text"] for row in rows if row["set"] == "human"}
    parts: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        if texts:
            yield {**whole(row, best.get(row["id"])), "set": "news", "kind": "text"}
        parts[row["set"], row["system"]] += [
            one for one in row["text"].split("\n\n") if len(one.split()) >= LEAST_WORDS
        ]
    for (side, system), found in sorted(parts.items()):
        size = sample // sum(one == side for one, _ in parts)
        for text in Random(SEED).sample(found, min(size, len(found))):
            yield {"set": "news", "kind": "paragraph", "system": system, "side": side, "text": text}


def whole(row: Row, reference: str | None) -> Row:
    """Return a text of news with its chrF against a human translation of the same, if it is a machine's."""
    far = row["set"] == "mt" and reference is not None
    chrf = CHRF_SCORER.sentence_score(row["text"], [reference]).score if far else None
    return {"system": row["system"], "side": row["set"], "text": row["text"], "chrf": chrf}


def checked(row: Row, checker: TextChecker, model: LanguageModel | None) -> Row:
    """Return a row with what was found and heard in its text, without the text."""
    text = row.pop("text")
    row["words"] = len(text.split())
    report, problems = checker.check(Text("row", text, "plain", "row", 1))
    assert not problems, problems
    row["findings"] = len(report.findings)
    row["under"] = {severity.label: count for severity, count in under(report.findings).items()}
    if model is not None and row["kind"] != "text":
        read = [
            [list(passage.heard(one.span)) for one in passage.sentences]
            for passage in passages(Document.of(text), model)
        ]
        row["odd"] = [list(oddities(words)) for sentences in read for words in sentences]
        row["surprise"] = [round(-known, 3) for sentences in read for words in sentences for _, known in words]
    return row


def main() -> None:
    """Write a line for each text, and say what it cost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--judged", type=Path, nargs="*", default=[])
    parser.add_argument("--news", type=Path, nargs="*", default=[])
    parser.add_argument("--sample", type=int, default=400)
    parser.add_argument("--paragraphs-only", action="store_true")
    parser.add_argument("--model")
    parser.add_argument("--ask", action="store_true", help="count the model's findings too, which is slow")
    args = parser.parse_args()
    model = LanguageModel(store.find(args.model).folder, 1) if args.model else None
    begin, words = time.process_time(), 0
    config = Config(model=Model(on=args.ask, name=args.model))
    with TextChecker(config) as checker, args.out.open("w", encoding="utf-8") as file:
        rows = [row for path in args.judged for row in judged(path, args.sample)]
        rows += [row for path in args.news for row in news(path, args.sample, texts=not args.paragraphs_only)]
        file.write(json.dumps({"model": args.model, "passes": checker.signature}) + "\n")
        for row in rows:
            words += len(row["text"].split())
            file.write(json.dumps(checked(row, checker, model)) + "\n")
    scored = f", {model.scored} tokens" if model else ""
    print(f"{len(rows)} texts, {words} words{scored}, {time.process_time() - begin:.0f} s of processor")


if __name__ == "__main__":
    main()
