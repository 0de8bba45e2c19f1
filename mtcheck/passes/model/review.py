"""What the model says of fixes of others: some must make a text likelier, none may make it much less likely."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from math import isnan, nan

from mtcheck.core.model import Finding, Span
from mtcheck.document import Document
from mtcheck.passes import UNPROVEN
from mtcheck.passes.model.edits import Edit
from mtcheck.passes.model.judge import measured
from mtcheck.passes.model.kept import FORGETFUL, Kept
from mtcheck.passes.model.passage import Passage, passages
from mtcheck.passes.model.runtime import LanguageModel

VETO = -10.0
"""A fix of words that makes a text less likely than by so many nats is not believed."""


def reviewed(
    document: Document,
    findings: Sequence[Finding],
    model: LanguageModel,
    demanded: Mapping[str, float],
    kept: Kept = FORGETFUL,
) -> list[Finding]:
    """Return the findings that stand; ``demanded`` has the gain in nats that a rule asks for, by its id."""
    asked = [
        one for one in findings if one.rule in demanded or one.found_by in UNPROVEN or changes_words(document, one)
    ]
    gains = dict(_gains(document, asked, model, kept))
    return [one for one in findings if _stands(one, gains.get(one), demanded.get(one.rule, VETO))]


def _stands(finding: Finding, gain: float | None, least: float) -> bool:
    if finding.found_by in UNPROVEN:
        return gain is not None and gain >= 0
    return (gain or 0.0) >= least


def changes_words(document: Document, finding: Finding) -> bool:
    """Tell whether the first fix changes more than marks, spaces and capitals."""
    if not finding.fixes:
        return False
    old, new = (_bare(text) for text in (finding.span.of(document.prose), finding.fixes[0]))
    return old != new


def preferred(findings: Sequence[Finding], own: str) -> list[Finding]:
    """Return the findings without those of our own that another pass has too: its message is the better one."""
    mine = [one for one in findings if one.found_by == own]
    kept = [_with(one, mine) for one in findings if one.found_by != own]
    proven = [one for one in kept if one.fixes and one.found_by not in UNPROVEN]
    return kept + [one for one in mine if not any(one.span.overlaps(other.span) for other in proven)]


def _with(finding: Finding, mine: Sequence[Finding]) -> Finding:
    agreeing = [one.rule for one in mine if finding.fixes and one.span.overlaps(finding.span)]
    return replace(finding, also=tuple(dict.fromkeys([*finding.also, *agreeing]))) if agreeing else finding


def _gains(
    document: Document, findings: Sequence[Finding], model: LanguageModel, kept: Kept
) -> Iterator[tuple[Finding, float]]:
    places = [one.span for one in findings]
    for passage in passages(document, model, lambda sentence: any(sentence.overlaps(span) for span in places)):
        within = [one for one in findings if one.fixes and _inside(one.span, passage)]
        edits = [Edit(one.span.start, one.span.end, one.fixes[0], str(number), 0) for number, one in enumerate(within)]
        gains = kept.gains(passage, edits, partial(_measured, edits, passage, model))
        yield from ((one, gain) for one, gain in zip(within, gains, strict=True) if not isnan(gain))


def _measured(edits: Sequence[Edit], passage: Passage, model: LanguageModel) -> list[float]:
    """Return the gain of each edit in nats; none, as no number, for one that leaves nothing to be judged."""
    found = {judged.edit: judged.gain for judged in measured(edits, passage, model)}
    return [found.get(edit, nan) for edit in edits]


def _inside(span: Span, passage: Passage) -> bool:
    return passage.chunks[0][0] <= span.start and span.end <= passage.chunks[-1][1]


def _bare(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())
