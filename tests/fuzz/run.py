"""Feeds awkward texts through all that mtcheck does with a text, and says what does not hold.

    python -m tests.fuzz.run --inputs 1000000 --seed 1

For every text: it is checked without a fault or a problem, in its time, every finding lies in it and says so rightly; the
corrected text, corrected again, stays as it is, and all but a few have no safe fix left; the report comes out in every
format.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from mtcheck.core.fixes import fix
from mtcheck.core.model import Finding
from mtcheck.core.report import Look, Report
from mtcheck.core.settings import Config
from mtcheck.input.reading import Text
from mtcheck.output.reporters import REPORTERS
from mtcheck.run.checker import TextChecker
from tests.fuzz.inputs import texts

SECONDS = 5.0
"""Computing time that one text of some hundred characters may take, engines being warm."""
_LEFT = "safe fix left"
MOST_LEFT = 0.02
"""The share of inputs with a safe fix left over: in a tangle of quotation marks of many nations, each fix upsets another."""
_HELD_BACK = "without a space"
"""What a long run of letters is rightly told."""


def faults(checker: TextChecker, text: Text, *, formats: bool) -> Iterator[str]:
    """Yield what does not hold for a text."""
    start = time.process_time()
    report, problems = checker.check(text)
    took = time.process_time() - start
    yield from (f"problem: {one.message}" for one in problems if _unforeseen(one.message))
    if took > SECONDS:
        yield f"slow: {took:.1f} s"
    for placed in report.findings:
        span = placed.finding.span
        if span.end > len(text.text) or span.of(text.text) != placed.text:
            yield f"offset: {placed.finding.rule} at {span}"
    yield from _not_fixed(checker, text, [one.finding for one in report.findings])
    if formats:
        whole = Report((report,), tuple(problems), checker.signature)
        for name, render in REPORTERS.items():
            try:
                render(whole, Look()).encode()
            except Exception as error:
                yield f"report {name}: {error!r}"


def _unforeseen(message: str) -> bool:
    return "directive" not in message and _HELD_BACK not in message


def _not_fixed(checker: TextChecker, text: Text, first: Sequence[Finding]) -> Iterator[str]:
    known = {text.text: first}

    def find(now: str) -> Sequence[Finding]:
        if now not in known:
            known[now] = [one.finding for one in checker.check(replace(text, text=now))[0].findings]
        return known[now]

    once = fix(text.text, find)
    left = [one.rule for one in find(once.text) if one.safe and one.fixes]
    if left:  # where none is left, correcting again does nothing
        yield f"{_LEFT}: {sorted(set(left))}"
        if fix(once.text, find).text != once.text:
            yield "not idempotent"


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser()
    options.add_argument("--inputs", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--together", type=int, default=4, help="inputs put into one document, as paragraphs")
    options.add_argument("--seconds", type=float, help="stop after so long")
    options.add_argument("--harper", type=int, default=8, metavar="N", help="run Harper too on every Nth document")
    options.add_argument("--formats", type=int, default=8, metavar="N", help="render every Nth report in all formats")
    return options.parse_args()


def documents(seed: int, together: int) -> Iterator[Text]:
    """Yield documents of so many inputs each, without end."""
    stream = texts(seed)
    number = 0
    while True:
        group = list(islice(stream, together))
        yield Text(f"{number}", "\n\n".join(text for _, text in group), group[0][0])
        number += 1


def main() -> int:
    """Run, print what does not hold with the text, then the counts; exit code 1 if anything does not."""
    wanted = _options()
    os.environ.setdefault("MTCHECK_CACHE_DIR", tempfile.mkdtemp())
    begun, done, counts = time.monotonic(), 0, Counter()
    with TextChecker(Config(passes=[])) as rules, TextChecker(Config(passes=["harper"])) as both:
        both.check(Text("warm", "We recieve the the talks. with 3 men.", "plain"))
        for number, text in enumerate(documents(wanted.seed, wanted.together)):
            checker = both if number % wanted.harper == 0 else rules
            for fault in faults(checker, text, formats=number % wanted.formats == 1):
                counts[fault.partition(":")[0]] += 1
                print(f"{number} {text.format} {fault}: {text.text!r}", flush=True)
            done += wanted.together
            if done >= wanted.inputs or (wanted.seconds and time.monotonic() - begun > wanted.seconds):
                break
    left = counts.pop(_LEFT, 0)
    print(f"{done} inputs, seed {wanted.seed}, {time.monotonic() - begun:.0f} s, {left} with a safe fix left, ", end="")
    print(f"faults: {dict(counts) or 'none'}")
    return 1 if counts or left > MOST_LEFT * done else 0


if __name__ == "__main__":
    sys.exit(main())
