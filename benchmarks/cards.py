"""How often each rule fires on machine translation and on what people wrote, for the cards of the rules.

Runs every rule, those of Harper and those that are off by default too, over rows ``{"set": "mt"|"human", "text": …}``
of JSON Lines files (``.gz`` too) and writes rules/en/measured.json. ``mtcheck explain``, docs/rules.md and the
confidence that decides between overlapping findings read it.

Usage: python benchmarks/cards.py [--out FILE] CORPUS...
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from mtcheck.core.choice import Choice
from mtcheck.core.places import builtin_rules
from mtcheck.core.settings import Config
from mtcheck.document import Document
from mtcheck.passes.harper.engine import HarperPass
from mtcheck.passes.rules.engine import RulesPass
from mtcheck.rulelang import loader
from mtcheck.rulelang.measured import FILE_NAME, Figures, Measured

SIDES = ("mt", "human")


def rows(corpus: Path) -> Iterator[tuple[str, str]]:
    """Yield the side and the text of each row."""
    raw = corpus.read_bytes()
    for line in (gzip.decompress(raw) if corpus.suffix == ".gz" else raw).splitlines():
        row = json.loads(line)
        if row["set"] in SIDES:
            yield row["set"], row["text"]


def measure(corpora: list[Path]) -> Measured:
    """Run all rules over the corpora."""
    passes = [RulesPass(loader.load([builtin_rules()])), HarperPass(Choice.of(Config(preview=True)))]
    words: Counter[str] = Counter()
    found: dict[str, Counter[str]] = {side: Counter() for side in SIDES}
    for corpus in corpora:
        for side, text in rows(corpus):
            words[side] += len(text.split())
            for one in passes:
                found[side].update(finding.rule for finding in one.check(Document.of(text)))
    figures = {
        rule: Figures(mt=found["mt"][rule], human=found["human"][rule])
        for rule in sorted(found["mt"].keys() | found["human"].keys())
    }
    today = datetime.now(UTC).date().isoformat()
    return Measured(today, [corpus.name for corpus in corpora], words["mt"], words["human"], figures)


def main() -> None:
    """Read the command line, measure, write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("corpora", nargs="+", type=Path)
    options.add_argument("--out", type=Path, default=builtin_rules() / FILE_NAME)
    chosen = options.parse_args()
    chosen.out.write_bytes(measure(chosen.corpora).encoded())


if __name__ == "__main__":
    main()
