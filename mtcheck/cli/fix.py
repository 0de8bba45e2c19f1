"""``mtcheck fix``."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from mtcheck.cli.differences import Show, differ
from mtcheck.cli.interactive import Asker
from mtcheck.cli.look import look
from mtcheck.cli.options import Request, beside, checking, from_stdin, read_request, stop
from mtcheck.cli.progress import progress
from mtcheck.cli.say import tell as say
from mtcheck.cli.say import warn
from mtcheck.cli.streams import EXIT_PROBLEM, put, put_bytes
from mtcheck.cli.topics import Command
from mtcheck.core.errors import UserError
from mtcheck.core.telling import Tell


@click.command("fix", cls=Command)
@click.argument("paths", nargs=-1)
@checking
@beside
@from_stdin
@click.option("--write", is_flag=True, help="Change the files; without it, only a diff is shown.")
@click.option("--exit-changed", is_flag=True, help="With --write: exit code 1 if a file was changed.")
@click.option("--unsafe", is_flag=True, help="Apply also the fixes that want a look.")
@click.option("--decisions", metavar="FILE", help="Apply what was accepted in the review page, and nothing else.")
@click.option("--interactive", "-i", is_flag=True, help="Ask about each finding that has a fix, and write.")
@click.option(
    "--diff", "words", type=click.Choice(["words", "lines"]), help="How changes are shown (words; lines in pipes)."
)
def command(paths: tuple[str, ...], write: bool, exit_changed: bool, **given: Any) -> None:
    """Correct PATHS: files, folders (this one if none is named), or - for standard input, which is written corrected.

    With --decisions, PATHS may be left out: the files that FILE names are corrected. Exit code 0: nothing left to fix;
    1: a diff was shown, so there is; 2: something could not be corrected.
    """
    from mtcheck.input.reading import STDIN

    how, show = Ways(*(given.pop(name) for name in ("unsafe", "decisions", "interactive"))), differ(given.pop("words"))
    paths = paths or (() if how.decisions else (".",))
    if STDIN in paths and (len(paths) > 1 or how.interactive):
        raise click.UsageError("standard input goes alone, and not with --interactive")
    write = write or how.interactive
    try:
        request = read_request(paths, given)
        with progress(quiet=request.quiet or how.interactive) as bar:
            found = bar.counted(how.corrections(request, bar.tell))
            outcomes = [_settle(one, None if write else show, quiet=request.quiet) for one in found]
    except UserError as error:
        stop(error)
    changed, failed = (sum(one[index] for one in outcomes) for index in (0, 1))
    if failed:
        sys.exit(EXIT_PROBLEM)
    shown = not write and paths != (STDIN,)
    sys.exit(1 if changed and (shown or exit_changed) else 0)


@dataclass(frozen=True, slots=True)
class Ways:
    """Which findings are corrected: the safe ones, all, those accepted in a file of decisions, those said yes to."""

    unsafe: bool
    decisions: str | None
    interactive: bool

    def __post_init__(self) -> None:
        """Refuse ways that exclude each other."""
        if self.decisions and (self.unsafe or self.interactive):
            raise click.UsageError(
                "--decisions applies what was accepted, safe or not; it does not go with --unsafe or --interactive"
            )

    def corrections(self, request: Request, tell: Tell) -> Iterator[Any]:
        """Yield the correction of each file; slow passes tell how far they are."""
        from mtcheck.core.decisions import read
        from mtcheck.run import correct, decided

        choose = Asker(look(None)).choose if self.interactive else None
        how = correct.How(request.input_format, request.aligned, self.unsafe, choose, tell)
        if self.decisions is None:
            return correct.corrections(request.paths, request.config, how)
        return decided.corrections(request.paths, read(Path(self.decisions)), request.config, how)


def _settle(one: Any, show: Show | None, *, quiet: bool) -> tuple[int, int]:
    """Show one correction, or write it; return whether it changes something and whether something went wrong."""
    for problem in one.problems:
        warn(f"{problem.where}: {problem.message}")
    failed = any(not problem.passed_over for problem in one.problems)
    if one.file == "<stdin>":
        put_bytes(one.after)
    elif one.after != one.before:
        if show is None:
            failed = not _saved(one) or failed
        else:
            put(show(one.file, *(one.words or (one.before, one.after))))
    if (one.applied or one.left) and not quiet:
        say(f"{one.file}: {one.applied} fixed, {one.left} left")
    return int(one.after != one.before), int(failed)


def _saved(one: Any) -> bool:
    """Write a file; say why if it is not written."""
    from mtcheck.run.correct import NotReplaced, save

    try:
        save(one)
    except NotReplaced as error:
        warn(f"{one.file}: {error}")
        return False
    return True
