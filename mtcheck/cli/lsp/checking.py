"""Checks an open text: as a whole, or only the paragraphs and units that differ from the version before."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mtcheck.cli.lsp.state import Shown, State
from mtcheck.core.model import Finding, Problem, Span
from mtcheck.core.report import Placed
from mtcheck.document import Document
from mtcheck.input import containers
from mtcheck.input.formats import FORMATS
from mtcheck.input.reading import Text, decoded
from mtcheck.run.checker import TextChecker
from mtcheck.run.placing import UNUSED

NEIGHBOURS = 1
"""Paragraphs on either side of a changed one that are read with it, since a sentence may lean on the one before."""


def check_whole(checker: TextChecker, file: str, state: State) -> State:
    """Return the state with all of its text checked together."""
    return check_changed(checker, file, State(state.text, state.version, state.kind), None)


def check_changed(checker: TextChecker, file: str, state: State, before: State | None) -> State:
    """Return a new version with its findings; what it shares with the version before is not checked again."""
    found = list(decoded(file, state.text.encode("utf-8", "surrogatepass"), state.kind, checker.config))
    faults = [one for one in found if isinstance(one, Problem)]
    texts = [one for one in found if isinstance(one, Text)]
    if state.kind in FORMATS:
        done = _prose(checker, texts[0], state, before) if texts else state
    else:
        done = _units(checker, texts, state, before)
    return replace(done, problems=(*faults, *done.problems))


def _prose(checker: TextChecker, text: Text, state: State, before: State | None) -> State:
    document = checker.document(text)
    old = before.document if before is not None else None
    if before is None or old is None:
        report, troubles = checker.check_document(text, document)
        return replace(state, document=document, shown=_shown(report.findings), problems=tuple(troubles))
    first, after = _common(old.memo(_blocks), document.memo(_blocks))
    last = len(document.blocks) - after
    fresh, problems = _part(checker, text, document, (first, last)) if first < last else ((), ())
    kept = _kept(before.shown, (old, document), (first, after))
    shown = tuple(sorted([*kept, *fresh], key=lambda one: one.span))
    return replace(state, document=document, shown=shown, problems=problems, whole=False)


def _part(
    checker: TextChecker, text: Text, document: Document, blocks: tuple[int, int]
) -> tuple[tuple[Shown, ...], tuple[Problem, ...]]:
    """Check some paragraphs among their neighbours; return their findings and what could not be checked."""
    low, high = max(0, blocks[0] - NEIGHBOURS), min(len(document.blocks), blocks[1] + NEIGHBOURS)
    report, problems = checker.check_document(text, document.part(low, high))
    places = document.memo(_places)[slice(*blocks)]
    found = (one for one in report.findings if one.finding.rule != UNUSED)
    return _shown([one for one in found if any(_within(one.finding, at) for at in places)]), tuple(problems)


Block = tuple[str, str]


def _places(document: Document) -> list[Span]:
    """Return where the paragraphs stand in the text."""
    return [document.to_text(block.span) for block in document.blocks]


def _blocks(document: Document) -> list[Block]:
    """Return what each paragraph is and how it stands in the text."""
    kinds = (block.kind for block in document.blocks)
    return [(kind, place.of(document.text)) for kind, place in zip(kinds, document.memo(_places), strict=True)]


def _common(old: Sequence[Block], new: Sequence[Block]) -> tuple[int, int]:
    """Return how many paragraphs both begin with, and how many of the others both end with."""
    first = _alike(old, new)
    return first, _alike(old[first:][::-1], new[first:][::-1])


def _alike(old: Sequence[Block], new: Sequence[Block]) -> int:
    """Return how many pairs are alike before the first that is not."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((index for index, (one, other) in pairs if one != other), min(len(old), len(new)))


def _within(finding: Finding, place: Span) -> bool:
    return place.start <= finding.span.start <= place.end


def _kept(shown: Sequence[Shown], documents: tuple[Document, Document], common: tuple[int, int]) -> Iterator[Shown]:
    """Yield the findings of paragraphs that stayed, where those are now."""
    was, now = (document.memo(_places) for document in documents)
    first, after = common
    starts = [place.start for place in was]
    for one in shown:
        if one.finding.rule == UNUSED:
            yield one
            continue
        index = bisect_right(starts, one.span.start) - 1
        stays = 0 <= index < first or index >= len(was) - after
        if stays and index >= 0 and one.span.end <= was[index].end:
            by = now[index if index < first else index - len(was)].start - was[index].start
            yield replace(one, finding=replace(one.finding, span=Span(one.span.start + by, one.span.end + by)))


def _shown(placed: Sequence[Placed]) -> tuple[Shown, ...]:
    return tuple(Shown(one.finding, one.text) for one in placed)


def _units(checker: TextChecker, texts: Sequence[Text], state: State, before: State | None) -> State:
    known = before.units if before is not None else {}
    keys: list[object] = [(one.text, one.source, one.source_lang, one.format) for one in texts]
    fresh = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    outcomes = checker.check_many(list(fresh.values()))
    made = {key: [one.finding for one in report.findings] for key, (report, _) in zip(fresh, outcomes, strict=True)}
    units = {key: made[key] if key in made else known[key] for key in keys}
    problems = tuple(problem for _, found in outcomes for problem in found)
    shown = [one for key, text in zip(keys, texts, strict=True) for one in _placed_in_file(text, units[key], state)]
    return replace(state, shown=tuple(shown), problems=problems, units=units)


def _placed_in_file(text: Text, findings: Sequence[Finding], state: State) -> Iterator[Shown]:
    if text.place is None:
        return
    old = text.place.of(state.text)
    for finding in findings:
        inner = containers.inner(state.kind, old, finding.span)
        fixes = tuple(fix for fix in (containers.inline(state.kind, one) for one in finding.fixes) if fix is not None)
        span = Span(text.place.start + inner.start, text.place.start + inner.end)
        safe = finding.safe and len(fixes) == len(finding.fixes)
        moved = replace(finding, span=span, source_span=None, fixes=fixes, safe=safe)
        yield Shown(moved, finding.span.of(text.text))
