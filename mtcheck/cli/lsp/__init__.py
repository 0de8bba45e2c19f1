"""``mtcheck lsp``: the language server, which shows findings in an editor while a text is written."""

import click

from mtcheck.cli.options import stop
from mtcheck.core.errors import UserError


@click.command("lsp")
def command() -> None:
    """Serve an editor in the Language Server Protocol, over standard input and output.

    Settings are those of the nearest mtcheck.toml or pyproject.toml above each text; an editor may put others over
    them as the initialization option "settings". See docs/editors.md.
    """
    try:
        from mtcheck.cli.lsp.server import make
    except ModuleNotFoundError as error:
        stop(
            UserError(f"the language server needs the extra lsp ({error.name} is missing): pip install 'mtcheck[lsp]'")
        )
    make().start_io()
