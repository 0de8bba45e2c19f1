"""The embedded grammar checker: Harper, offline, in-process."""

import json
import time
from collections.abc import Iterator
from functools import cached_property, lru_cache
from importlib.metadata import PackageNotFoundError, distribution
from types import TracebackType
from typing import TYPE_CHECKING, Self

from mtcheck.core.choice import Choice
from mtcheck.core.model import SEVERITIES, Finding, Span
from mtcheck.document import Document
from mtcheck.passes import Explained, Setup, Unavailable, Unfinished, one_by_one
from mtcheck.passes.harper.guards import believed
from mtcheck.passes.harper.needs import needs
from mtcheck.passes.harper.shown import LONGEST, Piece, Shown
from mtcheck.passes.harper.spelling import Suspect
from mtcheck.passes.harper.table import Detail, Kind, table
from mtcheck.rulelang import template
from mtcheck.rulelang.measured import measured

if TYPE_CHECKING:
    import harper

_CONFIDENCE = 0.8
"""Below that of mtcheck's own rules, so that of two findings of one defect theirs is shown."""


CHOICE = Choice()
"""Nothing selected, nothing ignored."""


class HarperPass:
    """Asks Harper about each block of prose and keeps what the table and the guards let through."""

    name = "harper"
    single = False
    check_many = one_by_one

    def __init__(self, choice: Choice = CHOICE) -> None:
        """Choose the rules; Harper itself is started by the first text."""
        self._choice = choice
        self._rules = frozenset(rule for rule in table().rules() if self._enabled(rule, rule in table().reported))

    def _enabled(self, rule: str, default: bool) -> bool:
        return self._choice.on(_id(rule), default)

    @cached_property
    def version(self) -> str:
        """The version of the Python package and of the Harper inside it."""
        return "/".join(["harper", *_versions()]).replace("/", " ", 1)

    def rule_ids(self) -> list[str]:
        """Return every id that a finding may carry."""
        return [_id(rule) for rule in table().rules()]

    def explain(self, rule: str) -> Explained | None:
        """Say what Harper says of a rule of its own."""
        name = rule.removeprefix(f"{self.name}.")
        finds = _linter(self._rules).get_lint_descriptions().get(name)
        if finds is None:
            return None
        detail = table().details.get(name, Detail())
        silent = next((group.because for group in table().silent if name in group.rules), "")
        why = f"It is off as one of these: {silent}" if silent else ""
        severity, category = detail.severity or "by the kind of what it finds", detail.category or "likewise"
        off = ", ".join(kind for kind, one in table().kinds.items() if not one.default)
        state = f"on, save for findings of the kinds {off}" if name in table().reported else "off"
        return Explained(_plain(finds), severity, category, why, state)

    def __enter__(self) -> Self:
        """Start nothing yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop nothing: the linter is kept for the next run of this process, since building it takes a second."""

    def check(self, document: Document) -> Iterator[Finding]:
        """Yield findings placed in the prose of the document.

        Raises:
            Unavailable: Harper is not installed, or not in a version that this module understands.
            Unfinished: after all findings, when a part could not be looked at, or findings were of an unknown kind.
        """
        _importable()  # said of every text, be it shown to Harper or not
        strange, late = set[str](), None
        wanted = needs(self._rules, document)
        linter = None if wanted == [] else _linter(self._rules)
        shown = Shown(document)
        end = time.thread_time() + document.limits.seconds_for(len(document.prose))
        for piece in shown.pieces():
            if time.thread_time() > end:  # its own code cannot be stopped from outside
                late = document.position(document.to_text(piece.span).start)[0]
                break
            if linter is None or not (wanted is None or any(need(document, piece.span) for need in wanted)):
                continue
            for rule, lints in linter.organized_lints(piece.text, language="plaintext", dedup=False).items():
                strange.update(f"{lint.lint_kind} ({rule})" for lint in lints if lint.lint_kind not in table().kinds)
                yield from self._findings(rule, lints, piece, document)
        if troubles := list(_troubles(strange, late, shown.held_back)):
            raise Unfinished("; ".join(troubles))

    def _findings(self, rule: str, lints: "list[harper.Lint]", piece: Piece, document: Document) -> Iterator[Finding]:
        at = piece.span.start
        by_span = {
            Span(at + lint.span.start, at + lint.span.end): lint for lint in lints if lint.lint_kind in table().kinds
        }
        if piece.hidden:
            by_span = {span: lint for span, lint in by_span.items() if not any(map(span.overlaps, piece.hidden))}
        suspects = [Suspect(span, lint.problem_text, _fixes(lint)) for span, lint in by_span.items()]
        for suspect in believed(rule, document, suspects):
            lint = by_span[suspect.span]
            kind = table().kinds[lint.lint_kind]
            if self._enabled(rule, kind.default and rule in table().reported):
                yield _finding(rule, kind, suspect, lint.message)


