"""Measures speed on text without repeats: words a second of processor time, whole commands, start, growth.

``python benchmarks/speed.py CORPUS.jsonl.gz news.txt …`` reads text files and lines of JSON with a ``text``; no text
comes with mtcheck. Harper by itself and LanguageTool, Vale and proselint, where they are installed, are measured on
the same texts in the same run. It is a measurement, not a test: figures depend on the machine and are printed with it.
"""

import argparse
import gzip
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from mtcheck.core.settings import Config
from mtcheck.input.reading import Text
from mtcheck.run.checker import TextChecker

ROUNDS = 3
SOMETHING = "It is the the first text."
"""Harper is started by the first text in which it may find something; its start is not to be measured with the rest."""
BATCH = 64


def read(path: Path) -> Iterator[str]:
    """Yield the texts of a file."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    if ".jsonl" in path.name:
        yield from (json.loads(line)["text"] for line in raw.decode().splitlines())
    else:
        yield raw.decode()


def words(texts: Iterable[str]) -> int:
    """Count the words."""
    return sum(len(text.split()) for text in texts)


def chosen(paths: list[Path], most: int) -> tuple[list[str], list[str]]:
    """Return distinct texts of so many words, and others to warm up with, of a tenth of that, if there are any."""
    texts = list(dict.fromkeys(text for path in paths for text in read(path) if text.strip()))
    taken: list[str] = []
    while len(taken) < len(texts) and words(taken) < most:
        taken.append(texts[len(taken)])
    warm: list[str] = []
    for text in texts[len(taken) :]:
        if words(warm) >= most / 10:
            break
        warm.append(text)
    return taken, warm


def checked(config: Config, texts: list[str], warm: list[str], clock: Callable[[], float]) -> float | None:
    """Return the seconds that one process takes to check the texts, its start left out; None if a pass is missing."""
    named = [Text(f"{number}.txt", text, "plain") for number, text in enumerate(texts)]
    with TextChecker(config) as checker:
        outcomes = checker.check_many([Text("warm.txt", text, "plain") for text in [*warm, SOMETHING]])
        if any(problems for _, problems in outcomes):
            return None
        start = clock()
        for low in range(0, len(named), BATCH):
            checker.check_many(named[low : low + BATCH])
        return clock() - start


def harper(texts: list[str], warm: list[str]) -> float:
    """Return the seconds of Harper by itself, with the rules that it has on."""
    from harper import Linter

    linter = Linter()
    for text in warm:
        linter.lint(text, language="plaintext")
    start = time.process_time()
    for text in texts:
        linter.lint(text, language="plaintext")
    return time.process_time() - start


_STARTER = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = os.wait4(process.pid, 0)[2]
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""
"""A process is said to have held what its parent held when it was started: so a small one starts what is measured."""


def command(arguments: list[str], cache: str | None = None) -> tuple[float, float]:
    """Run a command; return the seconds of processor time it took, and the megabytes it held at the most.

    An installed package is compiled to byte code once; so it is here, be it switched off for this process.
    """
    environment = os.environ | ({"MTCHECK_CACHE_DIR": cache} if cache else {})
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = [sys.executable, "-c", _STARTER, *arguments]
    said = subprocess.run(started, stdout=subprocess.PIPE, env=environment, check=True, text=True)
    seconds, megabytes = map(float, said.stdout.split())
    return seconds, megabytes


def best(arguments: list[str], cache: str | None = None) -> tuple[float, float]:
    """Return the least of a few runs."""
    return min(command(arguments, cache) for _ in range(ROUNDS))


def rates(texts: list[str], warm: list[str]) -> Iterator[tuple[str, str]]:
    """Yield lines of one process over the texts."""
    size = words(texts)
    clock = time.process_time
    for name, seconds in (
        ("rules", checked(Config(grammar="off"), texts, warm, clock)),
        ("rules and Harper (what is on)", checked(Config(), texts, warm, clock)),
        ("Harper by itself, all it has on", harper(texts, warm)),
        ("LanguageTool and rules, warm server, by the clock", languagetool(texts, warm)),
    ):
        yield name, "not installed" if seconds is None else f"{size / seconds:8,.0f} words/s  {seconds:6.2f} s"
    whole, part = "\n\n".join(texts), "\n\n".join(texts[: max(1, len(texts) // 10)])
    known = [*warm, *texts]  # else the first of the two would pay for words that the other one has too
    long, short = (checked(Config(grammar="off"), [text], known, clock) or 0.0 for text in (whole, part))
    times = len(whole) / len(part)
    yield f"one text {times:.1f} times as long, rules", f"{long / short:8.1f} times as much"


def languagetool(texts: list[str], warm: list[str]) -> float | None:
    """Return the seconds by the clock that LanguageTool takes with the rules, or None if it is not installed."""
    try:
        return checked(Config(grammar="languagetool"), texts, warm, time.perf_counter)
    except Exception as error:  # noqa: BLE001  (whatever it lacks, the rest is measured)
        print(f"LanguageTool: {error}", file=sys.stderr)
        return None


def commands(texts: list[str], folder: Path, styles: Path | None) -> Iterator[tuple[str, str]]:
    """Yield lines of whole commands over the texts as files; Vale has its own style and those in a folder, if named."""
    files = folder / "texts"
    files.mkdir()
    for number, text in enumerate(texts):
        (files / f"{number}.txt").write_text(text, encoding="utf-8")
    based = ", ".join(["Vale", *(sorted(path.name for path in styles.iterdir()) if styles else ())])
    path = styles or folder
    ini = f"StylesPath = {path.resolve()}\n[*.txt]\nBasedOnStyles = {based}\n"
    (folder / ".vale.ini").write_text(ini, encoding="utf-8")
    one = folder / "one.txt"
    one.write_text(texts[0], encoding="utf-8")
    own, cache = [sys.executable, "-m", "mtcheck", "check", "--quiet", "--format=json", "--no-cache"], str(folder / "c")
    command([*own, str(one)], cache)
    lines = {
        f"mtcheck --grammar off, {len(texts)} files": best([*own, "--grammar=off", str(files)], cache),
        f"mtcheck, {len(texts)} files": best([*own, str(files)], cache),
        "mtcheck --grammar off, one file": best([*own, "--grammar=off", str(one)], cache),
        "mtcheck, one file": best([*own, str(one)], cache),
        "mtcheck --grammar off, one file, nothing prepared": command([*own, "--grammar=off", str(one)], cache + "2"),
        "mtcheck --version": best([sys.executable, "-m", "mtcheck", "--version"], cache),
    }
    others = {
        "vale": [f"--config={folder / '.vale.ini'}", str(files)],
        "proselint": ["check", *map(str, files.iterdir())],
    }
    for name, arguments in others.items():
        if said(name):
            lines[f"{name}{f' ({based})' if name == 'vale' else ''}, {len(texts)} files"] = best([name, *arguments])
    for name, (seconds, megabytes) in lines.items():
        yield name, f"{seconds:8.2f} s  {megabytes:6.0f} MB"


def versions() -> str:
    """Return what was measured on and with."""
    lines = [f"{platform.platform()}, Python {platform.python_version()}, harper-py {version('harper-py')}"]
    return "\n".join([*lines, *filter(None, map(said, ("vale", "proselint")))])


@cache
def said(name: str) -> str:
    """Return what a command says of its version; nothing if it is not installed or does not run."""
    for asked in ("--version", "version"):
        if shutil.which(name):
            answer = subprocess.run([name, asked], capture_output=True, text=True, check=False)
            if answer.returncode == 0:
                return answer.stdout.strip()
    return ""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--styles", type=Path, metavar="FOLDER", help="styles that Vale runs beside its own")
    parser.add_argument("--words", type=int, default=20_000, help="how many words to measure with")
    arguments = parser.parse_args()
    texts, warm = chosen(arguments.files, arguments.words)
    print(versions())
    print(f"{words(texts):,} words in {len(texts)} texts, none twice; {words(warm):,} other words to warm up with")
    with tempfile.TemporaryDirectory() as folder:
        for lines in (rates(texts, warm), commands(texts, Path(folder), arguments.styles)):
            for name, figure in lines:
                print(f"{name:<52}{figure}")


if __name__ == "__main__":
    main()
