"""Feeds awkward texts through all that mtcheck does with a text, and says what does not hold.

    python -m tests.fuzz.run --inputs 1000000 --processes 2

For every document, which is one input or several as its paragraphs: it is checked without a fault or a problem, in its
time, every finding lies in it and says so rightly; the corrected text has no safe fix left and, corrected again, stays as
it is. On a sample of them Harper runs too, and the report comes out in every format.
"""

import argparse
import gc
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
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
"""Computing time that one document of some hundred characters may take, engines being warm."""
SIZES = (1, 4, 8, 12)
"""Inputs that a document is made of, one size as often as another."""
_EVERY = 16
"""On every so-manieth document Harper runs too, and on every so-manieth all reports are made."""
_HELD_BACK = "without a space"
"""What a long run of letters is rightly told."""
SLICE = 2_000
"""Inputs with one seed, which one process takes in one go."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a slice of the inputs came to: how many, and what did not hold, each with the text."""

    done: int
    faults: tuple[str, ...]


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
        yield f"safe fix left: {sorted(set(left))}"
        if fix(once.text, find).text != once.text:
            yield "not idempotent"


def documents(seed: int) -> Iterator[tuple[int, Text]]:
    """Yield documents with the number of inputs in each, without end; the same for the same seed."""
    stream, sizes = texts(seed), random.Random(seed)
    number = 0
    while True:
        group = list(islice(stream, sizes.choice(SIZES)))
        yield len(group), Text(f"{seed}.{number}", "\n\n".join(text for _, text in group), group[0][0])
        number += 1


class Worker:
    """The checkers of this process, made once."""

    made: "Worker | None" = None

    def __init__(self) -> None:
        os.environ.setdefault("MTCHECK_CACHE_DIR", tempfile.mkdtemp())
        self.rules = TextChecker(Config(passes=[])).__enter__()
        self.both = TextChecker(Config(passes=["harper"])).__enter__()
        for one in (self.rules, self.both):
            one.check(Text("warm", "We recieve the the talks. with 3 men.", "plain"))
        gc.collect()
        gc.freeze()  # else the collector goes through all the rules again and again

    @classmethod
    def here(cls) -> "Worker":
        if cls.made is None:
            cls.made = cls()
        return cls.made

    @classmethod
    def end(cls) -> None:
        """Close them, where they were made."""
        if cls.made is not None:
            cls.made.rules.__exit__(None, None, None)
            cls.made.both.__exit__(None, None, None)
            cls.made = None


def part(seed: int, inputs: int, until: float) -> Part:
    """Run so many inputs of a seed, or fewer if the clock says so."""
    worker, done, found = Worker.here(), 0, []
    for number, (size, text) in enumerate(documents(seed)):
        if done >= inputs or time.monotonic() > until:
            break
        checker = worker.both if number % _EVERY == 0 else worker.rules
        hits = faults(checker, text, formats=number % _EVERY == 1)
        found += [f"{fault} | {text.file} {text.format} {text.text!r}" for fault in hits]
        done += size
    return Part(done, tuple(found))


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser()
    options.add_argument("--inputs", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long")
    options.add_argument("--processes", type=int, default=2)
    return options.parse_args()


def main() -> int:
    """Run, print what does not hold with the text, then the counts; exit code 1 if anything does not."""
    wanted = _options()
    begun, done, counts = time.monotonic(), 0, Counter()
    slices = range(-(-wanted.inputs // SLICE))
    with ProcessPoolExecutor(wanted.processes) as pool:
        runs = [
            pool.submit(part, wanted.seed + one, min(SLICE, wanted.inputs - one * SLICE), begun + wanted.seconds)
            for one in slices
        ]
        for number, run in enumerate(runs):
            done += run.result().done
            for fault in run.result().faults:
                counts[fault.partition(":")[0]] += 1
                print(fault, flush=True)
            if number % 10 == 9:
                print(f"{done} inputs, {time.monotonic() - begun:.0f} s", flush=True)
    print(f"{done} inputs from seed {wanted.seed}, {time.monotonic() - begun:.0f} s, faults: {dict(counts) or 'none'}")
    return 1 if counts else 0


if __name__ == "__main__":
    sys.exit(main())
