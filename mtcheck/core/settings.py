"""The settings: one schema for ``mtcheck.toml``, ``[tool.mtcheck]`` and the command line."""

import tomllib
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import regex

from mtcheck.core.engines import RULES, Chat, Model
from mtcheck.core.engines import Settings as LanguageTool
from mtcheck.core.errors import UserError
from mtcheck.core.languages import primary
from mtcheck.core.limits import LIMITS, Limits
from mtcheck.core.trust import ADDRESSES, PATHS, distrusted

SeverityName = Literal["neutral", "minor", "major", "critical"]
Grammar = Literal["harper", "languagetool", "both", "off"]


class ConfigError(UserError):
    """Settings that cannot be used; the message names file, key and the nearest right name."""


class Config(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True, rename="kebab"):
    """Everything a user can set; the defaults are the field defaults."""

    rules: list[str] = []
    """Folders of further rule packs."""
    select: list[str] = []
    """Rules or packs to switch on, beside the default ones (ids or their beginnings)."""
    ignore: list[str] = []
    """Rules or packs to switch off."""
    only: list[str] = []
    """Rules or packs to run and no others, whatever select says; those off by default are switched on."""
    severity: dict[str, SeverityName] = {}
    """The table [severity]: rules or packs, and the severity that their findings get."""
    per_file_ignores: dict[str, list[str]] = {}
    """The table [per-file-ignores]: patterns of files (as in ``.gitignore``), and what is off in them."""
    preview: bool = False
    """Switch on every rule that is off by default."""
    source_lang: list[str] = []
    """Languages the text was translated from, by code or English name: rules off by default that name one are on."""
    language: str = "en"
    """The language of the texts; its rules and word lists are used."""
    passes: list[str] = msgspec.field(default_factory=lambda: ["harper"])
    """The engines that run beside the rules, by name, such as ``harper`` and ``languagetool``."""
    grammar: Grammar | None = None
    """The older way to name the engines; goes over passes."""
    languagetool: LanguageTool = msgspec.field(default_factory=LanguageTool)
    """The table [languagetool]: where its server is and how it is run."""
    model: Model = msgspec.field(default_factory=Model)
    """The table [model]: whether a language model is asked, which one, and how strict it is."""
    chat: Chat = msgspec.field(default_factory=Chat)
    """The table [chat]: the server of a large language model, which is asked where it is named."""
    limits: Limits = LIMITS
    """The table [limits]: how much time and memory one text may cost."""
    fail_on: SeverityName = "minor"
    """The least severity that makes the exit code 1."""
    accept: list[str] = []
    """Words and phrases in which nothing is ever flagged."""
    accept_files: list[str] = []
    """Files of such words, one a line."""
    glossary: list[str] = []
    """Files of terms, TSV or TBX: what each source term must become, and what it must not."""
    target_column: str = "target"
    """The column of a CSV or TSV file that holds the text to check."""
    source_column: str = "source"
    """The column that holds its source."""
    reference_column: str = "reference"
    """The column that holds a reference."""
    id_column: str = "id"
    """The column that names the row."""
    exclude: list[str] = []
    """What to leave out of folders, in the syntax of ``.gitignore``."""
    gitignore: bool = True
    """Leave out of folders what their ``.gitignore`` files leave out."""
    max_bytes: Annotated[int, msgspec.Meta(ge=1)] = 10_000_000
    """The largest file, or line of a JSONL file, that is read."""
    baseline: str | None = None
    """A file of findings that are known already and stop no gate."""
    jobs: Annotated[int, msgspec.Meta(ge=0, le=256)] = 0
    """Processes to work with; 0 for one per core, where there is text enough for several."""

    def __post_init__(self) -> None:
        """Bring languages to their codes.

        Raises:
            ValueError: a language is not known.
        """
        if self.source_lang:
            codes = list(dict.fromkeys(primary(name) for name in self.source_lang))
            msgspec.structs.force_setattr(self, "source_lang", codes)

    @property
    def engines(self) -> tuple[str, ...]:
        """The names of the passes that run beside the rules, each once; the rules run whether they are named or not."""
        named = self.passes if self.grammar is None else _GRAMMAR[self.grammar]
        added = ["model"] * self.model.on + ["chat"] * (self.chat.url is not None)
        return tuple(dict.fromkeys(name for name in (*named, *added) if name != RULES))


_GRAMMAR: dict[Grammar, list[str]] = {
    "harper": ["harper"],
    "languagetool": ["languagetool"],
    "both": ["harper", "languagetool"],
    "off": [],
}

KEYS = tuple(field.encode_name for field in msgspec.structs.fields(Config))
_INNER = {
    **ADDRESSES,
    "model": ("model", "on"),
    "trade-off": ("model", "trade-off"),
    "chat-model": ("chat", "name"),
}
"""Options of the command line that set a key of an engine's table."""


def find_file(start: Path) -> Path | None:
    """Return the nearest mtcheck.toml, or pyproject.toml with a [tool.mtcheck] table, from a folder upwards."""
    for folder in (start.resolve(), *start.resolve().parents):
        own = folder / "mtcheck.toml"
        if own.is_file():
            return own
        project = folder / "pyproject.toml"
        if project.is_file() and _own_table(_toml(project), project) is not None:
            return project
        if (folder / ".git").exists():
            return None
    return None


