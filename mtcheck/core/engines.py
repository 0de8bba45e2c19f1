"""The settings of engines that have some of their own; the defaults are the field defaults."""

import os
from typing import Annotated, Literal

import msgspec

RULES = "rules"
"""The pass that always runs, before all others."""

TradeOff = Literal["precise", "balanced", "thorough"]
Positive = Annotated[float, msgspec.Meta(gt=0)]


class Settings(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True, rename="kebab"):
    """Everything about LanguageTool that a user can set, as the table ``[languagetool]`` of the settings file."""

    url: str | None = None
    """A server to use instead of starting one, such as a team's."""
    language: str = "en"
    """The variety to check against: ``en`` favours none and has no spelling rules; en-US, en-GB … have."""
    heap_mb: Annotated[int, msgspec.Meta(ge=256)] = 1024
    """The most memory the engine may take for its data."""
    start_seconds: Positive = 60.0
    """How long the engine may take to answer for the first time."""
    request_seconds: Positive = 60.0
    """How long one request may take."""
    threads: Annotated[int, msgspec.Meta(ge=0, le=64)] = 0
    """Requests at a time; 0 for one per core, four at most."""
    batch_chars: Annotated[int, msgspec.Meta(ge=1)] = 4000
    """Paragraphs are sent together up to this size."""
    on: list[str] = []
    """LanguageTool's rules or categories to switch on, by its ids."""
    off: list[str] = []
    """LanguageTool's rules or categories to switch off, by its ids."""

    @property
    def parallel(self) -> int:
        """How many requests are sent at a time."""
        return self.threads or min(4, os.cpu_count() or 1)


class Model(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True, rename="kebab"):
    """Everything about the language model that a user can set, as the table ``[model]`` of the settings file."""

    on: bool = False
    """Whether the model is asked; ``model`` among the passes says so too."""
    name: str | None = None
    """Which of the installed models; without a name the best of them."""
    trade_off: TradeOff = "balanced"
    """Fewer findings, of which more are right, or more findings, of which fewer are."""
    threads: Annotated[int, msgspec.Meta(ge=0, le=64)] = 0
    """Threads to compute with; 0 for one per core."""


class Chat(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True, rename="kebab"):
    """Everything about the server of a large language model, as the table ``[chat]`` of the settings file.

    A key, where the server asks for one, is read from the environment and stands in no settings.
    """

    url: str | None = None
    """An OpenAI-compatible server, such as ``http://localhost:8080/v1``; paragraphs of the text are sent there."""
    name: str | None = None
    """The model's name on that server; without one the only model that the server has."""
    requests: Annotated[int, msgspec.Meta(ge=1, le=64)] = 4
    """Requests at a time."""
    request_seconds: Positive = 120.0
    """How long one request may take."""
