"""Findings in the shapes of the protocol: diagnostics, hovers, actions."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

import regex
from lsprotocol import types

from mtcheck.cli.lsp.positions import Lines
from mtcheck.cli.lsp.state import Shown, State
from mtcheck.core.model import Problem, Severity, Span

SOURCE = "mtcheck"
NOT_CHECKED = "mtcheck.not-checked"
FIX_ALL = "source.fixAll.mtcheck"
ACCEPT, SWITCH_OFF = "mtcheck.acceptWord", "mtcheck.switchRuleOff"
_SEVERITIES = {
    Severity.CRITICAL: types.DiagnosticSeverity.Error,
    Severity.MAJOR: types.DiagnosticSeverity.Warning,
    Severity.MINOR: types.DiagnosticSeverity.Information,
    Severity.NEUTRAL: types.DiagnosticSeverity.Hint,
}
_MARKUP = regex.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&])")
_LINE = regex.compile(r"[^\n]*\n|[^\n]+")
_MOST_FIXES = 5
_LONGEST = 60


def diagnostics(state: State, lines: Lines) -> list[types.Diagnostic]:
    """Return what an editor marks in a text."""
    found = [_diagnostic(one, lines) for one in state.shown]
    return [*found, *(_problem(one, lines) for one in state.problems)]


def _diagnostic(one: Shown, lines: Lines) -> types.Diagnostic:
    finding = one.finding
    return types.Diagnostic(
        range=lines.range(finding.span),
        message=finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        source=SOURCE,
    )


def _problem(problem: Problem, lines: Lines) -> types.Diagnostic:
    start = types.Position((problem.line or 1) - 1, 0)
    at = lines.offset(start)
    return types.Diagnostic(
        range=lines.range(Span(at, at)),
        message=f"Not checked: {problem.message}",
        severity=types.DiagnosticSeverity.Warning,
        code=NOT_CHECKED,
        source=SOURCE,
    )


def hover(found: Sequence[Shown], reasons: Mapping[str, str], lines: Lines, *, markdown: bool) -> types.Hover | None:
    """Return what is said about the findings at a place: what is wrong, why, what to write, and which rule says so."""
    if not found:
        return None
    parts = [_said(one, reasons, markdown=markdown) for one in found]
    kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
    rule = "\n\n---\n\n" if markdown else "\n\n"
    content = types.MarkupContent(kind, rule.join(parts))
    return types.Hover(content, lines.range(found[0].span))


def _said(one: Shown, reasons: Mapping[str, str], *, markdown: bool) -> str:
    finding = one.finding

    def plain(text: str) -> str:
        return str(_MARKUP.sub(r"\\\1", text)) if markdown else text

    rows = [f"**{plain(finding.message)}**" if markdown else finding.message]
    if why := reasons.get(finding.rule):
        rows.append(plain(why))
    if finding.fixes:
        kind = "Fix" if finding.safe else "Suggestions"
        rows.append(plain(f"{kind}: {' | '.join(_quoted(fix) for fix in finding.fixes[:_MOST_FIXES])}"))
    rows.append(plain(f"{finding.severity.label} · {finding.category} · {finding.rule}"))
    return "\n\n".join(rows)


def _quoted(text: str) -> str:
    return f"“{text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}”" if text else "(delete)"


def fixes(one: Shown, lines: Lines) -> Iterator[tuple[str, types.TextEdit, bool]]:
    """Yield the title, edit and preference of each suggestion of a finding."""
    for number, fix in enumerate(one.finding.fixes[:_MOST_FIXES]):
        title = f"Replace with {_quoted(fix)}" if fix else f"Delete {_quoted(one.text)}"
        if not len(one.span):
            title = f"Insert {_quoted(fix)}"
        yield title, types.TextEdit(lines.range(one.span), fix), number == 0


def directive(one: Shown, state: State, lines: Lines) -> types.TextEdit | None:
    """Return the edit that silences a finding's rule in its paragraph; None where the format has no place for it."""
    document = state.document
    if document is None or state.kind not in {"plain", "markdown", "html"}:
        return None
    place = next(
        (
            (block.kind, at)
            for block in document.blocks
            if (at := document.to_text(block.span)).start <= one.span.start <= at.end
        ),
        None,
    )
    if place is None:
        return None
    kind, block = place
    words = f"<!-- mtcheck: ignore {one.finding.rule} -->"
    start = lines.line_start(block.start)
    if state.kind == "html":
        return _insertion(block.start, words, lines)
    if state.kind == "plain":
        return _insertion(start, f"# mtcheck: ignore {one.finding.rule}\n", lines)
    if kind in {"paragraph", "heading"} and not state.text[start : block.start].strip("# \t"):
        return _insertion(start, f"{words}\n", lines)
    inside = one.span.start if one.span.start > block.start else one.span.end
    return _insertion(inside, words, lines) if block.start < inside < block.end else None


def edit(uri: str, edits: Sequence[types.TextEdit]) -> types.WorkspaceEdit:
    """Return edits of one text as an edit of the workspace."""
    return types.WorkspaceEdit(changes={uri: list(edits)})


def fix_all(uri: str, state: State, new: str, lines: Lines) -> list[types.CodeAction]:
    """Return the action that makes one text of another by changing only the lines that differ; none if they are one."""
    if new == state.text:
        return []
    old_lines, new_lines = (_LINE.findall(text) for text in (state.text, new))
    ends = list(accumulate(map(len, old_lines), initial=0))
    edits = [
        types.TextEdit(lines.range(Span(ends[low], ends[high])), "".join(new_lines[first:last]))
        for tag, low, high, first, last in SequenceMatcher(None, old_lines, new_lines, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    return [types.CodeAction("Apply all safe fixes", kind=FIX_ALL, edit=edit(uri, edits))]


def _insertion(at: int, text: str, lines: Lines) -> types.TextEdit:
    return types.TextEdit(lines.range(Span(at, at)), text)
