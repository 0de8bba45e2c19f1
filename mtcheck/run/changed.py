"""Changed text only: which findings lie in sentences that the old version of a file does not have.

Prose has one line a paragraph, so a line that differs says too little: sentences are compared, by content, with
white space folded. Git is asked for the old text and nothing else.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mtcheck.core.errors import UserError
from mtcheck.core.model import Problem, Span
from mtcheck.core.report import Placed, Report, TextReport
from mtcheck.core.settings import Config
from mtcheck.document import Document
from mtcheck.input.folders import ENDINGS
from mtcheck.input.reading import Text, decoded, kind_of

INDEX = ":"


class GitError(UserError):
    """Git that is missing or refuses; the message is its own."""


@dataclass(frozen=True, slots=True)
class Since:
    """What to compare with: a revision, or the index's parent when only staged text is looked at."""

    revision: str
    format: str | None = None


def _git(folder: Path, *words: str) -> bytes:
    import subprocess

    try:
        done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=False)  # noqa: S603, S607
    except FileNotFoundError as error:
        raise GitError("git is not installed") from error
    if done.returncode:
        raise GitError(done.stderr.decode("utf-8", "replace").strip() or f"git {words[0]} failed")
    return done.stdout


def resolve(revision: str) -> str:
    """Return the commit a revision names.

    Raises:
        GitError: this is no repository, or there is no such revision.
    """
    return _git(Path(), "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()


def staged_files() -> list[str]:
    """Return the files whose staged version differs from the last commit, as paths from the current folder.

    Raises:
        GitError: this is no repository.
    """
    words = ("diff", "--cached", "--name-only", "-z", "--diff-filter=ACMR", "--relative")
    return [name.decode() for name in _git(Path(), *words).split(b"\0") if name]


def version_of(file: str, revision: str) -> bytes | None:
    """Return the bytes of a file at a revision (``":"`` for the staged one), or None where it has none.

    Raises:
        GitError: the file lies in no repository.
    """
    path = Path(file).resolve()
    top = Path(_git(path.parent, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
    inside = path.relative_to(top.resolve()).as_posix()
    name = f"{revision}{inside}" if revision == INDEX else f"{revision}:{inside}"
    try:
        return _git(top, "show", name)
    except GitError:
        return None


def only_changed(report: Report, since: Since) -> Report:
    """Return the report with the findings in changed sentences alone; a new file is changed as a whole.

    Raises:
        GitError: a file lies in no repository.
    """
    texts: list[TextReport] = []
    old: dict[str, Counter[str]] = {}
    for text in report.texts:
        if text.file not in old:
            old[text.file] = _old_sentences(text.file, since)
        texts.append(replace(text, findings=_kept(text, old[text.file])))
    return replace(report, texts=tuple(texts))


def _old_sentences(file: str, since: Since) -> Counter[str]:
    raw = version_of(file, since.revision)
    if raw is None:
        return Counter()
    config = Config(max_bytes=max(Config().max_bytes, len(raw)))
    found = decoded(file, raw, kind_of(file, since.format), config)
    texts = [one for one in found if isinstance(one, Text)]
    return Counter(sentence for one in texts for sentence, _ in _sentences(one.text, one.format))


def _sentences(text: str, kind: str) -> list[tuple[str, Span]]:
    document = Document.of(text, kind)
    return [(_folded(span.of(document.prose)), document.to_text(span)) for span in document.sentences]


def _kept(text: TextReport, old: Counter[str]) -> tuple[Placed, ...]:
    if not old or not text.findings:
        return text.findings
    known = []
    for sentence, place in _sentences(text.text, text.format):
        if old[sentence] > 0:
            old[sentence] -= 1
            known.append(place)
    return tuple(placed for placed in text.findings if not any(_inside(placed.finding.span, span) for span in known))


def _inside(span: Span, sentence: Span) -> bool:
    return sentence.start <= span.start and span.end <= sentence.end + 1


def _folded(sentence: str) -> str:
    return " ".join(sentence.split())


def staged_texts(paths: Sequence[str], config: Config, format_: str | None) -> Iterator[Text | Problem]:
    """Yield the staged text of the files that are staged, or of those among them that were named.

    Raises:
        GitError: this is no repository.
    """
    wanted = [Path(path).resolve() for path in paths]
    for name in staged_files():
        path = Path(name).resolve()
        if wanted and not any(path == one or one in path.parents for one in wanted):
            continue
        if not wanted and Path(name).suffix.lower() not in ENDINGS:
            continue
        raw = version_of(name, INDEX)
        if raw is None:
            yield Problem("its staged version cannot be read", name)
        else:
            yield from decoded(name, raw, kind_of(name, format_), config)
