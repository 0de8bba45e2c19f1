"""Corrects files: each text by the fixes of its findings, every byte outside the corrected spans left as it was."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import msgspec
import regex

from mtcheck.config import Config
from mtcheck.engine import Checker
from mtcheck.fixes import Fixed, fix
from mtcheck.model import Finding, Problem
from mtcheck.reading import Source, texts_of


@dataclass(slots=True)
class Correction:
    """A file before and after; ``left`` counts the findings that remain."""

    file: str
    before: bytes
    after: bytes = b""
    applied: int = 0
    left: int = 0
    problems: list[Problem] = field(default_factory=list)


class _Corrector:
    """Corrects texts with one checker."""

    def __init__(self, checker: Checker, *, unsafe: bool) -> None:
        self.checker = checker
        self.unsafe = unsafe

    def fix(self, source: Source, problems: list[Problem]) -> Fixed:
        def find(text: str) -> list[Finding]:
            report, found = self.checker.check(Source(source.file, text, source.format, source.segment, source.line))
            problems.extend(problem for problem in found if problem not in problems)
            return [placed.finding for placed in report.findings]

        return fix(source.text, find, unsafe=self.unsafe)


def corrections(paths: Iterable[str], config: Config, format_: str | None, *, unsafe: bool) -> Iterator[Correction]:
    """Yield the correction of every file that can be read, and an empty one with its problem for every other."""
    with Checker(config) as checker:
        corrector = _Corrector(checker, unsafe=unsafe)
        for file, raw, found in texts_of(paths, config, format_):
            yield _correct(file, raw, found, corrector)


def _correct(file: str, raw: bytes, found: list[Source | Problem], corrector: _Corrector) -> Correction:
    one = Correction(file, raw)
    problems = [item for item in found if isinstance(item, Problem)]
    after = raw
    lines: list[bytes] | None = None
    for source in found:
        if isinstance(source, Problem):
            continue
        fixed = corrector.fix(source, problems)
        one.applied += fixed.applied
        one.left += len(fixed.left)
        if source.line is None:
            after = fixed.text.encode()
        elif fixed.text != source.text:
            lines = raw.splitlines(keepends=True) if lines is None else lines
            lines[source.line - 1] = replace_target(lines[source.line - 1], fixed.text)
    one.after = after if lines is None else b"".join(lines)
    one.problems = problems
    return one


class _Raw(msgspec.Struct):
    target: msgspec.Raw


def replace_target(line: bytes, target: str) -> bytes:
    """Return a JSONL line with another target, all else byte for byte as it was."""
    old = bytes(msgspec.json.decode(line, type=_Raw).target)
    found = regex.search(rb'"target"\s*:\s*(?=' + regex.escape(old) + rb")", line)
    if found is None:
        raise ValueError("the record's target cannot be placed in its line")
    new = msgspec.json.encode(target)
    if old.isascii() and not new.isascii():
        import json

        new = json.dumps(target).encode()
    return line[: found.end()] + new + line[found.end() + len(old) :]
