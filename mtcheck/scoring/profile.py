"""Which kinds of findings cluster in a text, and which source languages they suggest: a hint with its evidence.

Rules name on their cards the languages whose habits they catch. A rule that names few languages says more about each,
so its vote is shared among those it names; a rule that fired often votes with 1 + log2 of its findings, so that one
habit of one text does not decide. Nothing is suggested below the least amounts here, which were set so that the
development articles from Spanish suggest it and neither edited English nor short texts suggest anything.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import fsum, log2

from mtcheck.core.report import Report
from mtcheck.core.results import Kind, Profile, Suggestion

LEAST_FINDINGS = 8
"""Findings whose rules name a language."""
LEAST_RULES = 4
"""Different rules among these."""
LEAST_DENSITY = 1.0
"""Such findings per 1,000 words: good English has about 0.2 by chance."""
LEAST_SHARE = 0.2
"""Part of the evidence that the language in front must have."""
LEAST_LIFT = 1.25
"""Times the part that a language has in the rules themselves: far more rules name Spanish than Persian."""
SPECIFIC = 4
"""A rule that names at most so many languages is specific; two such must speak for the language in front."""
NEAR = 0.5
"""Languages with this part of the leader's share are named beside it: neighbours share most habits."""
MOST_KINDS = 6
MOST_RULES = 5

Origins = Mapping[str, tuple[str, ...]]
"""Rule id → the languages that it names."""


def profiled(report: Report) -> Report:
    """Return the report with its profile."""
    fired = Counter(placed.finding.rule for placed in report.fresh())
    pointing = {rule: count for rule, count in fired.items() if rule in report.origins}
    found = sum(pointing.values())
    enough = (
        found >= LEAST_FINDINGS
        and len(pointing) >= LEAST_RULES
        and 1000 * found >= LEAST_DENSITY * max(1, report.words)
    )
    languages = _suggestions(pointing, report.origins) if enough else ()
    kinds = _kinds(fired, report.words)
    return replace(report, profile=Profile(sum(fired.values()), found, len(pointing), kinds, languages))


def _kinds(fired: Mapping[str, int], words: int) -> tuple[Kind, ...]:
    """Return the packs with at least two findings, the fullest first."""
    packs: Counter[str] = Counter()
    for rule, count in fired.items():
        packs[rule.rpartition(".")[0]] += count
    ranked = sorted(packs.items(), key=lambda one: (-one[1], one[0]))[:MOST_KINDS]
    return tuple(Kind(name, count, 1000 * count / max(1, words)) for name, count in ranked if count > 1)


def _suggestions(pointing: Mapping[str, int], origins: Origins) -> tuple[Suggestion, ...]:
    shares = _shares({rule: 1 + log2(count) for rule, count in pointing.items()}, origins)
    expected = _shares(dict.fromkeys(origins, 1.0), origins)
    likely = [
        (share, language)
        for language, share in shares.items()
        if share >= LEAST_LIFT * expected[language] and _specific_rules(language, pointing, origins) >= 2
    ]
    top = max(likely, default=(0.0, ""))[0]
    if top < LEAST_SHARE:
        return ()
    leading = sorted(((share, language) for share, language in likely if share >= NEAR * top), key=_by_share)
    return tuple(
        Suggestion(language, share, expected[language], *_evidence(language, pointing, origins))
        for share, language in leading
    )


def _by_share(one: tuple[float, str]) -> tuple[float, str]:
    return -round(one[0], 9), one[1]


def _shares(votes: Mapping[str, float], origins: Origins) -> dict[str, float]:
    """Return each language's part of the votes, a vote being shared among the languages that its rule names."""
    parts: dict[str, list[float]] = {}
    for rule, vote in votes.items():
        for language in origins[rule]:
            parts.setdefault(language, []).append(vote / len(origins[rule]))
    total = fsum(votes.values())
    return {language: fsum(sorted(found)) / total for language, found in parts.items()}


def _specific_rules(language: str, rules: Iterable[str], origins: Origins) -> int:
    return sum(language in origins[rule] and len(origins[rule]) <= SPECIFIC for rule in rules)


def _evidence(language: str, pointing: Mapping[str, int], origins: Origins) -> tuple[int, tuple[tuple[str, int], ...]]:
    """Return how many findings speak for a language, and the rules that say most."""
    speaking = [(rule, count) for rule, count in pointing.items() if language in origins[rule]]
    speaking.sort(key=lambda one: (len(origins[one[0]]), -one[1], one[0]))
    return sum(count for _, count in speaking), tuple(speaking[:MOST_RULES])
