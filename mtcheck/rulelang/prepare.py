"""Makes the rules of a language ready ahead of time, for the wheel: ``prepared.msgpack`` beside the packs."""

from pathlib import Path

from mtcheck.core.places import builtin_rules
from mtcheck.core.prepared import SHIPPED, sealed
from mtcheck.rulelang import loader


def prepare(language: str = "en") -> Path:
    """Write what is made ready of the rules that come with mtcheck, and return the file; nothing of it is code.

    Raises:
        RuleError: a rule is broken.
        OSError: the file cannot be written.
    """
    folder = builtin_rules(language)
    path = folder / SHIPPED
    path.unlink(missing_ok=True)  # so that nothing is taken over from it
    path.write_bytes(sealed(dict(loader.made_ready(folder, language))))
    return path