def make(setup: Setup) -> HarperPass:
    """Return the pass for a run."""
    return HarperPass(setup.choice)


def _troubles(strange: set[str], late: int | None, held_back: int) -> Iterator[str]:
    if late is not None:
        yield f"stopped for taking too long, at line {late}; raise seconds-per-1000 under [limits] in the settings"
    if held_back:
        runs = "1 run" if held_back == 1 else f"{held_back} runs"
        yield f"did not look at {runs} of more than {LONGEST} letters or signs without a space"
    if strange:
        yield f"left out findings of a kind unknown to this version of mtcheck: {', '.join(sorted(strange))}"


def _id(rule: str) -> str:
    return f"{HarperPass.name}.{rule}"


def _finding(rule: str, kind: Kind, suspect: Suspect, message: str) -> Finding:
    detail = table().details.get(rule, Detail())
    first = suspect.fixes[0] if suspect.fixes else ""
    if detail.message is not None and (first or "{fix}" not in detail.message):
        message = template.fill(detail.message, {"text": suspect.text, "fix": first})
    return Finding(
        span=suspect.span,
        rule=_id(rule),
        found_by=HarperPass.name,
        message=_plain(message),
        severity=SEVERITIES[detail.severity or kind.severity],
        category=detail.category or kind.category,
        fixes=suspect.fixes,
        safe=detail.safe and bool(suspect.fixes),
        confidence=min(_CONFIDENCE, measured().confidence(_id(rule), _CONFIDENCE)),
    )


def _plain(message: str) -> str:
    """Put quotation marks for the backticks of Harper's messages, and a stop at the end."""
    parts = message.split("`")
    text = "".join(part + ("" if i == len(parts) - 1 else "”" if i % 2 else "“") for i, part in enumerate(parts))
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _fixes(lint: "harper.Lint") -> tuple[str, ...]:
    from harper import SuggestionKind

    text = lint.problem_text
    found = []
    for suggestion in lint.suggestions:
        new = suggestion.replacement_text
        if suggestion.kind == SuggestionKind.REMOVE:
            new = ""
        elif suggestion.kind == SuggestionKind.INSERT_AFTER:
            new = text + new
        found.append(new)
    return tuple(fix for fix in dict.fromkeys(found) if fix != text)


def _importable() -> None:
    try:
        import harper  # noqa: F401  (whether it can be)
    except ImportError as error:
        raise _unavailable(error) from error


def _unavailable(error: Exception) -> Unavailable:
    return Unavailable(f'Harper cannot be used ({error}); install harper-py, or set grammar = "off"')


@lru_cache(maxsize=1)
def _linter(rules: frozenset[str]) -> "harper.Linter":
    """Return a linter that runs the given rules only; the fewer, the faster."""
    try:
        import harper

        linter = harper.Linter()
        linter.set_lint_config({rule: rule in rules for rule in linter.get_default_lint_config()})
    except (ImportError, AttributeError) as error:
        raise _unavailable(error) from error
    return linter


def _versions() -> list[str]:
    """Return the version of harper-py and, from its list of components, that of the Harper it was built with."""
    try:
        package = distribution("harper-py")
    except PackageNotFoundError:
        return []
    for file in package.files or ():
        if file.name.endswith(".cyclonedx.json"):
            parts = json.loads(file.read_text(encoding="utf-8")).get("components", ())
            return [package.version, *(part["version"] for part in parts if part["name"] == "harper-core")]
    return [package.version]
