"""``mtcheck model``: get a language model, see what there is, fit its decision to texts of one's own, delete it."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from mtcheck.cli.options import stop
from mtcheck.core.errors import UserError
from mtcheck.passes import Unavailable
from mtcheck.passes.model import catalogue


@click.group("model")
def command() -> None:
    """Get, see, fit and delete the language models that the pass model asks."""


@command.command("install")
@click.argument("name", required=False)
@click.option(
    "--from", "file", type=click.Path(path_type=Path), help="Convert this GGUF file, whatever model it holds."
)
@click.option("--accept-terms", is_flag=True, help="Accept the terms of a model that is not openly licensed.")
def install_command(name: str | None, file: Path | None, *, accept_terms: bool) -> None:
    """Put a model into the user's cache folder: smollm2-135m, or the one of NAME."""
    from mtcheck.passes.model import install

    def act() -> None:
        if file is not None:
            made = install.install_file(file, name)
            click.echo(f"the model {made.name} is installed in {made.folder}")
            return
        known = _known(name or catalogue.DEFAULT)
        _agreed(known, accept_terms=accept_terms)
        made, new = install.install(known)
        state = "installed" if new else "already installed"
        click.echo(f"the model {made.name} ({known.licence}) is {state} in {made.folder}")

    _reported(act)


@command.command("status")
@click.argument("name", required=False)
def status_command(name: str | None) -> None:
    """Say which models are there and whole. Exit code 2 if none could be used."""
    from mtcheck.passes.model import status

    lines = list(status.lines(name))
    for title, value, _ in lines:
        click.echo(f"{title + ':':<{max(len(line[0]) for line in lines) + 1}} {value}")
    sys.exit(0 if all(good for _, _, good in lines) else 2)


@command.command("calibrate")
@click.argument("texts", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--name", help="The model; without a name the one that a run would use.")
def calibrate_command(texts: tuple[Path, ...], name: str | None) -> None:
    """Fit the decision of a model to good English: TEXTS are files of it, as like as may be to what will be checked.

    Defects are planted in every other text; how sure the model must be is set by the rest.
    """
    from mtcheck.passes.model import fitting, fluency, store

    def act() -> None:
        found = store.find(name)
        with click.progressbar(length=len(texts), label="calibrating", file=sys.stderr) as bar:
            decision = fitting.fitted(found, texts, lambda: bar.update(1))
        fitting.keep(found, decision)
        usual = fitting.usual(found, texts)
        if usual is not None:
            fluency.keep(found, usual)
        shown = ", ".join(f"{key} {value}" for key, value in decision.thresholds.items())
        click.echo(f"the model {found.name} asks for a probability of: {shown}")
        if usual is None:
            click.echo("there are too few sentences to say how fluent a text is")

    _reported(act)


@command.command("remove")
@click.argument("name")
def remove_command(name: str) -> None:
    """Delete a model from the user's cache folder."""
    from mtcheck.passes.model import store

    click.echo(f"the model {name} is deleted" if store.remove(name) else f"no model {name} was installed")


def _known(name: str) -> catalogue.Known:
    if name not in catalogue.KNOWN:
        known = ", ".join(catalogue.KNOWN)
        raise Unavailable(f"no model is called {name!r} (known: {known}; for another, name its file with --from)")
    return catalogue.KNOWN[name]


def _agreed(known: catalogue.Known, *, accept_terms: bool) -> None:
    if not known.terms:
        return
    click.echo(known.terms)
    if not accept_terms and not click.confirm("Do you accept these terms?"):
        raise Unavailable("the terms were not accepted; nothing was fetched")


def _reported(action: Callable[[], None]) -> None:
    try:
        action()
    except (Unavailable, UserError) as error:
        stop(error)
