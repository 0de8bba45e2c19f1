#!/usr/bin/env python3
"""Measures the language model's pass: start, words a second, tokens scored for a word, memory, a second run.

Usage: model.py [--name MODEL] [--threads N] FILE.txt …
The times are of this process alone: the rules and other passes are not run.
"""

import argparse
import resource
import sys
import time
from pathlib import Path

from mtcheck.core.engines import Model
from mtcheck.core.places import builtin_rules
from mtcheck.document import Document
from mtcheck.passes.model.engine import ModelPass
from mtcheck.rulelang import loader


def main() -> None:
    """Print one line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--name", help="the model; without a name the one that a run would use")
    parser.add_argument("--threads", type=int, default=0)
    args = parser.parse_args()
    rules = [rule for rule in loader.load([builtin_rules()]) if rule.needs_model]
    documents = [Document.of(file.read_text(encoding="utf-8")) for file in args.files]
    words = sum(len(document.prose.split()) for document in documents)
    begin = time.perf_counter()
    one = ModelPass(rules, Model(name=args.name, threads=args.threads))
    list(one.check(Document.of("The model is loaded by its first text.")))
    started = time.perf_counter()
    before, cpu = one.scored, time.process_time()
    findings = sum(len(list(one.check(document))) for document in documents)
    spent = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    print(f"{one.version}")
    print(f"start          {started - begin:7.1f} s")
    print(f"words          {words:7d}, {findings} findings")
    busy = time.process_time() - cpu
    print(f"speed          {words / spent:7.1f} words/s ({words / busy:.1f} for a second of processor)")
    print(f"tokens scored  {(one.scored - before) / max(1, words):7.1f} for a word")
    print(f"most memory    {peak:7.0f} MB")


if __name__ == "__main__":
    main()
