"""Scores and profile as plain data, for the JSON reports; the shapes are in ``report.schema.json`` beside this."""

from dataclasses import asdict
from typing import Any

from mtcheck.core.report import Report
from mtcheck.core.results import Against, Measure, Profile, Score


def figures(report: Report) -> dict[str, Any]:
    """Return what the summary holds beside its counts: only what was asked for."""
    data: dict[str, Any] = {}
    if report.score is not None:
        data["score"] = score_data(report.score)
    if report.profile is not None:
        data["profile"] = profile_data(report.profile)
    if report.against is not None:
        data["against"] = against_data(report.against)
    return data


def score_data(score: Score) -> dict[str, Any]:
    """Return an MQM score as plain data, rounded to what its words can bear."""
    data = asdict(score)
    data |= {"penalty": round(score.penalty, 2), "quality": round(score.quality, 2)}
    data["interval"] = [round(bound, 2) for bound in score.interval] if score.interval else None
    data["not_judged"] = round(score.not_judged, 4)
    data["costs"] = [asdict(cost) | {"penalty": round(cost.penalty, 2)} for cost in score.costs]
    return data


def profile_data(profile: Profile) -> dict[str, Any]:
    """Return a profile as plain data."""
    return {
        "findings": profile.findings,
        "pointing": profile.pointing,
        "rules": profile.rules,
        "kinds": [asdict(kind) | {"per_thousand": round(kind.per_thousand, 2)} for kind in profile.kinds],
        "languages": [
            {
                "language": one.language,
                "share": round(one.share, 3),
                "expected": round(one.expected, 3),
                "findings": one.findings,
                "rules": [{"rule": rule, "findings": count} for rule, count in one.rules],
            }
            for one in profile.languages
        ],
    }


def against_data(against: Against) -> dict[str, Any]:
    """Return scores against references as plain data, as exact as sacrebleu gives them."""
    return {
        "references": against.references,
        "segments": len(against.segments),
        "test": against.test,
        "systems": [
            {"name": system.name, "metrics": [_measure(one, against.segments) for one in system.measures]}
            for system in against.systems
        ],
    }


def _measure(one: Measure, ids: tuple[str, ...]) -> dict[str, Any]:
    data: dict[str, Any] = {"name": one.name, "score": one.score, "signature": one.signature}
    data |= {"p_value": one.p_value, "mean": one.mean, "margin": one.margin}
    if one.segments:
        data["segment_signature"] = one.segment_signature
        data["segments"] = [{"id": name, "score": score} for name, score in zip(ids, one.segments, strict=True)]
    return data
