"""The command group; each command's module is imported when it is used, so that ``--version`` answers at once."""

import gc
import sys
from importlib import import_module
from typing import Any

import click

from mtcheck.cli.streams import ended, read_to_the_end
from mtcheck.core.version import __version__

COMMANDS = {
    "baseline": "Write or show the findings that are known already.",
    "curate": "Keep, repair or drop the rows of a data set.",
    "check": "Report the fluency errors of texts.",
    "compare": "Say how two translations of the same texts differ in findings and scores.",
    "explain": "Say what a rule finds, why it is wrong, and how it is fixed.",
    "fix": "Correct texts: show a diff, or write.",
    "languagetool": "Get, see, start and stop the LanguageTool engine.",
    "lsp": "Show findings in an editor while a text is written.",
    "model": "Get, see, fit and delete the language models.",
    "roundtrip": "Report what a round trip through a machine did to an English original.",
    "score": "Score translations against references with BLEU, chrF, chrF++ and TER.",
    "selftest": "Run the examples of rule packs.",
    "serve": "Check texts in the browser: paste, type, open files, save them corrected.",
    "settings": "Print the settings in force, their schema, or the page about them.",
}


_SELDOM = (200_000, 20, 50)
"""How many new objects bring on a round of the collector: hundreds of thousands stay, and few are in cycles."""


class _Lazy(click.Group):
    """A group that knows its commands' names and imports the one that is called."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run, and end without a traceback, whatever comes up."""
        inside = extra | {"standalone_mode": False}
        if not extra.get("standalone_mode", True):
            return super().main(*args, **inside)
        with ended():
            gc.set_threshold(*_SELDOM)
            code = super().main(*args, **inside)
        sys.exit(code if isinstance(code, int) else 0)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Read the arguments; help and version are printed here."""
        with read_to_the_end():
            return super().make_context(*args, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names in order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"mtcheck.cli.{cmd_name}"), "command")  # noqa: B009
        return command if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that is called."""
        with read_to_the_end():
            return super().invoke(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])


@click.command(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="mtcheck %(version)s")
def main() -> None:
    """Find and fix what machine translation leaves behind in English text."""