def load(path: Path | None, overrides: dict[str, Any], *, named: bool = False) -> Config:
    """Return the settings of a file, if any, with those of the command line over them.

    A file that the user did not name may come from a stranger: it cannot name files outside its own folder, nor a
    server on another machine.

    Raises:
        ConfigError: the file is unreadable, or a key or value is not known or not allowed.
    """
    table = {} if path is None else _read(path)
    if path is not None and not named:
        for words in distrusted(table, path, overrides):
            raise ConfigError(words)
    for option, (name, key) in _INNER.items():
        if (value := overrides.pop(option, None)) is not None:
            table[name] = _merged(table.get(name), {key: value})
    if "passes" in overrides:
        table.pop("passes", None)  # the command line names all engines, it adds none to those of the file
    if {"passes", "grammar"} & overrides.keys():
        table.pop("grammar", None)
    for key, value in overrides.items():
        table[key] = _merged(table.get(key), value)
    try:
        return msgspec.convert(table, Config)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{path or 'command line'}: {error}") from error


def _merged(given: Any, over: Any) -> Any:
    """Return a value of the command line over that of the file: lists add up, tables too.

    A value that is neither where one of these should be stays, for the validation to refuse.
    """
    if given is None or not isinstance(over, list | dict):
        return over
    if isinstance(over, list):
        return [*given, *over] if isinstance(given, list) else given
    return {**given, **over} if isinstance(given, dict) else given


def _read(path: Path) -> dict[str, Any]:
    data = _toml(path)
    table = (_own_table(data, path) or {}) if path.name == "pyproject.toml" else data
    _refuse_unknown(table, str(path))
    return {key: _anchored(key, value, path.parent) for key, value in table.items()}


def _own_table(data: dict[str, Any], path: Path) -> dict[str, Any] | None:
    """Return the table [tool.mtcheck] of a pyproject.toml, or None."""
    tool = data.get("tool", {})
    table = tool.get("mtcheck") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigError(f"{path}: tool.mtcheck is no table")
    return table


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{path}: {error}") from error


def _refuse_unknown(table: dict[str, Any], shown: str) -> None:
    for key in table:
        if key not in KEYS:
            raise ConfigError(f"{shown}: unknown key {key!r}{nearest(key, KEYS)}")


def _anchored(key: str, value: Any, folder: Path) -> Any:
    """Make the paths of a settings file relative to that file."""
    if key in PATHS and isinstance(value, list):
        return [str(folder / entry) if isinstance(entry, str) else entry for entry in value]
    if key in PATHS and isinstance(value, str):
        return str(folder / value)
    return value


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a phrase that proposes the closest known name, or nothing."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f" (did you mean {close[0]!r}?)" if close else ""


def check_ids(config: Config, known: Iterable[str]) -> None:
    """Refuse rule ids and packs that do not exist; a known id ending in ``.*`` stands for all that begin so.

    Raises:
        ConfigError: it names the nearest id.
    """
    ids = set(known)
    open_ended = tuple(name.removesuffix("*") for name in ids if name.endswith(".*"))
    names = {name for name in ids if not name.endswith(".*")} | {_pack(name) for name in ids}
    for name in _named(config):
        if name not in names and not name.startswith(open_ended):
            raise ConfigError(f"unknown rule {name!r}{nearest(name, names)}")


def _named(config: Config) -> list[str]:
    """Return every name of a rule or pack in the settings."""
    silent = [name for ids in config.per_file_ignores.values() for name in ids]
    return [*config.select, *config.ignore, *config.only, *config.severity, *silent]


def _pack(rule: str) -> str:
    return regex.sub(r"\.[^.]*$", "", rule)


def neutral(config: Config) -> Config:
    """Return the settings with those at their defaults that change no finding.

    Where rules, terms and accepted phrases come from is among these: what is in those files counts, and is hashed
    elsewhere.
    """
    model = msgspec.structs.replace(config.model, threads=0)
    chat = msgspec.structs.replace(config.chat, requests=1, request_seconds=1)
    same: dict[str, Any] = {
        "fail_on": "minor",
        "exclude": [],
        "gitignore": True,
        "max_bytes": 1,
        "jobs": 0,
        "baseline": None,
    }
    same |= {"model": model, "chat": chat, "limits": LIMITS}
    return msgspec.structs.replace(config, rules=[], accept_files=[], glossary=[], **same)


def show(config: Config) -> str:
    """Return the settings in force, in TOML."""
    settings = msgspec.to_builtins(config)
    tables = {name: settings.pop(name) for name, value in list(settings.items()) if isinstance(value, dict)}
    shown = [f"\n[{name}]\n{_toml_lines(table)}" for name, table in tables.items() if table]
    return _toml_lines(settings) + "".join(shown)


def _toml_lines(table: dict[str, Any]) -> str:
    return "".join(f"{_toml_key(key)} = {_toml_value(value)}\n" for key, value in table.items() if value is not None)


def _toml_key(key: str) -> str:
    return key if regex.fullmatch(r"[\w-]+", key, regex.ASCII) else msgspec.json.encode(key).decode()


def _toml_value(value: object) -> str:
    return msgspec.json.encode(value).decode()  # strings, numbers, booleans and lists of strings read the same
