"""``mtcheck fix``."""

import difflib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from mtcheck.cli.options import Request, beside, checking, read_request, stop
from mtcheck.cli.progress import progress
from mtcheck.cli.say import EXIT_PROBLEM, say, warn
from mtcheck.core.errors import UserError


@click.command("fix")
@click.argument("paths", nargs=-1)
@checking
@beside
@click.option("--write", is_flag=True, help="Change the files; without it, only a diff is shown.")
@click.option("--exit-changed", is_flag=True, help="With --write: exit code 1 if a file was changed.")
@click.option("--unsafe", is_flag=True, help="Apply also the fixes that want a look.")
@click.option("--decisions", metavar="FILE", help="Apply what was accepted in the review page, and nothing else.")
def command(paths: tuple[str, ...], write: bool, exit_changed: bool, **given: Any) -> None:
    """Correct PATHS: files, folders, or - for standard input, which is written corrected to standard output.

    With --decisions, PATHS may be left out: the files that FILE names are corrected. Exit code 0: nothing left to fix;
    1: a diff was shown, so there is; 2: something could not be corrected.
    """
    from mtcheck.input.reading import STDIN

    unsafe, decisions = given.pop("unsafe"), given.pop("decisions")
    if not paths and not decisions:
        raise click.UsageError("name files or folders to correct, or - for standard input")
    if unsafe and decisions:
        raise click.UsageError("--decisions applies what was accepted, safe or not; it does not go with --unsafe")
    if STDIN in paths and len(paths) > 1:
        raise click.UsageError("standard input goes alone")
    try:
        request = read_request(paths, given)
        corrections = _corrections(request, unsafe, decisions)
        with progress(corrections, quiet=request.quiet) as found:
            outcomes = [_settle(one, write=write or one.file == "<stdin>") for one in found]
    except UserError as error:
        stop(error)
    changed, failed = (sum(one[index] for one in outcomes) for index in (0, 1))
    if failed:
        sys.exit(EXIT_PROBLEM)
    shown = not write and paths != (STDIN,)
    sys.exit(1 if changed and (shown or exit_changed) else 0)


def _corrections(request: Request, unsafe: bool, decisions: str | None) -> Iterator[Any]:
    from mtcheck.core.decisions import read
    from mtcheck.run import correct, decided

    how = correct.How(request.input_format, request.aligned, unsafe)
    if decisions is None:
        return correct.corrections(request.paths, request.config, how)
    return decided.corrections(request.paths, read(Path(decisions)), request.config, how)


def _settle(one: Any, *, write: bool) -> tuple[int, int]:
    """Write or show one correction; return whether it changes something and whether something went wrong."""
    for problem in one.problems:
        warn(f"{problem.where}: {problem.message}")
    failed = bool(one.problems)
    if one.file == "<stdin>":
        sys.stdout.buffer.write(one.after)
    elif one.after != one.before:
        if write:
            failed = not _saved(one) or failed
        else:
            say(_diff(one.file, *(one.words or (one.before, one.after))), end="")
    if one.applied or one.left:
        warn(f"{one.file}: {one.applied} fixed, {one.left} left")
    return int(one.after != one.before), int(failed)


def _diff(file: str, before: bytes, after: bytes) -> str:
    old, new = (data.decode("utf-8", "replace").splitlines(keepends=True) for data in (before, after))
    lines = difflib.unified_diff(old, new, f"a/{file}", f"b/{file}")
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)


def _saved(one: Any) -> bool:
    """Write a file; say why if it is not written."""
    from mtcheck.run.correct import NotReplaced, save

    try:
        save(one)
    except NotReplaced as error:
        warn(f"{one.file}: {error}")
        return False
    return True
