"""Corrects files by what a person decided, and by nothing else; no check is run."""

import os
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from mtcheck.core.decisions import Decision, Decisions, DecisionsError, applied
from mtcheck.core.model import Problem
from mtcheck.core.settings import Config
from mtcheck.input.containers.unit import CannotKeep
from mtcheck.input.reading import STDIN, Text, texts_of
from mtcheck.run.correct import Correction, How, rewritten


def corrections(paths: Sequence[str], decisions: Decisions, config: Config, how: How) -> Iterator[Correction]:
    """Yield the correction of every file that decisions name, or of those among ``paths``.

    Raises:
        DecisionsError: there are no decisions for any of the paths.
    """
    named = {_normal(file): entries for file, entries in decisions.files.items()}
    if len(paths) == len(named) == 1 and paths[0] == STDIN:
        named = {"<stdin>": next(iter(named.values()))}
    known = False
    for file, raw, found, route in texts_of(paths or list(decisions.files), config, how.format, how.aligned):
        entries = named.get(_normal(file), [])
        known = known or bool(entries)
        made = correction(file, raw, found, (entries, how, config))
        made.named = route
        yield made
    if not known:
        raise DecisionsError(
            f"no decisions for {', '.join(paths) or 'any file'}; they name {', '.join(named) or 'none'}"
        )


def _normal(file: str) -> str:
    return PurePath(os.path.normpath(file)).as_posix()


Way = tuple[Sequence[Decision], How, Config]


def correction(file: str, raw: bytes, found: Sequence[Text | Problem], way: Way) -> Correction:
    """Return the correction of one file from its bytes and what is read in them; what cannot be placed is a problem."""
    decisions, how, config = way
    one = Correction(file, raw, raw, left=sum(each.verdict != "accept" for each in decisions))
    one.problems = [item for item in found if isinstance(item, Problem)]
    changed: list[tuple[Text, str]] = []
    lost = {id(each): each for each in decisions if each.verdict == "accept"}
    for source in (item for item in found if isinstance(item, Text)):
        mine = [each for each in decisions if each.segment == source.segment and id(each) in lost]
        text, failed = applied(source.text, mine)
        one.applied += len(mine) - len(failed)
        for each in mine:
            if each not in failed:
                del lost[id(each)]
        if text != source.text:
            changed.append((source, text))
    one.problems += [_lost(file, each) for each in lost.values()]
    if changed:
        try:
            one.after = rewritten(file, raw, changed, (how, config))
        except CannotKeep as error:
            one.applied = 0
            one.problems.append(Problem(f"{error}; the file is left as it was", file))
    return one


def _lost(file: str, decision: Decision) -> Problem:
    where = f"{decision.before}[{decision.text}]{decision.after}".replace("\n", " ")
    return Problem(
        f"a decision has lost its place and is not applied ({decision.rule}): {where}", file, decision.segment
    )
