"""The public interface: check or correct a text from Python. ``import mtcheck`` offers these names."""

import atexit
from collections.abc import Sequence
from contextlib import ExitStack
from functools import lru_cache
from typing import Any, Self

import msgspec

from mtcheck.core import fixes
from mtcheck.core.errors import UserError
from mtcheck.core.model import Finding, Problem
from mtcheck.core.settings import Config, ConfigError
from mtcheck.input.formats import FORMATS
from mtcheck.input.reading import Text
from mtcheck.run.checker import TextChecker


class NotChecked(UserError):
    """Something of a text could not be checked; ``problems`` says what, ``findings`` what was found all the same."""

    def __init__(self, problems: Sequence[Problem], findings: Sequence[Finding]) -> None:
        """Keep both, and say the first problem's message with the number of others."""
        others = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(problems[0].message + others)
        self.problems = tuple(problems)
        self.findings = tuple(findings)


class Checker:
    """Checks and corrects texts with one set of settings; rules and engines are made ready once.

    Settings are those of ``mtcheck.toml``, with underscores: ``Checker(source_lang=["es"], passes=[])``, or a whole
    ``Config``. No settings file is looked for. Close it, or use it in a ``with`` statement, when an engine such as
    LanguageTool shall stop before the program ends.

    Raises:
        ConfigError: a setting, or a rule or pass that it names, does not exist.
        RuleError: a rule pack is broken.
    """

    def __init__(self, config: Config | None = None, **settings: Any) -> None:
        """Load rules and engines."""
        self._stack = ExitStack()
        self._checker = self._stack.enter_context(TextChecker(_config(config, settings)))

    def check(
        self,
        text: str,
        *,
        text_format: str = "plain",
        source: str | None = None,
        source_lang: str | None = None,
    ) -> list[Finding]:
        """Return the findings of a text by place; spans are half-open ranges of code points in ``text``.

        ``text_format`` is plain, markdown or html; ``source`` is the text that this one translates, in the same format.

        Raises:
            NotChecked: something could not be checked, such as an engine that is missing.
            ConfigError: there is no such format.
        """
        findings, problems = self._found(_text(text, text_format, source, source_lang))
        if problems:
            raise NotChecked(problems, findings)
        return findings

    def fix(
        self,
        text: str,
        *,
        unsafe: bool = False,
        text_format: str = "plain",
        source: str | None = None,
        source_lang: str | None = None,
    ) -> str:
        """Return the text with its safe fixes applied, or with ``unsafe`` the first fix of every finding.

        Raises:
            NotChecked: something could not be checked.
            ConfigError: there is no such format.
        """

        def find(now: str) -> list[Finding]:
            return self.check(now, text_format=text_format, source=source, source_lang=source_lang)

        return fixes.fix(text, find, unsafe=unsafe).text

    def close(self) -> None:
        """Stop the engines."""
        self._stack.close()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Stop the engines."""
        self.close()

    def _found(self, text: Text) -> tuple[list[Finding], list[Problem]]:
        report, problems = self._checker.check(text)
        return [placed.finding for placed in report.findings], problems


def check(text: str, *, text_format: str = "plain", source: str | None = None, **settings: Any) -> list[Finding]:
    """Return the findings of a text, as ``Checker.check`` does; the checker is kept for the next call."""
    return _kept(_encoded(settings)).check(text, text_format=text_format, source=source)


def fix(
    text: str,
    *,
    unsafe: bool = False,
    text_format: str = "plain",
    source: str | None = None,
    **settings: Any,
) -> str:
    """Return a corrected text, as ``Checker.fix`` does; the checker is kept for the next call."""
    return _kept(_encoded(settings)).fix(text, unsafe=unsafe, text_format=text_format, source=source)


def _text(text: str, format_: str, source: str | None, source_lang: str | None) -> Text:
    if format_ not in FORMATS:
        raise ConfigError(f"no text format is called {format_!r} (there are: {', '.join(sorted(FORMATS))})")
    return Text("<text>", text, format_, source=source, source_lang=source_lang)


def _config(config: Config | None, settings: dict[str, Any]) -> Config:
    try:
        plain = {} if config is None else msgspec.structs.asdict(config)
        table = {name.replace("_", "-"): value for name, value in (plain | settings).items()}
        return msgspec.convert(msgspec.to_builtins(table), Config)
    except msgspec.ValidationError as error:
        raise ConfigError(str(error)) from error


def _encoded(settings: dict[str, Any]) -> bytes:
    return msgspec.json.encode(settings, order="sorted")


@lru_cache(maxsize=4)
def _kept(settings: bytes) -> Checker:
    checker = Checker(**msgspec.json.decode(settings))
    atexit.register(checker.close)
    return checker
