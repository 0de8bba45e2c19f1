"""Scores and profile as plain lines, for the report at a terminal and for ``mtcheck compare``."""

from collections.abc import Iterator, Sequence
from math import fsum

from mtcheck.core.counted import counted
from mtcheck.core.results import Against, Measure, Profile, Score, SegmentScore, Suggestion

_NAMES = {
    "ar": "Arabic",
    "be": "Belarusian",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "ca": "Catalan",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "gu": "Gujarati",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "hy": "Armenian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "mr": "Marathi",
    "nl": "Dutch",
    "pa": "Punjabi",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sr": "Serbian",
    "sv": "Swedish",
    "ta": "Tamil",
    "te": "Telugu",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
LOWEST = 3
"""Segments shown among those that score lowest."""
_LEAST_UNITS = "too few paragraphs for an interval"


def score_lines(score: Score) -> Iterator[str]:
    """Yield the score, what was not judged, and what costs most."""
    spread = f"95% {score.interval[0]:.1f}–{score.interval[1]:.1f}" if score.interval else _LEAST_UNITS
    yield (
        f"Score ({score.preset}): {score.quality:.1f} of 100; penalty {score.penalty:.1f} per 1,000 words ({spread}; "
        f"{score.words:,} words, {score.units:,} paragraphs or segments)"
    )
    unread = f"; {score.unread} files or records were not read" if score.unread else ""
    yield f"  not judged: {100 * score.not_judged:.1f}% of the words{unread}"
    for cost in score.costs:
        where = ":".join(str(part) for part in (cost.file, cost.segment, cost.line, cost.column) if part is not None)
        yield f"  {cost.penalty:8.1f}  {cost.rule} × {cost.findings}, as at {where}"


def segment_lines(segments: Sequence[SegmentScore]) -> Iterator[str]:
    """Yield the mean of the estimated scores, and the segments that score lowest."""
    words = sum(one.words for one in segments)
    mean = fsum(one.score * one.words for one in segments) / words
    heard = [one for one in segments if one.fluency is not None]
    fluent = fsum((one.fluency or 0.0) * one.words for one in heard) / max(1, sum(one.words for one in heard))
    said = f"; fluency {fluent:.2f} of 1, that of good English is 0.5" if heard else ""
    yield f"Segments: estimated score {mean:.1f} of 100{said}"
    for one in sorted(segments, key=lambda one: (one.score, one.fluency or 0.0))[:LOWEST]:
        where = ":".join(str(part) for part in (one.file, one.segment, one.line) if part is not None)
        also = f", fluency {one.fluency:.2f}" if one.fluency is not None else ""
        yield f"  {one.score:8.1f}  {where} ({counted(one.findings, 'finding')}{also})"


def profile_lines(profile: Profile) -> Iterator[str]:
    """Yield the kinds that cluster and the languages that they suggest, or that there is too little evidence."""
    if profile.kinds:
        kinds = ", ".join(f"{kind.name} {kind.findings} ({kind.per_thousand:.1f})" for kind in profile.kinds)
        yield f"Profile: most findings, with those per 1,000 words: {kinds}"
    if not profile.languages:
        seen = f"{profile.pointing} findings of {profile.rules} rules point to languages"
        yield f"Text language: no hint; {seen}, which is too few or too mixed"
        return
    names = " or ".join(_named(one) for one in profile.languages)
    yield (
        f"Text language: a hint, no verdict: {names}; {profile.pointing} of {profile.findings} findings point to a "
        "language"
    )
    for one in profile.languages:
        rules = ", ".join(f"{rule} × {count}" for rule, count in one.rules)
        yield (
            f"  {one.language}: {100 * one.share:.0f}% of the evidence (chance: {100 * one.expected:.0f}%), "
            f"{counted(one.findings, 'finding')}, as {rules}"
        )


def _named(one: Suggestion) -> str:
    return _NAMES.get(one.language, one.language)


def against_lines(against: Against) -> Iterator[str]:
    """Yield a table of systems and metrics, the segments if they were asked for, and the signatures."""
    names = [one.name for one in against.systems[0].measures]
    width = max(len("system"), *(len(system.name) for system in against.systems))
    references = counted(against.references, "reference")
    yield f"Against {references}, {counted(len(against.segments), 'segment')}" + _test(against)
    yield f"  {'system':<{width}}" + "".join(f"  {name:>20}" for name in names)
    for system in against.systems:
        yield f"  {system.name:<{width}}" + "".join(f"  {_value(one):>20}" for one in system.measures)
    for system in against.systems:
        if system.measures[0].segments:
            yield from _segment_lines(system.name, against.segments, system.measures)
    for one in against.systems[0].measures:
        yield f"  {one.name}|{one.signature}"
        if one.segment_signature not in {"", one.signature}:
            yield f"  {one.name} of segments|{one.segment_signature}"


def _test(against: Against) -> str:
    return f"; p: paired {against.test} against {against.systems[0].name}" if against.test else ""


def _value(one: Measure) -> str:
    shown = f"{one.score:.2f}"
    if one.margin is not None:
        shown += f" ±{one.margin:.2f}"
    return shown if one.p_value is None else f"{shown} p={one.p_value:.4f}"


def _segment_lines(system: str, ids: Sequence[str], measures: Sequence[Measure]) -> Iterator[str]:
    yield f"  {system}: segments"
    for index, name in enumerate(ids):
        yield f"    {name:<8}" + "".join(f"  {one.name} {one.segments[index]:.2f}" for one in measures)
