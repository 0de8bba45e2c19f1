"""What determines the findings of a run, as one line: so that two runs can be compared, and memory be trusted."""

import hashlib
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import msgspec

from mtcheck.core import settings
from mtcheck.core.settings import Config
from mtcheck.core.version import __version__
from mtcheck.english import lists
from mtcheck.passes import RULES, Pass
from mtcheck.rulelang.rule import Rule
from mtcheck.run import rules as packs

_LIBRARIES = ("anyascii", "babel", "nltk", "pyromark", "regex")
"""What the rules read texts with; another version may see another text."""


def rule_set(config: Config, rules: Sequence[Rule]) -> str:
    """Return the number of rules and a digest of them with their lists and glossaries."""
    digest = hashlib.sha256()
    for rule in rules:
        digest.update(msgspec.msgpack.encode((rule.id, rule.said)))
    files = (path for folder in packs.folders(config) for path in sorted(folder.glob("lists/*.txt")))
    digest.update(lists.lexicon_digest(config.language))
    for path in files:
        digest.update(repr((path.name, path.read_bytes())).encode())
    for name in config.glossary:
        digest.update(repr((Path(name).name, Path(name).read_bytes())).encode())
    return f"{len(rules)}:{digest.hexdigest()[:8]}"


def signature(config: Config, rules: str, passes: Sequence[Pass]) -> str:
    """Return version, rules and their lists, settings, engines and their versions."""
    libraries = [f"{name} {version(name)}" for name in _LIBRARIES]
    engines = "+".join([*(one.version for one in passes), *libraries])
    shown = hashlib.sha256(settings.show(settings.neutral(config)).encode()).hexdigest()[:8]
    return f"mtcheck {__version__}|{RULES} {rules}|passes {engines}|config {shown}"
