"""Corrects files: each text by the fixes of its findings, every byte outside the corrected spans left as it was."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from mtcheck.core.fixes import Fixed, chosen, fix
from mtcheck.core.model import Finding, Problem, Span
from mtcheck.core.report import TextReport
from mtcheck.core.settings import Config
from mtcheck.input.containers import ALIGNED, PACKED, json_lines, repacked, replaced
from mtcheck.input.containers.unit import CannotKeep
from mtcheck.input.reading import APART, Aligned, Text, decoded, kind_of, texts_of
from mtcheck.run.checker import TextChecker

BOM = b"\xef\xbb\xbf"


@dataclass(slots=True)
class Correction:
    """A file before and after; ``left`` counts the findings that remain."""

    file: str
    before: bytes
    after: bytes = b""
    applied: int = 0
    left: int = 0
    problems: list[Problem] = field(default_factory=list)
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
    with TextChecker(config) as checker:
        corrector = _Corrector(checker, how)
        for file, raw, found in texts_of(paths, config, how.format, how.aligned):
            yield _correct(file, raw, found, corrector)


def correct_bytes(file: str, raw: bytes, checker: TextChecker, how: How) -> Correction:
    """Return the correction of a file that is not, or not so, on disk."""
    found = list(decoded(file, raw, kind_of(file, how.format), checker.config))
    return _correct(file, raw, found, _Corrector(checker, how))


def _correct(file: str, raw: bytes, found: list[Text | Problem], corrector: _Corrector) -> Correction:
    one = Correction(file, raw, raw)
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
    if changed[0][0].line is None:
        return changed[0][1].encode()
    if kind == "jsonl":
        lines = raw.splitlines(keepends=True)
        for source, text in changed:
            lines[(source.line or 1) - 1] = replace_target(lines[(source.line or 1) - 1], text)
        return b"".join(lines)
    after = replaced(kind, raw.decode(), [(source.segment, source.place, text) for source, text in changed])
    if kind != ALIGNED:
        _verify(file, (raw, after.encode()), changed, (kind, config))
    return after.encode()


def _readable(file: str, changed: list[tuple[Text, str]], how: How) -> tuple[bytes, bytes] | None:
    """Return the changed texts of a file of parts, before and after."""
    if how.aligned or kind_of(file, how.format) not in PACKED:
        return None
    before, after = ("\n".join(texts) for texts in zip(*((source.text, text) for source, text in changed), strict=True))
    return before.encode(), after.encode()


def _verify(file: str, versions: tuple[bytes, bytes], changed: list[tuple[Text, str]], how: tuple[str, Config]) -> None:
    """Read both versions again: all texts must be what they were, save those that were changed.

    Raises:
        CannotKeep: they are not.
    """
    meant = {source.place: text for source, text in changed}
    before, after = (list(decoded(file, version, *how)) for version in versions)
    wanted = [meant.get(one.place, one.text) if isinstance(one, Text) else one.message for one in before]
    got = [one.text if isinstance(one, Text) else one.message for one in after]
    if got != wanted:
        raise CannotKeep("the corrected texts cannot be put back without harm to the file's form")


def replace_target(line: bytes, target: str) -> bytes:
    """Return a JSONL line with another target, all else byte for byte as it was.

    Raises:
        ValueError: the target cannot be placed in the line.
    """
    mark = BOM if line.startswith(BOM) else b""
    text = line.removeprefix(mark).decode()
    place = json_lines.target_place(text)
    new = json_lines.json_string(target, place.of(text))
    return mark + (text[: place.start] + new + text[place.end :]).encode()
