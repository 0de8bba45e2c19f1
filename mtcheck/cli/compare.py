"""``mtcheck compare``."""

import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click
import msgspec

from mtcheck.cli import runs
from mtcheck.cli.gates import PRESETS
from mtcheck.cli.options import checking, read_request, stop
from mtcheck.cli.say import say
from mtcheck.cli.score import METRICS
from mtcheck.cli.streams import EXIT_PROBLEM, put
from mtcheck.cli.topics import Command, chosen
from mtcheck.core.errors import UserError
from mtcheck.core.visible import visible
from mtcheck.output import harmless
from mtcheck.output.reporters.figures_data import against_data
from mtcheck.output.reporters.figures_text import against_lines
from mtcheck.scoring.pairs import Comparison


@click.command("compare", cls=Command)
@click.argument("a")
@click.argument("b")
@checking
@click.option("--score", "preset", type=click.Choice(PRESETS), default="mqm", help="Weights of the penalty.")
@click.option("--reference", "-r", multiple=True, metavar="REF", help="A reference for sacrebleu; may be repeated.")
@chosen("--metric", "-m", choices=METRICS, help="Only these.")
@click.option("--no-cache", is_flag=True, help="Check every text anew.")
@click.option("--format", "format_", type=click.Choice(["json", "text"]), default="text")
def command(a: str, b: str, preset: str, format_: str, **given: Any) -> None:
    """Say how two translations of the same texts, A and B, differ: two files, two folders, or JSONL with the same ids.

    Shows penalty and findings per 1,000 words, and how likely a difference is by chance (paired bootstrap over
    paragraphs or segments). Exit code 0, or 2 if something could not be compared.
    """
    reference, metrics = given.pop("reference"), given.pop("metric") or METRICS
    how = runs.How(cache=not given.pop("no_cache"))
    if Path(a).is_dir() != Path(b).is_dir():
        raise click.UsageError("name two files or two folders")
    if reference and Path(a).is_dir():
        raise click.UsageError("--reference goes with two files, not with folders")
    try:
        comparison = _compared(a, b, preset, given, how)
        if reference:
            from mtcheck.scoring.against import Wanted, pair_scores

            scores = pair_scores(a, b, reference, Wanted(metrics, test="bootstrap"))
            comparison = replace(comparison, against=scores)
    except UserError as error:
        stop(error)
    if format_ == "json":
        put(harmless.json(_data(comparison)))
    else:
        say("".join(f"{visible(line)}\n" for line in _lines(comparison)), end="")
    sys.exit(EXIT_PROBLEM if comparison.problems else 0)


def _compared(a: str, b: str, preset: str, given: dict[str, Any], how: runs.How) -> Comparison:
    from mtcheck.scoring import mqm
    from mtcheck.scoring.pairs import compare

    request = read_request((), given)
    left, right = (runs.perform(replace(request, paths=(path,)), how) for path in (a, b))
    return compare((left, right), (a, b), mqm.PRESETS[preset])


def _lines(found: Comparison) -> Iterator[str]:
    yield f"A: {found.names[0]} ({found.words[0]:,} words)"
    yield f"B: {found.names[1]} ({found.words[1]:,} words)"
    yield f"Per 1,000 words, over {found.units:,} pairs of paragraphs or segments:"
    width = max((len(row.name) for row in found.rows), default=0)
    yield f"  {'':<{width}}  {'A':>8}  {'B':>8}  {'B - A':>8}  p"
    for row in found.rows:
        chance = "-" if row.p_value is None else f"{row.p_value:.3f}"
        yield f"  {row.name:<{width}}  {row.a:8.2f}  {row.b:8.2f}  {row.b - row.a:+8.2f}  {chance}"
    if found.against is not None:
        yield from against_lines(found.against)
    for problem in found.problems:
        where = ":".join(str(part) for part in (problem.file, problem.segment) if part is not None)
        yield f"not checked {where}: {problem.message}" if where else f"not checked: {problem.message}"
    yield from found.notes
    yield f"signature: {found.signature}"


def _data(found: Comparison) -> str:
    data = asdict(replace(found, against=None))
    data |= {"type": "comparison", "against": against_data(found.against) if found.against else None}
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"
