"""What an editor may do about the findings at a place, and about all that are safe to fix."""

from collections.abc import Iterator

from lsprotocol import types

from mtcheck.cli.lsp import shapes
from mtcheck.cli.lsp.opened import Opened
from mtcheck.cli.lsp.positions import Lines
from mtcheck.cli.lsp.state import Shown, State
from mtcheck.run.checker import TextChecker
from mtcheck.run.correct import How, correct_bytes

_MOST_WORDS = 6
"""Longer stretches are no phrase that anybody would want never to be flagged."""


def actions(one: Opened, lines: Lines, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Return the quick fixes of the findings that a range touches."""
    only = params.context.only
    if one.state is None or (only and types.CodeActionKind.QuickFix not in only):
        return []
    wanted = lines.span(params.range)
    touched = [shown for shown in one.state.shown if shown.span.start <= wanted.end and wanted.start <= shown.span.end]
    return [action for shown in touched for action in _quick(one, one.state, shown, lines)]


def _quick(one: Opened, state: State, shown: Shown, lines: Lines) -> Iterator[types.CodeAction]:
    marked = [diagnostic for diagnostic in shapes.diagnostics(state, lines) if _same(diagnostic, shown, lines)]

    def action(title: str, edit: types.TextEdit | None = None, command: str = "", value: str = "") -> types.CodeAction:
        return types.CodeAction(
            title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=marked,
            edit=shapes.edit(one.uri, [edit]) if edit is not None else None,
            command=types.Command(title, command, arguments=[one.uri, value]) if command else None,
        )

    for title, edit, preferred in shapes.fixes(shown, lines):
        made = action(title, edit)
        made.is_preferred = (preferred and shown.finding.safe) or None
        yield made
    rule = shown.finding.rule
    silencing = shapes.directive(shown, state, lines)
    if silencing is not None:
        yield action(f"Ignore {rule} here", silencing)
    phrase = " ".join(shown.text.split())
    if phrase and len(phrase.split()) <= _MOST_WORDS and any(char.isalnum() for char in phrase):
        yield action(f"Accept “{phrase}” everywhere", command=shapes.ACCEPT, value=phrase)
    yield action(f"Switch {rule} off", command=shapes.SWITCH_OFF, value=rule)


def _same(diagnostic: types.Diagnostic, shown: Shown, lines: Lines) -> bool:
    return diagnostic.code == shown.finding.rule and diagnostic.range == lines.range(shown.span)


def fixed_text(one: Opened, checker: TextChecker) -> str:
    """Return an open text with all safe fixes applied, all else as it was."""
    state = one.state or one.latest
    raw = state.text.encode("utf-8", "surrogatepass")
    return correct_bytes(one.name, raw, checker, How(state.kind)).after.decode("utf-8", "surrogatepass")
