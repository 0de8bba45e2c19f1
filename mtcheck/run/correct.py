"""Corrects files: each text by the fixes of its findings, every byte outside the corrected spans left as it was."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mtcheck.core.fixes import Fixed, chosen, fix
from mtcheck.core.model import Finding, Problem, Span
from mtcheck.core.report import TextReport
from mtcheck.core.settings import Config
from mtcheck.core.telling import Tell, tell_nobody
from mtcheck.core.writing import write_atomically
from mtcheck.input import files
from mtcheck.input.containers import ALIGNED, PACKED, repacked
from mtcheck.input.containers.unit import CannotKeep
from mtcheck.input.reading import APART, Aligned, Text, Whole, decoded, kind_of, texts_of
from mtcheck.run.checker import TextChecker
from mtcheck.run.put_back import put_back


@dataclass(slots=True)
class Correction:
    """A file before and after, reached through what was ``named``; ``left`` counts the findings that remain."""

    file: str
    before: bytes
    after: bytes = b""
    applied: int = 0
    left: int = 0
    problems: list[Problem] = field(default_factory=list)
    named: str = ""
    words: tuple[bytes, bytes] | None = None
    """What to show of both in place of bytes that nobody can read."""


@dataclass(frozen=True, slots=True)
class How:
    """How files are read and which fixes are applied: the format if it was named, files beside, the unsafe ones too.

    ``choose`` returns for a checked text what is to be replaced by what, in place of the fixes.
    """

    format: str | None = None
    aligned: Aligned = APART
    unsafe: bool = False
    choose: Callable[[TextReport], Sequence[tuple[Span, str]]] | None = None
    tell: Tell = tell_nobody
    """What slow passes call to say how far they are."""


class _Corrector:
    """Corrects texts with one checker."""

    def __init__(self, checker: TextChecker, how: How) -> None:
        self.checker = checker
        self.how = how

    def fix(self, source: Text, problems: list[Problem]) -> Fixed:
        def find(text: str) -> list[Finding]:
            report, found = self.checker.check(replace(source, text=text))
            problems.extend(problem for problem in found if problem not in problems)
            return [placed.finding for placed in report.findings]

        if self.how.choose is not None:
            report, found = self.checker.check(source)
            problems.extend(problem for problem in found if problem not in problems)
            return chosen(source.text, find, self.how.choose(report))
        return fix(source.text, find, unsafe=self.how.unsafe)


def corrections(paths: Iterable[str], config: Config, how: How) -> Iterator[Correction]:
    """Yield the correction of every file that can be read, and an empty one with its problem for every other."""
    with TextChecker(config, tell=how.tell) as checker:
        corrector = _Corrector(checker, how)
        for whole in texts_of(paths, config, how.format, how.aligned):
            yield _correct(whole, corrector)


def correct_bytes(file: str, raw: bytes, checker: TextChecker, how: How) -> Correction:
    """Return the correction of a file that is not, or not so, on disk."""
    found = list(decoded(file, raw, kind_of(file, how.format), checker.config))
    return _correct(Whole(file, raw, found, file), _Corrector(checker, how))


def _correct(whole: Whole, corrector: _Corrector) -> Correction:
    file, raw, found, named = whole
    one = Correction(file, raw, raw, named=named)
    one.problems = [item for item in found if isinstance(item, Problem)]
    changed: list[tuple[Text, str]] = []
    for source in found:
        if isinstance(source, Problem):
            continue
        fixed = corrector.fix(source, one.problems)
        one.applied += fixed.applied
        one.left += len(fixed.left)
        if fixed.text != source.text:
            changed.append((source, fixed.text))
    if changed:
        try:
            one.after = rewritten(file, raw, changed, (corrector.how, corrector.checker.config))
            one.words = _readable(file, changed, corrector.how)
        except CannotKeep as error:
            one.applied = 0
            one.problems.append(Problem(f"{error}; the file is left as it was", file))
    return one


def rewritten(file: str, raw: bytes, changed: list[tuple[Text, str]], way: tuple[How, Config]) -> bytes:
    """Return the bytes of a file with other texts.

    Raises:
        CannotKeep: more than the texts would change.
    """
    how, config = way
    kind = ALIGNED if how.aligned else kind_of(file, how.format)
    if kind in PACKED:
        return repacked(kind, raw, {source.segment: text for source, text in changed}, config)
    return put_back(file, raw, changed, kind, config)


def _readable(file: str, changed: list[tuple[Text, str]], how: How) -> tuple[bytes, bytes] | None:
    """Return the changed texts of a file of parts, before and after."""
    if how.aligned or kind_of(file, how.format) not in PACKED:
        return None
    before, after = ("\n".join(texts) for texts in zip(*((source.text, text) for source, text in changed), strict=True))
    return before.encode(), after.encode()


class NotReplaced(Exception):
    """A corrected file that is not written; the message says why. The file is as it was."""


def save(one: Correction) -> None:
    """Write a corrected file in one step, if it is still what was read.

    Raises:
        NotReplaced: it changed meanwhile, is a link that leads out of the tree, or cannot be written.
    """
    try:
        if not files.inside(one.file, files.tree_of(one.file, one.named or one.file)):
            raise NotReplaced("a link that leads out of the checked folder; left as it was")
        if files.read_bytes(one.file) != one.before:
            raise NotReplaced("it changed since it was read; left as it is now")
        write_atomically(Path(one.file), one.after)
    except OSError as error:
        raise NotReplaced(f"cannot be written: {error.strerror or error}; left as it was") from error
