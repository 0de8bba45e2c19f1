"""How often each rule fires on machine translation, on what people wrote and on planted defects, for the cards.

Runs every rule, those of Harper and those that are off by default too, over rows ``{"set": "mt"|"human", "text": …}``
of JSON Lines files (``.gz`` too), and over sentences of the human side with one planted defect each, and writes
rules/en/measured.json. ``mtcheck explain``, docs/rules.md and the confidence that decides between overlapping findings
read it. A rule that waits for errors of other rules (``amid_errors``) waits here too, save for planted defects.

Usage: python benchmarks/cards.py [--out FILE] CORPUS...
"""

import argparse
import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from planted import defects

from mtcheck.core.choice import Choice
from mtcheck.core.fixes import apply
from mtcheck.core.places import builtin_rules
from mtcheck.core.settings import Config
from mtcheck.document import Document
from mtcheck.passes.harper.engine import HarperPass
from mtcheck.passes.model.planting import Planter
from mtcheck.passes.rules.engine import RulesPass
from mtcheck.passes.rules.rounds import RulesInRounds
from mtcheck.rulelang import loader
from mtcheck.rulelang.measured import FILE_NAME, Figures, Measured

SIDES = ("mt", "human")
SENTENCES, SEED = 2_500, 1
"""So many sentences get defects planted."""
_Caught = tuple[Counter[str], Counter[str]]


def rows(corpus: Path) -> Iterator[tuple[str, str]]:
    """Yield the side and the text of each row."""
    raw = corpus.read_bytes()
    for line in (gzip.decompress(raw) if corpus.suffix == ".gz" else raw).splitlines():
        row = json.loads(line)
        if row["set"] in SIDES:
            yield row["set"], row["text"]


def measure(corpora: list[Path]) -> Measured:
    """Run all rules over the corpora."""
    rules = loader.load([builtin_rules()])
    at_once = RulesPass([rule for rule in rules if not rule.card.amid_errors])
    waiting = RulesPass([rule for rule in rules if rule.card.amid_errors])
    harper = HarperPass(Choice.of(Config(preview=True)))
    words: Counter[str] = Counter()
    found: dict[str, Counter[str]] = {side: Counter() for side in SIDES}
    human: list[str] = []
    for side, text in (row for corpus in corpora for row in rows(corpus)):
        words[side] += len(text.split())
        human += [text] if side == "human" else []
        document = Document.of(text)
        for one in (RulesInRounds(at_once, waiting), harper):
            found[side].update(finding.rule for finding in one.check(document))
    planted, caught = on_planted(human, [RulesPass(rules), harper])
    figures = {
        rule: Figures(found["mt"][rule], found["human"][rule], *_best(caught[rule]))
        for rule in sorted(found["mt"].keys() | found["human"].keys() | caught.keys())
    }
    today = datetime.now(UTC).date().isoformat()
    names = [corpus.name for corpus in corpora]
    return Measured(today, names, words["mt"], words["human"], figures, dict(sorted(planted.items())))


def on_planted(texts: list[str], passes: list[RulesPass | HarperPass]) -> tuple[Counter[str], dict[str, _Caught]]:
    """Return how many defects of each kind were planted, and how many of each every rule found and mended."""
    rng = random.Random(SEED)
    sentences = sorted({span.of(one.prose) for one in map(Document.of, texts) for span in one.sentences})
    some = rng.sample(sentences, min(SENTENCES, len(sentences)))
    planted: Counter[str] = Counter()
    caught: dict[str, _Caught] = defaultdict(lambda: (Counter(), Counter()))
    fires = dict(zip(some, _rules_that_fire(some, passes), strict=True))
    made = list(defects(some, Planter(rng, lambda _word, _tag: ()), rng))
    documents = [Document.of(defect.text) for defect in made]
    for defect, *checked in zip(made, *(one.check_many(documents) for one in passes), strict=True):
        planted[defect.kind] += 1
        mended: dict[str, bool] = {}
        for finding in (finding for one in checked for finding in one.findings):
            touches = finding.span.start <= defect.span.end and defect.span.start <= finding.span.end
            if touches and finding.rule not in fires[defect.original]:
                right = bool(finding.fixes) and apply(defect.text, [finding]) == defect.original
                mended[finding.rule] = right or mended.get(finding.rule, False)
        for rule, right in mended.items():
            caught[rule][0][defect.kind] += 1
            caught[rule][1][defect.kind] += right
    return planted, caught


def _rules_that_fire(texts: list[str], passes: list[RulesPass | HarperPass]) -> Iterator[set[str]]:
    """Yield for each text the rules that fire in it."""
    documents = [Document.of(text) for text in texts]
    for checked in zip(*(one.check_many(documents) for one in passes), strict=True):
        yield {finding.rule for one in checked for finding in one.findings}


def _best(caught: _Caught) -> tuple[str, int, int]:
    """Return the kind of which most were mended or else found, how many were found, and how many of these mended."""
    hits, mended = caught
    kind = max(sorted(hits), key=lambda one: (mended[one], hits[one]), default="")
    return kind, hits[kind], mended[kind]


def main() -> None:
    """Read the command line, measure, write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("corpora", nargs="+", type=Path)
    options.add_argument("--out", type=Path, default=builtin_rules() / FILE_NAME)
    chosen = options.parse_args()
    chosen.out.write_bytes(measure(chosen.corpora).encoded())


if __name__ == "__main__":
    main()
