"""Where things are on this machine: the rules that come with mtcheck, and the folder for what it may forget."""

import os
from pathlib import Path

_PACKAGED = Path(__file__).parents[1] / "packs"
_CHECKOUT = Path(__file__).parents[2] / "rules"


def cache_folder() -> Path:
    """Return the user's cache folder for mtcheck, or the folder that MTCHECK_CACHE_DIR names."""
    named = os.environ.get("MTCHECK_CACHE_DIR")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("mtcheck")


def builtin_rules(language: str = "en") -> Path:
    """Return the folder of the rules for a language: in the package, or beside it in a checkout."""
    return (_PACKAGED if _PACKAGED.is_dir() else _CHECKOUT) / language
