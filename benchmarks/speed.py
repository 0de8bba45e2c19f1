"""Measures words per second, growth with the length of the text, and start-up time."""

import os
import platform
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from mtcheck.core.settings import Config
from mtcheck.input.reading import Text
from mtcheck.run.checker import TextChecker

TEXT = Path(__file__).parent.parent / "fixtures" / "harbor.original.txt"
ROUNDS = 3


def article(times: int) -> str:
    """Return a text of so many copies; names differ, so that document rules have work."""
    text = TEXT.read_text(encoding="utf-8")
    return "\n\n".join(text.replace("Sequeira", f"Sequeira{chr(97 + n % 26)}") for n in range(times))


def seconds(config: Config, text: str) -> float:
    """Return the best of a few runs over one text, start-up left out."""
    best = float("inf")
    with TextChecker(config) as checker:
        checker.check(Text("warm.txt", article(1), "plain"))
        for _ in range(ROUNDS):
            start = time.perf_counter()
            checker.check(Text("text.txt", text, "plain"))
            best = min(best, time.perf_counter() - start)
    return best


def harper_seconds(text: str) -> float:
    """Return the same for Harper by itself, with all its rules."""
    import harper

    linter = harper.Linter()
    linter.lint(article(1), language="plaintext")
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        linter.lint(text, language="plaintext")
        best = min(best, time.perf_counter() - start)
    return best


def startup() -> float:
    """Return the best time of ``mtcheck --version`` in a new process."""
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "mtcheck", "--version"], check=True, capture_output=True)
        best = min(best, time.perf_counter() - start)
    return best


def cached() -> tuple[float, float]:
    """Return the time of a first and of a second run of the command over 200 unchanged files."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(200):
            text = article(1).replace("Lisbon", f"Lisbon {number}")
            (Path(folder) / f"{number}.txt").write_text(text, encoding="utf-8")
        environment = os.environ | {"MTCHECK_CACHE_DIR": f"{folder}/.cache"}
        command = [sys.executable, "-m", "mtcheck", "check", folder, "--format", "json", "--quiet"]
        times = []
        for _ in range(3):  # the first of all also prepares the rules
            start = time.perf_counter()
            subprocess.run(command, check=False, capture_output=True, env=environment)
            times.append(time.perf_counter() - start)
            if len(times) == 1:
                (Path(folder) / ".cache" / "found.sqlite").unlink()
        return times[1], times[2]


def main() -> None:
    """Print the table."""
    short, long = article(10), article(100)
    words = len(short.split())
    print(f"{platform.platform()}, Python {platform.python_version()}, harper-py {version('harper-py')}")
    rules = seconds(Config(grammar="off"), short)
    tenfold = seconds(Config(grammar="off"), long)
    both = seconds(Config(), short)
    alone = harper_seconds(short)
    print(f"rules alone          {words / rules:10,.0f} words/s")
    print(f"rules and Harper     {words / both:10,.0f} words/s")
    print(f"Harper, all its rules{words / alone:10,.0f} words/s  (rules alone take {rules / alone:.2f} of its time)")
    print(f"ten times the text takes {tenfold / rules:.1f} times as long")
    print(f"mtcheck --version    {startup():10.2f} s")
    first, second = cached()
    print(f"200 files: first run {first:.1f} s, second run {second:.1f} s, {first / second:.1f} times as fast")


if __name__ == "__main__":
    main()
