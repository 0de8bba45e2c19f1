"""The options of ``mtcheck check`` that score and profile a report, and the gate that a score has to pass."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from mtcheck.cli.runs import How
from mtcheck.cli.say import warn
from mtcheck.core.model import Severity
from mtcheck.core.report import Report

F = TypeVar("F", bound=Callable[..., Any])

PRESETS = ("mqm", "wmt")
"""The names in mtcheck.scoring.mqm.PRESETS, which is imported only when a score is asked for."""


def _preset(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:  # noqa: ARG001
    """Refuse what is no preset; a path in its place is explained, since ``--score FILE`` is easily written."""
    if value is not None and value not in PRESETS:
        raise click.BadParameter(f"{value!r} is no preset ({', '.join(PRESETS)}); before a path, write --score=mqm")
    return value


def scoring(command: F) -> F:
    """Add the options that score and profile."""
    options = [
        click.option(
            "--score",
            callback=_preset,
            metavar="[PRESET]",
            is_flag=False,
            flag_value="mqm",
            help="Score the texts: mqm (minor 1, major 5, critical 25) or wmt (1, 5; punctuation 0.1).",
        ),
        click.option("--max-penalty", type=click.FloatRange(min=0), help="Fail above this penalty per 1,000 words."),
        click.option("--min-score", type=click.FloatRange(0, 100), help="Fail below this quality score."),
        click.option("--profile", is_flag=True, help="Say which kinds of findings and source languages stand out."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Gate:
    """What to add to a report, and what its score has to be.

    ``strict`` says that findings fail beside the score, ``whole`` that all of the texts is reported, not what changed.
    """

    preset: str | None
    max_penalty: float | None
    min_score: float | None
    profile: bool
    strict: bool
    whole: bool = True

    def scored(self, report: Report) -> Report:
        """Return the report with the score and the profile that were asked for, and with what a model heard."""
        if self.preset is not None:
            from mtcheck.scoring import mqm

            report = mqm.scored(report, mqm.PRESETS[self.preset])
        if self.whole and (self.preset is not None or any(text.heard for text in report.texts)):
            from mtcheck.scoring import estimate

            report = estimate.estimated(report)
        if self.profile:
            from mtcheck.scoring.profile import profiled

            report = profiled(report)
        return report

    def exit_code(self, report: Report, fail_on: Severity) -> int:
        """Return 2 if something could not be checked, 1 if the score fails or, where they count, the findings."""
        failures = list(self._failures(report))
        for failure in failures:
            warn(f"{failure}")
        gated = self.max_penalty is not None or self.min_score is not None
        code = report.exit_code(fail_on)
        if code == 2 or (code and (self.strict or not gated)):
            return code
        return int(bool(failures))

    def _failures(self, report: Report) -> list[str]:
        if report.score is None:
            return []
        failures = []
        if self.max_penalty is not None and report.score.penalty > self.max_penalty:
            failures.append(f"penalty {report.score.penalty:.2f} is above --max-penalty {self.max_penalty:g}")
        if self.min_score is not None and report.score.quality < self.min_score:
            failures.append(f"score {report.score.quality:.2f} is below --min-score {self.min_score:g}")
        return failures


def read_gate(given: dict[str, Any], how: How) -> Gate:
    """Take the options of ``scoring`` out of those given.

    Raises:
        click.UsageError: a score is asked for where only changed sentences are reported.
    """
    preset, most, least, profile = (given.pop(name) for name in ("score", "max_penalty", "min_score", "profile"))
    if most is not None or least is not None:
        preset = preset or PRESETS[0]
    if preset is not None and (how.diff or how.staged):
        raise click.UsageError("a score counts whole texts: leave out --diff and --staged")
    return Gate(preset, most, least, profile, given["fail_on"] is not None, not (how.diff or how.staged))
