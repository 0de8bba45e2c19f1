#!/usr/bin/env python3
"""Says what the language model's veto does to findings of the other passes: how many it drops, how many right ones.

Usage: veto.py FILE.jsonl[.gz] … [--passes harper,languagetool] [--model NAME] [--words N] [--show]

Files hold {"text": …, "spans"?: [{"start", "end"}], "ignore"?: [[start, end], …]} a line (with "set": only the rows
"human" are taken). In a text with spans a finding on one of them is right; in one without, every finding is an alarm.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from mtcheck.core.model import Finding, Span
from mtcheck.core.settings import Config
from mtcheck.core.settle import settle
from mtcheck.document import Document
from mtcheck.input.reading import Text
from mtcheck.passes.model import store
from mtcheck.passes.model.review import VETO, reviewed
from mtcheck.passes.model.runtime import LanguageModel
from mtcheck.run.checker import TextChecker

LEAST = (VETO, -5.0, -2.0)
"""The gains in nats below which a fix is dropped: what runs do, and what they might."""


def rows(path: Path, words: int) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file, shuffled, until they have so many words."""
    raw = path.read_bytes()
    found = list(map(json.loads, (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode().splitlines()))
    found = [row for row in found if row.get("set", "human") == "human"]
    Random(5).shuffle(found)
    for row in found:
        if words <= 0:
            break
        words -= len(row["text"].split())
        yield row


def verdict(row: dict[str, Any], span: Span) -> str:
    """Return whether a finding is right, an alarm, or a matter of taste."""

    def near(start: int, end: int) -> bool:
        return span.start <= end + 1 and span.end >= start - 1

    if any(near(one["start"], one["end"]) for one in row.get("spans", [])):
        return "right"
    return "taste" if any(near(start, end) for start, end in row.get("ignore", [])) else "alarm"


def found(document: Document, checker: TextChecker) -> list[Finding]:
    """Return what the passes report, overlaps resolved, with places in the prose."""
    checked = [one.check_many([document])[0] for one in checker.passes]
    for one in checked:
        for trouble in one.troubles:
            raise SystemExit(trouble)
    return settle([one for each in checked for one in each.findings], [], [one.name for one in checker.passes])


def measured(path: Path, args: argparse.Namespace, checker: TextChecker, model: LanguageModel) -> Counter[Any]:
    """Return by pass and verdict how many findings there are, and how many of them the veto drops."""
    counts: Counter[Any] = Counter()
    for row in rows(path, args.words):
        counts["words"] += len(row["text"].split())
        document = checker.document(Text(path.name, row["text"], "plain"))
        findings = found(document, checker)
        rules = {one.rule for one in findings}
        standing = {least: reviewed(document, findings, model, dict.fromkeys(rules, least)) for least in LEAST}
        for one in findings:
            kind = verdict(row, document.to_text(one.span))
            counts[one.found_by, kind, "all"] += 1
            for least in LEAST:
                counts[one.found_by, kind, least] += one not in standing[least]
            if args.show and one not in standing[LEAST[-1]]:
                print(f"  {kind} {one.rule}: {one.span.of(document.prose)!r} -> {one.fixes[:1]!r}")
    return counts


def main() -> None:
    """Print the counts of each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--passes", default="harper")
    parser.add_argument("--model")
    parser.add_argument("--words", type=int, default=1_000_000, help="words of each file")
    parser.add_argument("--show", action="store_true", help="print what is dropped")
    args = parser.parse_args()
    model = LanguageModel(store.find(args.model).folder)
    with TextChecker(Config(passes=args.passes.split(","))) as checker:
        for path in args.files:
            counts = measured(path, args, checker, model)
            print(f"{path.name}, {counts['words']} words")
            for name, kind in sorted({key[:2] for key in counts if key != "words"}):
                dropped = ", ".join(f"{counts[name, kind, least]} at {least:g}" for least in LEAST)
                print(f"  {name:14} {kind:6} {counts[name, kind, 'all']:5} findings, dropped {dropped}")


if __name__ == "__main__":
    main()
